import { inventedName } from '../../scripts/invented-names.ts';
import type { Subject } from '../demo/story.ts';
import { Chance } from './chance.ts';

/** What will be wanted with one nomination by everybody whom it comes to. That faults get in the way changes none of it. */
export interface Intention {
  subject: Subject & { unit: string; name: string };
  /** `both`: officer and head at the same moment. `nobody`: it lapses when intake closes. */
  submittedBy: 'officer' | 'both' | 'nobody';
  withdrawn: boolean;
  office: 'approve' | 'return' | 'reject' | 'hold';
  /** Submitted again once returned; else it lapses. */
  amended: boolean;
  /** How many of the seven members say yes. */
  yes: number;
  headAgrees: boolean;
  appraiser: 'approve' | 'return' | 'reject';
  awarded: boolean;
}

/** The nth nomination of a unit. */
export function intentionOf(seed: number, unit: string, n: number): Intention {
  const chance = new Chance(seed, `${unit}:${n}`);
  const most = (percent: number) => chance.inHundred(percent);
  return {
    subject: {
      kind: most(80) ? 'individual' : 'collective',
      award: most(60) ? 'giay-khen' : 'bang-khen',
      unit,
      name: `${inventedName(chance.between(0, 900))} ${n}`,
    },
    submittedBy: most(85) ? (most(80) ? 'officer' : 'both') : 'nobody',
    withdrawn: most(6),
    office: most(70) ? 'approve' : chance.oneOf(['return', 'reject', 'hold']),
    amended: most(70),
    yes: most(80) ? 7 : chance.between(2, 6),
    headAgrees: most(90),
    appraiser: most(80) ? 'approve' : chance.oneOf(['return', 'reject']),
    awarded: most(85),
  };
}
