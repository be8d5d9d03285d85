import { expect, it } from 'vitest';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import { roundFrom, toCouncil, todayOf } from '../support/steps.ts';

it('a case whose tờ trình goes to nobody who is named is a task of the head of the office', async () => {
  const stack = await startStack(import.meta.filename);
  try {
    const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
    const id = await toCouncil(stack, round.id, { kind: 'collective', award: 'bang-khen' });
    // As a plan leaves it that has the Sở send it on and names nobody after that (plan 000 has such a route).
    const { route } = await stack.owner.nomination.findUniqueOrThrow({ where: { id } });
    const steps = route as { stage: string }[];
    const step = steps.findIndex(({ stage }) => stage === 'submission');
    const missing = steps.map((one, at) =>
      at === step ? { ...one, body: story.DEPARTMENT, receiverMissing: true } : one,
    );
    await stack.owner.nomination.update({
      where: { id },
      data: { stage: 'submission', step, route: missing },
    });
    const head = await stack.as('office-head', story.LEAD);
    const { items } = story.good(await head.get<{ items: { kind: string; resource: string }[] }>('/tasks'));
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'body-missing', resource: `/nominations/${id}` }),
    );
  } finally {
    await stack.stop();
  }
});
