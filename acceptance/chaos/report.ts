import { checks } from './checks.ts';
import type { Check } from './checks.ts';
import type { Outcome } from './run.ts';

/** Of each check no more than these are shown. */
const SHOWN = 10;

/** How often each comes, the most frequent first. */
function counted(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  const lines = [...counts].sort(([, a], [, b]) => b - a).map(([one, count]) => `${one} ${count}`);
  return lines.join(', ') || 'none';
}

/** What a run came to, for people: figures, then each check with what it found. Ids and codes alone. */
export function linesOf({ evidence, faults, ledger, deaths, drainMs, violations }: Outcome): string[] {
  const { asked, votes, received, paths, transitions, rights } = evidence;
  const good = asked.filter(({ status }) => status < 300);
  const cases = (kind: string) =>
    paths.filter(({ workflowId }) => workflowId.startsWith(`${kind}:`)).map(({ stage }) => stage);
  const timers = transitions.filter(({ actId }) => actId.startsWith('timer:'));
  const refusals = [...ledger.refusals].map(([code, n]) => `${code} ${n}`).join(', ');
  const nominations = cases('nomination');
  return [
    `acts acknowledged ${new Set(good.map(({ key }) => key)).size}, votes ${votes.length}, requests repeated ${ledger.repeats}`,
    `refusals: ${refusals || 'none'}`,
    `rights that changed ${counted(rights.trail.map(({ entry }) => entry).filter((entry) => entry !== 'act'))}; acts by somebody standing in ${rights.trail.filter((one) => one.entry === 'act' && one.forId !== null).length}`,
    `nominations ${nominations.length}: ${counted(nominations)}`,
    `council sessions ${cases('council-session').length}: ${counted(cases('council-session'))}; deadlines that fired ${timers.length}`,
    `mails ${new Set(received).size}, of which came again ${received.length - new Set(received).size}`,
    `faults ${faults.length}: ${counted(faults.map(({ part, kind }) => `${part} ${kind}`))}`,
    `processes that ended by themselves: ${counted(deaths)}`,
    `came to rest ${Math.round(drainMs / 1000)} s after the last fault`,
    ...(Object.keys(checks) as Check[]).flatMap((check) => {
      const found = violations.get(check) ?? [];
      return [
        `${found.length === 0 ? '✓' : '✗'} ${check}`,
        ...found.slice(0, SHOWN).map((line) => `    ${line}`),
      ];
    }),
  ];
}
