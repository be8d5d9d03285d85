import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfDay } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import { Season } from '../../acceptance/demo/season.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  pastCouncil,
  refused,
  roundFrom,
  sceneOf,
  toCouncil,
  todayOf,
} from '../support/steps.ts';

/** Cases that ended in one round, written anew in another. */
const OTHER = 'phong-qlcn-so-khcn-hung-yen';
const ATTESTED = 'ky-luat-hanh-chinh';

interface View extends story.NominationView {
  roundId: string;
  subject: object;
  achievement: object;
  evidence: Record<string, Record<string, unknown>>;
  documents: { id: string; kind: string; name: string; sha256: string }[];
  copiedFrom: { id: string; code: string } | null;
  mayCopy: boolean;
}

let stack: Stack;
let officer: ApiClient;
let office: ApiClient;
/** The round in which cases end, and the one into which they are copied. */
let first: string;
let next: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  officer = await stack.as('unit-officer', story.UNIT);
  office = await stack.as('office-reviewer', story.LEAD);
  const today = await todayOf(stack);
  first = (await story.openRound(stack.as, roundFrom(today))).id;
  next = (await story.openRound(stack.as, roundFrom(today))).id;
});
afterAll(() => stack.stop());

const viewOf = async (id: string, as = officer) => story.good(await as.get<View>(`/nominations/${id}`));
const copied = async (id: string, roundId: string) =>
  story.good(await officer.post<View>(`/nominations/${id}/copies`, { roundId }));
const subject = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });
const papersOf = ({ documents }: View) =>
  documents.map(({ kind, name, sha256 }) => [kind, name, sha256]).sort();

/** A draft whose evidence names one of its documents. */
async function drafted(name: string): Promise<string> {
  const { id } = await story.draft(stack.as, first, subject(name));
  const { documents, version } = await viewOf(id);
  const evidence = { [ATTESTED]: { statement: 'Chấp hành nghiêm.', documentId: documents[0]?.id } };
  story.good(await officer.send('PATCH', `/nominations/${id}`, { evidence }, { 'If-Match': `"${version}"` }));
  return id;
}

describe('a copy', () => {
  it('of a rejected case is a draft of the other round, with all that was written and its files, checked anew', async () => {
    const id = await drafted('Tổ một');
    await story.submit(stack.as, id);
    await story.confirmChecks(stack.as, id);
    await story.act(office, id, 'reject', { reason: 'Thiếu minh chứng sáng kiến.' });
    const source = await viewOf(id);
    const copy = await copied(id, next);
    expect(copy).toMatchObject({
      ...{ roundId: next, stage: 'unit-proposal', outcome: null, subject: source.subject },
      ...{ achievement: source.achievement, copiedFrom: { id, code: source.code } },
    });
    expect(papersOf(copy)).toEqual(papersOf(source));
    expect(copy.documents.map((document) => document.id)).not.toEqual(
      expect.arrayContaining([source.documents[0]?.id]),
    );
    // Its evidence names its own document, and nothing a reviewer said of the other.
    const { documentId, ...stated } = copy.evidence[ATTESTED] ?? {};
    expect(stated).toEqual({ statement: 'Chấp hành nghiêm.' });
    expect(copy.documents.map((document) => document.id)).toContain(documentId);
    expect(Object.keys(copy.evidence).sort()).toEqual(Object.keys(source.evidence).sort());
    expect(copy.checks.map(({ result }) => result)).not.toContain('met');
    expect((await officer.download(`/nominations/${copy.id}/documents/${String(documentId)}`)).status).toBe(
      200,
    );
    // The other stays as it is, and the new one goes its own way.
    expect(await viewOf(id)).toMatchObject({ outcome: 'rejected', roundId: first });
    expect(await story.submit(stack.as, copy.id)).toMatchObject({ stage: 'office-review' });
    const { items } = story.good(
      await officer.get<{ items: { act: string; detail: object }[] }>(`/nominations/${copy.id}/timeline`),
    );
    expect(items[0]).toMatchObject({
      ...{ act: 'draft', detail: { copiedFrom: source.code, leftOut: { evidence: [], documents: [] } } },
    });
  });

  it('of an awarded case, and of a draft that was withdrawn, is one as well', async () => {
    const awarded = await toCouncil(stack, first, subject('Tổ hai'));
    await pastCouncil(stack, [awarded]);
    const head = await stack.as('head', story.DEPARTMENT);
    await story.act(head, awarded, 'decide', {
      ...{
        outcome: 'award',
        number: '11/QĐ-SKHCN',
        decidedOn: await todayOf(stack),
        signedBy: 'Trần Tùng Chuẩn',
      },
    });
    expect(await viewOf(awarded)).toMatchObject({ outcome: 'awarded' });
    expect(await copied(awarded, next)).toMatchObject({ roundId: next, outcome: null });
    const { id: withdrawn } = await story.draft(stack.as, first, subject('Tổ ba'));
    await story.act(officer, withdrawn, 'withdraw', { reason: 'Để đợt sau.' });
    expect(await copied(withdrawn, next)).toMatchObject({ roundId: next, outcome: null });
  });

  it('is made once under one key, and not a second time beside one that is open', async () => {
    const { id } = await story.draft(stack.as, first, subject('Tổ bốn'));
    const key = { 'Idempotency-Key': randomUUID() };
    const once = await officer.send<View>('POST', `/nominations/${id}/copies`, { roundId: next }, key);
    const again = await officer.send<View>('POST', `/nominations/${id}/copies`, { roundId: next }, key);
    expect(again.body.id).toBe(once.body.id);
    expect(await refused(officer, `/nominations/${id}/copies`, { roundId: next })).toMatchObject({
      ...{
        status: 409,
        code: 'copied-already',
        errors: [{ message: expect.stringContaining(once.body.code) }],
      },
    });
    // Into its own round it would be its own twin.
    expect(await refused(officer, `/nominations/${id}/copies`, { roundId: first })).toMatchObject({
      ...{ status: 409, code: 'copied-already' },
    });
    await story.act(officer, once.body.id, 'withdraw', { reason: 'Lập lại.' });
    expect((await copied(id, next)).id).not.toBe(once.body.id);
    expect(await stack.deps.db.nomination.count({ where: { copiedFromId: id } })).toBe(2);
  });

  it('is for those who draft for its unit alone: to another unit it is not there, and the office may not', async () => {
    const { id } = await story.draft(stack.as, first, subject('Tổ năm'));
    await story.submit(stack.as, id);
    const stranger = await stack.as('unit-officer', OTHER);
    for (const ask of [
      (who: ApiClient) => who.post(`/nominations/${id}/copies`, { roundId: next }),
      (who: ApiClient) => who.get(`/nominations/${id}/copies`),
    ]) {
      expect((await ask(stranger)).status).toBe(404);
      expect((await ask(office)).status).toBe(403);
    }
    expect((await viewOf(id, office)).mayCopy).toBe(false);
    expect((await viewOf(id)).mayCopy).toBe(true);
    expect(await stack.deps.db.nomination.count({ where: { copiedFromId: id } })).toBe(0);
  });

  it('keeps who worked on the first from judging the second', async () => {
    const { id } = await story.draft(stack.as, first, subject('Tổ sáu'));
    const colleague = await stack.as('unit-head', story.UNIT);
    const copy = story.good(await colleague.post<View>(`/nominations/${id}/copies`, { roundId: next }));
    const { hands } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: copy.id } });
    const { createdById } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
    expect(hands).toEqual(expect.arrayContaining([{ personId: createdById, did: 'drafted' }]));
  });
});

describe('the rounds to copy into', () => {
  it('are those that take what the unit proposes and that the case fits; into others it is said why not', async () => {
    const { id } = await story.draft(stack.as, first, subject('Tổ bảy'));
    const choices = async () =>
      story
        .good(await officer.get<{ items: { roundId: string }[] }>(`/nominations/${id}/copies`))
        .items.map(({ roundId }) => roundId);
    const elsewhere = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
    expect(await choices()).toEqual(expect.arrayContaining([next, elsewhere.id]));
    story.good(await office.post(`/rounds/${elsewhere.id}/actions/close-intake`));
    expect(await choices()).not.toContain(elsewhere.id);
    const into = (roundId: string) => refused(officer, `/nominations/${id}/copies`, { roundId });
    expect(await into(elsewhere.id)).toMatchObject({ status: 409, code: 'intake-over' });
    expect(await into(randomUUID())).toMatchObject({ status: 422, errors: [{ path: 'roundId' }] });
    // With leave for its unit it is taken after all.
    const until = (await calendarOf(stack)).after(await todayOf(stack), 3);
    const leave = { unit: story.UNIT, until, reason: 'Đơn vị mới sáp nhập.' };
    story.good(await office.post(`/rounds/${elsewhere.id}/actions/admit-late`, leave));
    expect(await choices()).toContain(elsewhere.id);
    expect(await copied(id, elsewhere.id)).toMatchObject({ roundId: elsewhere.id, dueAt: until });
    // Another movement has no such subjects.
    const initiatives = await Season.open(sceneOf(stack), 'sang-kien-hung-yen-2024', 'nam-2024', story.LEAD);
    expect(await choices()).not.toContain(initiatives.round.id);
    expect(await into(initiatives.round.id)).toMatchObject({
      ...{
        status: 422,
        code: 'invalid',
        errors: expect.arrayContaining([{ path: 'subject.category', message: expect.any(String) }]),
      },
    });
  });

  it('may be of another movement: what its plan has no place for is left out, and the story says what', async () => {
    const { id } = await story.draft(stack.as, first, subject('Tổ chín'));
    const season = await Season.open(sceneOf(stack), 'chuyen-doi-so-hung-yen-2022', 'tong-ket-2025', OTHER);
    const copy = await copied(id, season.round.id);
    expect(copy.documents.map(({ kind }) => kind).sort()).toEqual([
      'bao-cao-thanh-tich',
      'bien-ban-hop-don-vi',
    ]);
    const { items } = story.good(
      await officer.get<{ items: { detail: { leftOut: { documents: string[]; evidence: string[] } } }[] }>(
        `/nominations/${copy.id}/timeline`,
      ),
    );
    const { leftOut } = items[0]?.detail ?? {};
    expect(leftOut?.documents).toEqual(['quyet-dinh-cong-nhan-sang-kien']);
    const stated = Object.keys((await viewOf(id)).evidence);
    expect([...Object.keys(copy.evidence), ...(leftOut?.evidence ?? [])].sort()).toEqual(stated.sort());
    expect(leftOut?.evidence).not.toEqual([]);
  });

  it('has a lapsed case written anew in its own round, once that takes proposals again', async () => {
    const { after } = await calendarOf(stack);
    const today = await todayOf(stack);
    const closes = after(today, 2);
    const { id: round } = await story.openRound(stack.as, { ...roundFrom(today), intakeCloses: closes });
    const { id } = await story.draft(stack.as, round, subject('Tổ tám'));
    await stack.until(new Date(endOfDay(after(closes, 5)).getTime() + 120_000));
    await story.arrive(officer, id, (n) => n.outcome === 'lapsed');
    await expect
      .poll(async () => (await stack.deps.db.round.findUniqueOrThrow({ where: { id: round } })).state)
      .toBe('finished');
    expect(await refused(officer, `/nominations/${id}/copies`, { roundId: round })).toMatchObject({
      ...{ status: 409, code: 'intake-over' },
    });
    const head = await stack.as('office-head', story.LEAD);
    const to = after(await todayOf(stack), 3);
    story.good(
      await head.post(`/rounds/${round}/actions/reopen`, { to, reason: 'Theo ý kiến của Giám đốc.' }),
    );
    const copy = await copied(id, round);
    expect(await story.submit(stack.as, copy.id)).toMatchObject({ stage: 'office-review' });
  });
});
