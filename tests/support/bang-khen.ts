import type { DateText } from '../../domain/dates.ts';
import type { PathRef } from '../../domain/path.ts';
import type { As, NominationView } from '../../acceptance/demo/story.ts';
import * as story from '../../acceptance/demo/story.ts';
import { roundFrom } from './steps.ts';

/**
 * A Bằng khen from the opening of its round to the decision, with nothing in its way.
 * @returns every path it went through, in order
 */
export async function carryToBangKhen(as: As, today: DateText, name: string): Promise<PathRef[]> {
  const round = await story.openRound(as, roundFrom(today));
  const { id } = await story.draft(as, round.id, { kind: 'collective', award: 'bang-khen', name });
  await story.submit(as, id);
  await story.review(as, id);
  const session = await story.meet(as, [id], `${today}T08:00:00.000Z`, 6);
  await story.conclude(as, session.id, [id]);
  const office = await as('office-reviewer', story.LEAD);
  const arrive = (there: (view: NominationView) => boolean) => story.arrive(office, id, there);
  await arrive((n) => n.stage === 'submission');
  const bodies: [string, string] = [story.LEAD, story.APPRAISER];
  const proposal = await story.sendOn(office, round.id, [id], bodies, today);
  await arrive((n) => n.stage === 'appraisal');
  const appraiser = await as('appraiser', story.APPRAISER);
  await story.act(appraiser, id, 'approve');
  const onward = await story.sendOn(appraiser, round.id, [id], [story.APPRAISER, story.PROVINCE], today);
  await arrive((n) => n.stage === 'decision');
  const decision = { number: `${name.length}${Date.now() % 1000}/QĐ-UBND`, decidedOn: today };
  story.good(
    await appraiser.post(`/submissions/${onward.id}/actions/record-decision`, {
      ...decision,
      signedBy: 'Chủ tịch UBND tỉnh',
      awarded: [id],
      refused: [],
      file: await story.signedPaper(appraiser, decision.number),
    }),
  );
  await arrive((n) => n.outcome !== null);
  return [
    { kind: 'award-round', id: round.id },
    { kind: 'nomination', id },
    { kind: 'council-session', id: session.id },
    { kind: 'submission', id: proposal.id },
    { kind: 'submission', id: onward.id },
  ];
}
