import { APPRAISER, COUNCIL, DEPARTMENT, LEAD } from '../demo/story.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { administratorOf, standInOf } from './administrators.ts';
import { Chance } from './chance.ts';
import { directorOf, memberOf, secretaryOf } from './council.ts';
import type { OfficeHours } from './office-hours.ts';
import { headOf, officerOf } from './proposers.ts';
import { appraiserOf, fromAppraiser, fromOffice, reviewerOf, senderOf } from './reviewers.ts';
import { NoAnswer, TurnedAway } from './stubborn.ts';
import type { Stubborn } from './stubborn.ts';
import type { Town } from './town.ts';

type Step = () => Promise<unknown>;
/** Milliseconds between one thing and the next that somebody does. */
const busy = [20, 200] as const;
const steady = [200, 1_000] as const;
const calm = [800, 2_500] as const;
const rare = [1_500, 4_000] as const;

/** Puts everybody to work, those with most to do in two windows each. @returns resolves when all have gone home */
export async function peopleAtWork(town: Town, hours: OfficeHours): Promise<void> {
  const days: Promise<void>[] = [];
  const employ = async (
    account: DemoAccount | undefined,
    job: (client: Stubborn, chance: Chance) => Step,
    pace: readonly [number, number],
  ) => {
    if (!account) throw new Error('nobody holds that post');
    const chance = new Chance(town.seed, `${account.username}:${days.length}`);
    const step = job(await town.client(account), chance);
    days.push(
      hours.work(
        () => step().catch((failure: unknown) => went(town, failure)),
        () => chance.between(...pace),
      ),
    );
  };
  for (const unit of town.units) {
    for (const window of [0, 1])
      await employ(
        town.holders('unit-officer', unit)[0],
        (c, chance) => officerOf(town, c, chance, unit, window),
        steady,
      );
    await employ(town.holders('unit-head', unit)[0], (c, chance) => headOf(town, c, chance, unit), rare);
  }
  const reviewers = town.holders('office-reviewer', LEAD);
  for (const account of [...reviewers, ...reviewers])
    await employ(account, (c, chance) => reviewerOf(town, c, chance), busy);
  await employ(reviewers[0], (c, chance) => senderOf(town, c, chance, fromOffice), rare);
  const appraisers = town.holders('appraiser', APPRAISER);
  for (const account of appraisers) await employ(account, (c, chance) => appraiserOf(town, c, chance), calm);
  await employ(appraisers[0], (c, chance) => senderOf(town, c, chance, fromAppraiser), rare);
  await employ(
    town.holders('council-secretary', COUNCIL)[0],
    (c, chance) => secretaryOf(town, c, chance),
    steady,
  );
  const members = [...town.holders('council-chair', COUNCIL), ...town.holders('council-member', COUNCIL)];
  for (const [i, account] of members.entries()) await employ(account, (c) => memberOf(town, c, i), steady);
  await employ(town.holders('head', DEPARTMENT)[0], (c, chance) => directorOf(town, c, chance), calm);
  await employ(town.standIn, (c, chance) => standInOf(town, c, chance), busy);
  const [administrator] = town.holders('administrator', DEPARTMENT);
  await employ(administrator, (_client, chance) => administratorOf(town, chance), steady);
  await Promise.all(days);
}

function went({ ledger }: Town, failure: unknown): void {
  if (failure instanceof NoAnswer) ledger.unanswered += 1;
  else if (!(failure instanceof TurnedAway))
    ledger.unexpected.push(
      failure instanceof Error
        ? `${failure.name} ${String(failure.stack?.split('\n')[1]).trim()}`
        : 'unknown',
    );
}
