import { withoutRight } from './authority.ts';
import type { Evidence } from './evidence.ts';

/** What must hold at the end of a run: each finds what is wrong in plain data, a line for each. */
export const checks = {
  'everybody got an answer, and none that no client should see': ({ unexpected, unanswered }) => [
    ...unexpected,
    ...(unanswered > 0 ? [`${unanswered} went home without an answer`] : []),
  ],
  'every acknowledged act is in the record exactly once': (evidence) => [
    ...acknowledged(evidence),
    ...repeated(evidence),
  ],
  'nothing is in the record that was refused, or that nobody asked for': refusedOrStrange,
  'nobody acted without the right to, at that moment': ({ rights }) => withoutRight(rights),
  'every nomination stands where the pure model has it': ({ nominations }) =>
    nominations.flatMap(({ id, recorded, predicted }) =>
      [...new Set([...Object.keys(recorded), ...Object.keys(predicted)])].flatMap((part) => {
        const [is, expected] = [recorded, predicted].map((standing) =>
          JSON.stringify(standing[part] ?? null),
        );
        return is === expected ? [] : [`nomination ${id}: ${part} is ${is}, and not ${expected}`];
      }),
    ),
  'the roll, the box and the tally agree, and every acknowledged vote is in the box once': ballots,
  'every ballot and result is what the trail committed to': ({ ballotFaults }) => [...ballotFaults],
  'every mail exists once and reached the mailbox': mails,
  'every deadline fired, and once': ({ transitions, missed }) => [
    ...twice(timers(transitions)).map((timer) => `${timer} fired again`),
    ...missed.map((timer) => `${timer} has not fired`),
  ],
  'the chain of the audit holds': ({ chains, outsideChains }) => [
    ...(chains.length === 0 ? ['there is none'] : []),
    ...chains.flatMap(({ organization, brokenAt }) =>
      brokenAt === null ? [] : [`${organization}: broken at ${brokenAt}`],
    ),
    ...(outsideChains > 0 ? [`${outsideChains} entries are in no chain`] : []),
  ],
  'the invariants of the record hold': ({ brokenInvariants }) =>
    brokenInvariants.map(({ name, ids }) => `${name}: ${ids.slice(0, 5).join(', ')}`),
  'no workflow is stuck, and each is where its case is': workflows,
  'all came to rest': ({ left }) => [...left],
} satisfies Record<string, (evidence: Evidence) => string[]>;
export type Check = keyof typeof checks;

/** All that is wrong, by check; empty where nothing is. */
export function violationsOf(evidence: Evidence): Map<string, string[]> {
  const found = Object.entries(checks).map(([name, check]) => [name, check(evidence)] as const);
  return new Map(found.filter(([, lines]) => lines.length > 0));
}

const timers = (transitions: Evidence['transitions']): string[] =>
  transitions
    .filter(({ actId }) => actId.startsWith('timer:'))
    .map(({ pathKind, pathId, actId }) => `${pathKind}:${pathId} ${actId}`);

const twice = (all: readonly string[]): string[] => all.filter((one, i) => all.indexOf(one) !== i);

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const isGood = (status: number): boolean => status >= 200 && status < 300;
const isAct = (route: string): boolean => route.includes('/actions/');
const isCreation = (route: string): boolean => /^POST \/api\/v1\/[a-z-]+$/.test(route);

function acknowledged({ asked, acts, transitions }: Evidence): string[] {
  const byKey = groupedBy(acts, ({ key }) => key);
  const byAct = groupedBy(transitions, ({ actId }) => actId);
  const births = groupedBy(
    transitions.filter(({ fromStage }) => fromStage === 'none'),
    ({ pathId }) => pathId,
  );
  const good = new Map(asked.filter(({ status }) => isGood(status)).map((one) => [one.key, one.route]));
  return [...good].flatMap(([key, route]) => {
    const rows = byKey.get(key) ?? [];
    const [act] = rows;
    if (!act || rows.length !== 1 || act.state !== 'done' || act.route !== route)
      return [`${route}: ${rows.length} rows, ${act?.state ?? 'none'}`];
    // What administrators write has no path, and is in the trail alone.
    if (act.pathKind === 'organization') return [];
    const recorded = isAct(route) ? byAct.get(act.id) : births.get(act.pathId ?? '');
    const times = recorded?.length ?? 0;
    return (isAct(route) || isCreation(route)) && times !== 1 ? [`${route}: recorded ${times} times`] : [];
  });
}

/** The same key gets the same answer. */
function repeated({ asked }: Evidence): string[] {
  const good = asked.filter(({ status }) => isGood(status));
  return [...groupedBy(good, ({ key }) => key).values()]
    .filter((answers) => new Set(answers.map(({ answer }) => answer)).size > 1)
    .map(([first]) => `${first?.route ?? ''}: another answer to its repeat`);
}

function refusedOrStrange({ asked, acts, begun }: Evidence): string[] {
  const good = new Set(asked.filter(({ status }) => isGood(status)).map(({ key }) => key));
  const refused = new Set(asked.map(({ key }) => key).filter((key) => !good.has(key)));
  return acts.flatMap(({ key, route, state }) => {
    if (state === 'done' && refused.has(key)) return [`${route}: refused, and done`];
    return begun.has(key) ? [] : [`${route}: nobody asked for it`];
  });
}

function ballots({ ballots: counts, votes, receipts }: Evidence): string[] {
  const inBox = groupedBy(receipts, (receipt) => receipt);
  return [
    ...counts.flatMap(({ id, roll, box, tally }) => {
      const said = tally && [tally.collected, tally.approve, tally.disapprove].join('/');
      const lies = [box.ballots, box.approve, box.disapprove].join('/');
      return [
        ...(roll === box.ballots ? [] : [`${id}: ${roll} on the roll, ${box.ballots} in the box`]),
        ...(said === null || said === lies ? [] : [`${id}: ${said} counted, ${lies} in the box`]),
      ];
    }),
    ...votes.flatMap(({ sessionId, nominationId, receiptHash }) => {
      const times = inBox.get(receiptHash)?.length ?? 0;
      return times === 1 ? [] : [`a vote on ${nominationId} in ${sessionId}: ${times} times in the box`];
    }),
  ];
}

/** A mail may come again only where an attempt's end was lost, and never more often than it was tried. */
function mails({ mails: rows, received }: Evidence): string[] {
  const copies = groupedBy(received, (messageId) => messageId);
  const known = new Set(rows.map(({ messageId }) => messageId));
  return [
    ...twice(rows.map(({ key }) => key)).map((key) => `${key}: two rows`),
    ...rows.flatMap(({ key, messageId, state, attempts, lastError }) => {
      const came = copies.get(messageId)?.length ?? 0;
      if (state !== 'sent') return [`${key}: ${state}`];
      if (came === 0) return [`${key}: never came`];
      const mayRepeat = lastError === 'may-have-repeated' ? attempts : 1;
      return came > mayRepeat ? [`${key}: came ${came} times in ${attempts} attempts`] : [];
    }),
    ...[...copies.keys()].filter((id) => !known.has(id)).map((id) => `${id} came, and nobody wrote it`),
  ];
}

function workflows({ paths, strays }: Evidence): string[] {
  return [
    ...paths.flatMap(({ workflowId, closed, stage, status, says, failing }) => {
      if (status !== (closed ? 'COMPLETED' : 'RUNNING'))
        return [`${workflowId}: ${stage}, and its workflow ${status}`];
      if (says !== null && says !== stage) return [`${workflowId}: ${stage}, and its workflow says ${says}`];
      return failing.map((attempt) => `${workflowId}: ${attempt}`);
    }),
    ...strays.map((workflowId) => `${workflowId} runs for nothing`),
  ];
}
