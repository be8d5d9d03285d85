import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ConnectionLost, Problem } from '../../../web/client/problem.ts';
import { changesOf } from '../../../web/nominations/draft.ts';
import { DraftSaver, over } from '../../../web/nominations/draft-saver.ts';
import type { Draft, Kept } from '../../../web/nominations/draft-saver.ts';

// A draft that saves itself, over a line that is slow, loses requests and answers, and brings them in another order.

/** What becomes of one request, and how many milliseconds it takes. */
type Fate = { kind: 'answered' | 'lost on the way' | 'answer lost' | 'arrives late'; ms: number };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A service that keeps one draft as the real one does: by version, trimmed. */
class Service {
  kept: Kept = { version: 1, values: { name: 'Phòng Một', title: 'Cải cách', summary: 'Bản đầu' } };
  refused = 0;
  saves = 0;
  under = 0;
  sideBySide = 0;
  constructor(private readonly fates: Fate[]) {}

  async save(changes: object, version: number): Promise<Kept> {
    this.saves += 1;
    this.under += 1;
    this.sideBySide = Math.max(this.sideBySide, this.under);
    try {
      const { kind, ms } = this.fates.shift() ?? { kind: 'answered', ms: 0 };
      if (kind === 'arrives late') {
        // The page has long given it up when it arrives.
        void pause(ms * 3).then(() => this.take(changes, version));
        await pause(ms);
        throw new ConnectionLost();
      }
      await pause(ms);
      if (kind === 'lost on the way') throw new ConnectionLost();
      const taken = this.take(changes, version);
      await pause(ms);
      if (kind === 'answer lost') throw new ConnectionLost();
      if (taken === null) throw new Problem({ status: 412, code: 'version-stale', title: '', detail: '' });
      return taken;
    } finally {
      this.under -= 1;
    }
  }

  async look(): Promise<Kept> {
    const answer = this.kept;
    await pause(this.fates[0]?.ms ?? 0);
    return answer;
  }

  private take(changes: object, version: number): Kept | null {
    if (version !== this.kept.version) {
      this.refused += 1;
      return null;
    }
    const trimmed = Object.fromEntries(
      Object.values(changes)
        .flatMap((part: Record<string, string>) => Object.entries(part))
        .map(([key, value]) => [key, value.trim()]),
    );
    this.kept = { version: version + 1, values: { ...this.kept.values, ...trimmed } };
    return this.kept;
  }
}

const draftOver = (kept: Kept): Draft => ({ kept, values: kept.values, changed: [] });
const settled = async (saver: DraftSaver) => {
  const rest = () => ['saved', 'asSaved', 'incomplete'].includes(saver.state);
  await expect.poll(rest, { timeout: 20_000, interval: 2 }).toBe(true);
};

it('whatever becomes of the requests, everything typed is kept in the end, and nobody is said to have changed it', async () => {
  const fate = fc.record<Fate>({
    kind: fc.constantFrom('answered', 'answered', 'lost on the way', 'answer lost', 'arrives late'),
    ms: fc.integer({ min: 0, max: 12 }),
  });
  const typing = fc.record({
    key: fc.constantFrom('name', 'title', 'summary'),
    // Also a word that is not finished, with the blank after it.
    value: fc.constantFrom('Một', 'Một hai', 'Một hai ', 'Một hai ba', 'bốn'),
    ms: fc.integer({ min: 0, max: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 6 }),
      fc.array(typing, { minLength: 1, maxLength: 8 }),
      async (fates, typed) => {
        const service = new Service([...fates]);
        const blamed: string[][] = [];
        const saver: DraftSaver = new DraftSaver(
          draftOver(service.kept),
          service,
          changesOf,
          () => blamed.push(saver.draft.changed),
          { typed: 2, again: 4 },
        );
        // What other requests of the page read, and when, is nobody's either: also an answer of before.
        const first = service.kept;
        for (const { key, value, ms } of typed) {
          saver.type(key, value);
          await pause(ms);
          saver.heard(service.kept);
          saver.heard(first);
        }
        await settled(saver);
        const wanted = Object.fromEntries(typed.map(({ key, value }) => [key, value.trim()]));
        expect(service.kept.values).toMatchObject(wanted);
        expect(saver.draft.values).toMatchObject(Object.fromEntries(typed.map((t) => [t.key, t.value])));
        expect(blamed.flat()).toEqual([]);
        expect(service.sideBySide).toBe(1);
      },
    ),
    { numRuns: 150 },
  );
}, 120_000);

it('a save that is slower than the next pause in typing is followed by one over the version it was answered with', async () => {
  const service = new Service(Array.from({ length: 5 }, () => ({ kind: 'answered', ms: 20 })));
  const saver = new DraftSaver(draftOver(service.kept), service, changesOf, () => undefined, {
    typed: 1,
    again: 5,
  });
  for (const summary of ['a', 'ab', 'abc', 'abcd', 'abcde']) {
    saver.type('summary', summary);
    await pause(8);
  }
  await settled(saver);
  expect(service.refused).toBe(0);
  expect(service.kept.values.summary).toBe('abcde');
});

it('what arrived although its answer was lost is said to be saved, and not sent again', async () => {
  const service = new Service([{ kind: 'answer lost', ms: 1 }]);
  const saver = new DraftSaver(draftOver(service.kept), service, changesOf, () => undefined, {
    typed: 1,
    again: 1,
  });
  saver.type('title', 'Cải cách hành chính');
  await settled(saver);
  expect([saver.state, service.saves]).toEqual(['saved', 1]);
});

it('what somebody else has made of the same field stops saving until it was seen, what is of another field does not', () => {
  const kept: Kept = { version: 4, values: { title: 'A', summary: 'B' } };
  const draft: Draft = { kept, values: { title: 'A', summary: 'của tôi' }, changed: [] };
  const others = over(draft, { version: 5, values: { title: 'của người khác', summary: 'B' } });
  expect(others).toEqual({
    kept: { version: 5, values: { title: 'của người khác', summary: 'B' } },
    values: { title: 'của người khác', summary: 'của tôi' },
    changed: [],
  });
  const same = { version: 6, values: { title: 'của người khác', summary: 'của người khác' } };
  expect(over(others, same).changed).toEqual(['summary']);
  // Unless it is what this page has sent itself, and never heard of again.
  expect(over(others, same, [{ summary: 'của người khác' }]).changed).toEqual([]);
});

it('what was emptied and can’t be kept so is said to be unsaved', async () => {
  const service = new Service([]);
  const saver = new DraftSaver(draftOver(service.kept), service, changesOf, () => undefined, {
    typed: 1,
    again: 5,
  });
  saver.type('title', 'Mới');
  saver.type('summary', ' ');
  await settled(saver);
  expect([saver.state, service.kept.values]).toEqual([
    'incomplete',
    { name: 'Phòng Một', title: 'Mới', summary: 'Bản đầu' },
  ]);
});
