import { expect, it } from 'vitest';
import { checks } from '../../acceptance/chaos/checks.ts';
import { plants } from '../../acceptance/chaos/plants.ts';
import { run } from '../../acceptance/chaos/run.ts';

/** A minute of faults at most, so that the long tests stay short; `npm run chaos` has the rest. */
const minutes = 0.75;

it('people at work among faults lose nothing, and each fault that is planted afterwards is found', async () => {
  const missed: string[] = [];
  const { violations, faults, evidence } = await run({
    ...{ seed: 20_261_127, minutes, say: () => undefined },
    async afterwards(observer, look) {
      expect(await look()).toEqual(new Map());
      const known = new Map<string, number>();
      for (const [name, { foundBy, spoil }] of Object.entries(plants)) {
        await spoil(observer);
        const found = (await look()).get(foundBy)?.length ?? 0;
        if (found <= (known.get(foundBy) ?? 0)) missed.push(name);
        known.set(foundBy, found);
      }
    },
  });
  expect(missed).toEqual([]);
  expect(faults.length).toBeGreaterThan(2);
  expect(evidence.nominations.length).toBeGreaterThan(5);
  expect(evidence.rights.trail.filter(({ entry }) => entry !== 'act').length).toBeGreaterThan(1);
  expect(violations.size).toBeGreaterThan(Object.keys(checks).length / 2);
});
