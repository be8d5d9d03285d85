// `npm run recount -- [code of a session]`: counts the ballots of one session or of all again, and holds them against what
// the trail committed to as they were cast. Exit code 1 where something was changed, added or removed.
import type { ChoiceCount } from '../cases/council-session/commitment.ts';
import { recountAll } from '../cases/council-session/recount.ts';
import type { Recount } from '../cases/council-session/recount.ts';
import { runCommand } from './command.ts';
import { withOperatorsDatabase } from './operators.ts';

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const asked = process.argv[2];
    const codes = new Map((await db.councilSession.findMany()).map(({ id, code }) => [id, code]));
    if (asked !== undefined && ![...codes.values()].includes(asked)) throw new Error(`no session ${asked}`);
    let [ballots, faults] = [0, 0];
    for await (const counted of recountAll(db, asked)) {
      const code = codes.get(counted.sessionId) ?? counted.sessionId;
      ballots += counted.newest?.ballots ?? 0;
      faults += counted.faults.length;
      for (const line of linesOf(counted)) console.log(`${code}: ${line}`);
    }
    console.log(`${ballots} ballots counted again, ${faults} faults`);
    if (faults > 0) throw new Error('what was cast or counted was changed');
  }),
);

function split({ approve, disapprove, abstain }: ChoiceCount): string {
  return `${approve}/${disapprove}/${abstain}`;
}

/** For, against and blank; no count of a vote that still runs is shown, only whether it holds. */
function linesOf({ boxes, newest, carriedOver, faults }: Recount): string[] {
  if (newest === null && faults.length === 0) return [];
  const held = `${newest?.ballots ?? 0} ballots in ${boxes.length} boxes, entry ${newest?.entryId ?? 'none'}`;
  return [
    `${held}${carriedOver > 0 ? `, ${carriedOver} of them from before ballots were committed to` : ''}`,
    ...faults.map(({ fault, nominationId, ballot }) => {
      const box = boxes.find((one) => one.nominationId === nominationId && one.ballot === ballot);
      const lying = box?.closed
        ? `: ${box.committed ? split(box.committed) : 'not known what'} was cast, ${split(box.choices)} lies there`
        : '';
      return `${fault.toUpperCase()} ${nominationId ?? ''} ${ballot ?? ''}${lying}`;
    }),
  ];
}
