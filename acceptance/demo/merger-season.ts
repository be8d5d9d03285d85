import { addDays, endOfDay, formatDateVi, instantAt } from '../../domain/dates.ts';
import { inventedWoman } from '../../scripts/invented-names.ts';
import { bouncedAndSentAgain } from './bounced-mail.ts';
import type { ApiClient } from './client.ts';
import { confirmed } from './newcomers.ts';
import type { Pending } from './newcomers.ts';
import { Season } from './season.ts';
import type { Candidate } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';

const { APPRAISER, COUNCIL, DEPARTMENT, LEAD, MOVEMENT, PROVINCE } = story;
const MERGED = 'phong-qlkh-so-khcn-hung-yen';
const SUCCESSOR = 'phong-qlcn-so-khcn-hung-yen';

/** A case of the unit that is merged, by where it lies on that day. */
type Cases = Record<
  'drafted' | 'returned' | 'inReview' | 'beforeCouncil' | 'withAppraiser' | 'toBeDecided',
  string
>;

const individual = (nth: number, award = 'giay-khen'): Candidate => ({
  ...{ award, category: 'ca-nhan-thuoc-so' },
  ...{ name: inventedWoman(700 + nth), unit: MERGED },
});

/**
 * A season of plan 002 in which little goes as it was meant to: intake closes over a draft and is extended the morning after, two
 * units merge while cases lie at every stage, a member leaves before the vote, and mail to one body comes back. To the decisions.
 * The merged unit is gone for good: no other season comes after it on the same stage.
 */
export async function mergerSeason(stage: Stage): Promise<void> {
  const season = await Season.open(stage, MOVEMENT, 'tong-ket-2025', LEAD);
  await stage.tell('002 · Văn phòng Sở mở đợt tổng kết');
  const cases = await proposed(stage, season);
  await bouncedAndSentAgain(stage, APPRAISER);
  await extendedTheMorningAfter(stage, season, cases.drafted);
  await merged(stage, season, cases);

  const { drafted, returned, inReview, beforeCouncil, withAppraiser, toBeDecided } = cases;
  const forTheVote = [drafted, returned, inReview, beforeCouncil];
  await season.approve([drafted, returned, inReview], ['office-reviewer', LEAD]);
  await withoutWhoLeft(stage, season, forTheVote);
  await season.decide([...forTheVote, toBeDecided], DEPARTMENT, '57/QĐ-SKHCN');
  await stage.tell('Giám đốc Sở tặng 5 Giấy khen');
  await season.approve([withAppraiser], ['appraiser', APPRAISER]);
  const appraiser = ['appraiser', APPRAISER] as const;
  const onward = await season.sendOn([withAppraiser], 'bang-khen', [...appraiser], [APPRAISER, PROVINCE]);
  await season.recordDecision(onward, [...appraiser], '2102/QĐ-UBND', { awarded: [withAppraiser] });
  await stage.tell('UBND tỉnh tặng Bằng khen');
  for (const id of Object.values(cases))
    stage.same('sáp nhập: every case came to its award', (await season.look(id)).outcome, 'awarded');
  await season.finished();
}

async function proposed(stage: Stage, season: Season): Promise<Cases> {
  const draft = individual(0);
  const { id: drafted } = await season.draft(draft);
  await season.handIn(drafted, draft);
  const [returned, inReview, beforeCouncil, toBeDecided] = [
    (await season.propose(individual(1))).id,
    (await season.propose(individual(2))).id,
    (await season.propose(individual(3))).id,
    (await season.propose(individual(4))).id,
  ];
  const { id: withAppraiser } = await season.propose(individual(5, 'bang-khen'));
  await season.approve([beforeCouncil, withAppraiser, toBeDecided], ['office-reviewer', LEAD]);
  await season.voted({ [withAppraiser]: 7, [toBeDecided]: 7 }, COUNCIL, DEPARTMENT);
  await season.sendOn([withAppraiser], 'bang-khen', ['office-reviewer', LEAD], [LEAD, APPRAISER]);
  await stage.tell(
    'Phòng QLKH có hồ sơ ở mọi bước: đang lập, thẩm tra, chờ Hội đồng, chờ Giám đốc, ở Sở Nội vụ',
  );
  return { drafted, returned, inReview, beforeCouncil, withAppraiser, toBeDecided };
}

/** What lay unfinished when intake closed is closed, not lost: the extension of the next morning brings it back. */
async function extendedTheMorningAfter(stage: Stage, season: Season, drafted: string): Promise<void> {
  const closes = season.round.dates.intakeCloses ?? '';
  await stage.until(new Date(endOfDay(closes).getTime() + 3_600_000));
  const officer = await stage.as('unit-officer', MERGED);
  const closed = await story.arrive(officer, drafted, (view) => view.timeUp !== null);
  stage.same(
    'sáp nhập: the draft is closed, not lapsed',
    [closed.outcome, closed.timeUp?.on],
    [null, closes],
  );
  await stage.tell(`Hết hạn nhận hồ sơ ${formatDateVi(closes)}: hồ sơ đang lập dở tạm đóng`);
  await stage.until(instantAt(addDays(closes, 1), 8));
  const to = addDays(closes, 12);
  const office = await stage.as('office-reviewer', LEAD);
  const reason = 'Hai phòng chuẩn bị sáp nhập, cần thêm thời gian hoàn thiện hồ sơ.';
  const body = { deadline: 'intakeCloses', to, reason };
  story.good(await office.post(`/rounds/${season.round.id}/actions/extend`, body));
  await story.arrive(officer, drafted, (view) => view.timeUp === null && view.dueAt === to);
  await stage.tell(
    `Sáng hôm sau Văn phòng gia hạn đến ${formatDateVi(to)}: hồ sơ mở lại, không phải lập lại`,
  );
}

/** Two units become one; what the one had is the other's from that day, without being typed anew. */
async function merged(stage: Stage, season: Season, cases: Cases): Promise<void> {
  const { drafted, returned } = cases;
  const office = await stage.as('office-reviewer', LEAD);
  await story.act(office, returned, 'return', {
    reason: 'Báo cáo thành tích chưa nêu số liệu.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung số liệu.' }],
  });
  const admin = await stage.as('administrator', DEPARTMENT);
  const moving = story.good(await admin.get<{ cases: { code: string }[] }>(`/units/${MERGED}/open-cases`));
  const told = moving.cases.map(({ code }) => code);
  const former = await stage.as('unit-officer', MERGED);
  for (const id of Object.values(cases)) {
    const { code } = await story.look(former, id);
    stage.check('sáp nhập: what moves is told before it does', told.includes(code), code);
  }
  stage.say(`   Sẽ chuyển: ${told.join(', ')}`);
  story.good(
    await admin.post(`/units/${MERGED}/successors`, {
      ...{ to: SUCCESSOR, on: await season.today(), kind: 'merge' },
      citation: 'Quyết định số 88/QĐ-SKHCN về việc sáp nhập phòng',
    }),
  );
  await stage.tell('Phòng QLKH sáp nhập vào Phòng QLCN trong khi hồ sơ ở mọi bước');
  const successor = await stage.as('unit-officer', SUCCESSOR);
  const { items } = story.good(await successor.get<{ items: { resource: string }[] }>('/tasks'));
  for (const id of [drafted, returned])
    stage.check(
      'sáp nhập: what lay with the unit is a task of its successor',
      items.some(({ resource }) => resource === `/nominations/${id}`),
    );
  stage.same(
    'sáp nhập: the former unit acts no more',
    (await former.post(`/nominations/${drafted}/actions/submit`)).status,
    403,
  );
  const file = { name: 'bao-cao-bo-sung.pdf', bytes: story.pdf('amended') };
  story.good(
    await successor.upload(`/nominations/${returned}/documents`, file, { kind: 'bao-cao-thanh-tich' }),
  );
  for (const id of [returned, drafted]) await story.act(successor, id, 'submit');
  await season.closeIntake();
  await stage.tell('Phòng QLCN bổ sung hồ sơ bị trả lại, gửi hồ sơ đang lập dở');
}

/** What a session says of who may no longer sit in it. */
interface Seated extends story.SessionView {
  ended: { memberId: string; why: string }[];
}

/** A member's role ends before the vote: nothing opens over the seat until the secretary has settled it. */
async function withoutWhoLeft(stage: Stage, season: Season, ids: string[]): Promise<void> {
  const secretary = await stage.as('council-secretary', COUNCIL);
  for (const id of ids) await story.arrive(secretary, id, (view) => view.stage === 'council-vote');
  const planned = story.good(
    await secretary.post<Seated>('/council-sessions', {
      ...{ body: COUNCIL, nominationIds: ids, mode: 'meeting', ballot: 'show-of-hands' },
      ...{ scheduledAt: stage.now.toISOString(), place: 'Phòng họp tầng 3' },
    }),
  );
  const act = (kind: string, body: unknown = {}) =>
    secretary.post<Seated>(`/council-sessions/${planned.id}/actions/${kind}`, body);
  story.good(await act('convene'));
  await endsARole(stage, season, await stage.as('council-member', COUNCIL, 3));
  const everybody = planned.members.map(({ memberId }) => memberId);
  const kept = await act('open', { present: everybody });
  stage.same('sáp nhập: no vote begins over an ended seat', kept.status, 409);
  const { ended } = story.good(await secretary.get<Seated>(`/council-sessions/${planned.id}`));
  stage.same(
    'sáp nhập: the seat of who left is named',
    ended.map(({ why }) => why),
    ['role'],
  );
  for (const { memberId } of ended)
    story.good(await act('settle-seat', { memberId, reason: 'Chuyển công tác trước phiên họp.' }));
  await stage.tell(
    'Một ủy viên chuyển công tác trước phiên họp: Thư ký đưa ra khỏi phiên trước khi biểu quyết',
  );

  const left = new Set(ended.map(({ memberId }) => memberId));
  const present = everybody.filter((id) => !left.has(id));
  story.good(await act('open', { present }));
  const hands = present.length;
  for (const nominationId of ids)
    story.good(
      await act('record-count', {
        ...{ nominationId, issued: hands, collected: hands, valid: hands },
        ...{ approve: hands, disapprove: 0 },
      }),
    );
  story.good(await act('close'));
  await story.conclude(stage.as, planned.id, ids);
  await stage.tell(`${hands} ủy viên còn lại biểu quyết, Giám đốc đồng ý`);
}

interface PersonView {
  id: string;
  version: number;
  username: string;
  holdings: { id: string; role: string; to: string | null }[];
}

/** Somebody's role in the council was theirs until yesterday: an administrator says so, and the head confirms where it takes two. */
async function endsARole(stage: Stage, season: Season, leaving: ApiClient): Promise<void> {
  const admin = await stage.as('administrator', DEPARTMENT);
  const people = await story.all<PersonView>(admin, '/people');
  const person = people.find(({ username }) => username === leaving.who.username);
  const held = person?.holdings.find(({ role, to }) => role === 'council-member' && to === null);
  if (person === undefined || held === undefined) throw new Error('the member has no such role');
  const last = { to: addDays(await season.today(), -1) };
  const answer = await admin.patch<{ pending?: Pending[] }>(
    `/people/${person.id}/roles/${held.id}`,
    last,
    person.version,
  );
  await confirmed(stage, story.good(answer, 200, 202).pending ?? []);
}
