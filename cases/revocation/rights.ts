import { openRevocationActs, returnRecorder } from '../../domain/revocation.ts';
import { revocationStanding } from '../../domain/standing.ts';
import { granted } from '../rights.ts';
import type { Rights } from '../rights.ts';
import { stateOf } from './row.ts';
import type { RevocationRow } from './row.ts';

/** Who may do what to a revocation. */
export const revocationRights: Rights<RevocationRow> = {
  judge: (_tx, { leadBody }, _act, { person, units }) =>
    Promise.resolve(granted(returnRecorder(person, leadBody, units))),
  standing: (row, act) =>
    openRevocationActs(stateOf(row)).some((open) => open === act)
      ? null
      : { cause: revocationStanding[stateOf(row)] },
  // Each thing that comes back is taken back once.
  stay: ({ entryVersion, itemsReturnedOn, moneyReturnedOn }) =>
    `${entryVersion}${itemsReturnedOn === null ? '' : ':items'}${moneyReturnedOn === null ? '' : ':money'}`,
};
