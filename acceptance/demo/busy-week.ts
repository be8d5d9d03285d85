import { addDays, dateOf } from '../../domain/dates.ts';
import type { Scene } from './season.ts';
import * as story from './story.ts';

const { LEAD, APPRAISER, COUNCIL, DEPARTMENT, UNIT } = story;
const OTHER = 'trung-tam-udtb-so-khcn-hung-yen';

/** Where to look: a nomination in each stage, and the other papers of a week in which much is under way. */
export type BusyWeek = { round: string; person: string } & Awaited<ReturnType<typeof atTheUnits>> &
  Awaited<ReturnType<typeof inCouncil>> &
  Awaited<ReturnType<typeof decided>> &
  Awaited<ReturnType<typeof besides>>;

/** Plan 002 with something at every desk, for whoever wants to see the pages as they are on a working day. */
export async function busyWeek({ as, clock }: Pick<Scene, 'as' | 'clock'>): Promise<BusyWeek> {
  const now = await clock();
  const today = dateOf(now);
  const { id: round } = await story.openRound(as, {
    opens: today,
    intakeCloses: addDays(today, 30),
    reviewBy: addDays(today, 50),
    councilBy: addDays(today, 70),
    submitBy: addDays(today, 90),
    decisionBy: addDays(today, 160),
  });
  const week = new Week(as, round, now);
  const units = await atTheUnits(week);
  const council = await inCouncil(week);
  const papers = await decided(week, council);
  const others = await besides(week);
  return { round, ...units, ...council, ...papers, ...others };
}

class Week {
  constructor(
    readonly as: Scene['as'],
    readonly round: string,
    readonly now: Date,
  ) {}

  get today() {
    return dateOf(this.now);
  }

  async draft(subject: story.Subject): Promise<string> {
    return (await story.draft(this.as, this.round, subject)).id;
  }

  async submitted(subject: story.Subject): Promise<string> {
    const id = await this.draft(subject);
    await story.submit(this.as, id, subject.unit ?? UNIT);
    return id;
  }

  async reviewed(subject: story.Subject): Promise<string> {
    const id = await this.submitted(subject);
    await story.review(this.as, id);
    return id;
  }
}

/** Drafts, and what Văn phòng has on its desk: one on hold, one sent back, and a namesake of it elsewhere. */
async function atTheUnits(week: Week) {
  const office = await week.as('office-reviewer', LEAD);
  const drafted = await week.draft({ kind: 'individual', award: 'giay-khen', name: 'Lê Thị Thu Hương' });
  const submitted = await week.submitted({
    ...{ kind: 'collective', award: 'giay-khen', unit: OTHER },
    name: 'Trung tâm Ứng dụng tiến bộ khoa học',
  });
  await week.submitted({ kind: 'individual', award: 'bang-khen', unit: OTHER, name: 'Nguyễn Đức Anh' });
  const onHold = await week.submitted({ kind: 'individual', award: 'giay-khen', name: 'Phạm Văn Bình' });
  const namesake = await week.submitted({
    ...{ kind: 'individual', award: 'bang-khen', unit: OTHER },
    name: 'Phạm Văn Bình',
  });
  await story.act(office, onHold, 'hold', {
    ground: 'complaint',
    document: await paperOf(office, 'cong-van'),
    reason: 'Có đơn phản ánh, chờ xác minh.',
  });
  const returned = await week.submitted({ kind: 'individual', award: 'bang-khen', name: 'Hoàng Minh Tuấn' });
  await story.act(office, returned, 'return', {
    reason: 'Báo cáo thành tích chưa nêu số liệu.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung số liệu 2024, 2025.' }],
  });
  return { drafted, submitted, onHold, namesake, returned };
}

/** One session concluded, one under way, one before it. */
async function inCouncil(week: Week) {
  const { as, now } = week;
  const withAppraiser = await week.reviewed({
    ...{ kind: 'collective', award: 'bang-khen' },
    name: 'Phòng Quản lý khoa học',
  });
  const individual = { kind: 'individual', award: 'giay-khen' } as const;
  const awarded = await week.reviewed({ ...individual, name: 'Đỗ Thị Lan' });
  const takenBack = await week.reviewed({ ...individual, name: 'Bùi Văn Hiệp' });
  const toConfirm = await week.reviewed({
    ...{ kind: 'collective', award: 'giay-khen' },
    name: 'Tổ Truyền thông',
  });
  const passed = [withAppraiser, awarded, takenBack, toConfirm];
  const { id: sessionConcluded } = await story.meet(as, passed, now.toISOString(), 7);
  await story.conclude(as, sessionConcluded, passed);

  const inSession = await week.reviewed({
    ...{ kind: 'collective', award: 'giay-khen' },
    name: 'Chi đoàn Văn phòng Sở',
  });
  const other = await week.reviewed({
    ...{ kind: 'individual', award: 'bang-khen', unit: OTHER },
    name: 'Trần Quốc Khánh',
  });
  const beforeCouncil = await week.reviewed({ ...individual, unit: OTHER, name: 'Ngô Thị Phương Thảo' });
  const secretary = await as('council-secretary', COUNCIL);
  const plan = async (nominationIds: string[], ballot: string) =>
    story.good(
      await secretary.post<story.SessionView>('/council-sessions', {
        ...{ body: COUNCIL, nominationIds, mode: 'meeting', ballot, scheduledAt: now.toISOString() },
        place: 'Phòng họp tầng 3',
      }),
    );
  const open = await plan([inSession, other], 'open');
  const act = async (kind: string, body: unknown = {}) =>
    story.good(await secretary.post(`/council-sessions/${open.id}/actions/${kind}`, body));
  await act('convene');
  await act('open', { present: open.members.map(({ memberId }) => memberId) });
  const { id: sessionDraft } = await plan([beforeCouncil], 'show-of-hands');
  return {
    ...{ withAppraiser, awarded, takenBack, toConfirm, inSession, beforeCouncil },
    ...{ sessionConcluded, sessionOpen: open.id, sessionDraft },
  };
}

type InCouncil = Awaited<ReturnType<typeof inCouncil>>;

/** A tờ trình on its way, an award, one that is taken back, and one that the office recorded and the head confirms. */
async function decided(week: Week, { withAppraiser, awarded, takenBack, toConfirm }: InCouncil) {
  const { as, round, today } = week;
  const office = await as('office-reviewer', LEAD);
  await story.arrive(office, withAppraiser, (view) => view.stage === 'submission');
  const submission = await story.sendOn(office, round, [withAppraiser], [LEAD, APPRAISER], today);
  const head = await as('head', DEPARTMENT);
  const signed = { decidedOn: today, signedBy: 'Trần Tùng Chuẩn' };
  for (const [id, number] of [
    [awarded, '112/QĐ-SKHCN'],
    [takenBack, '113/QĐ-SKHCN'],
  ] as const) {
    await story.arrive(head, id, (view) => view.stage === 'decision');
    await story.act(head, id, 'decide', { outcome: 'award', number, ...signed });
  }
  await story.act(head, takenBack, 'revoke', {
    ...{ number: '118/QĐ-SKHCN', decidedOn: today, ground: 'later-finding' },
    reason: 'Số liệu báo cáo không đúng.',
  });
  const recorder = await as('office-head', LEAD);
  await story.arrive(recorder, toConfirm, (view) => view.allowedActions.includes('decide'));
  await story.act(recorder, toConfirm, 'decide', {
    ...{ outcome: 'award', number: '119/QĐ-SKHCN', ...signed },
    file: await paperOf(recorder, 'quyet-dinh'),
  });
  const revocation = await firstOf(office, '/revocations');
  return { submission: submission.id, revocation };
}

/** What is no nomination: a report owed, a question, and a role that waits for another's word. */
async function besides({ as }: Week) {
  const officer = await as('unit-officer', UNIT);
  const enquiry = story.good(
    await officer.post<{ id: string }>('/enquiries', {
      ...{ movement: story.MOVEMENT, subject: 'Số liệu PAR INDEX', text: 'Lấy số liệu của năm nào?' },
    }),
  );
  const office = await as('office-reviewer', LEAD);
  const person = await firstOf(office, '/people');
  const administrator = await as('administrator', DEPARTMENT);
  const role = { role: 'selector', unit: DEPARTMENT };
  const asked = await administrator.post<{ pending: { id: string }[] }>(`/people/${person}/roles`, role);
  const pendingChange = story.good(asked, 202).pending[0]?.id ?? '';
  return { enquiry: enquiry.id, obligation: await firstOf(office, '/obligations'), person, pendingChange };
}

async function paperOf(client: Awaited<ReturnType<Scene['as']>>, name: string): Promise<string> {
  const file = { name: `${name}.pdf`, bytes: story.pdf(name) };
  return story.good(await client.upload<{ id: string }>('/files', file)).id;
}

async function firstOf(client: Awaited<ReturnType<Scene['as']>>, path: string): Promise<string> {
  const { items } = story.good(await client.get<{ items: { id: string }[] }>(`${path}?limit=1`));
  return items[0]?.id ?? '';
}
