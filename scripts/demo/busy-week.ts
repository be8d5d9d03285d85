import { addDays, dateOf } from '../../domain/dates.ts';
import type { Scene } from './season.ts';
import * as story from './story.ts';

const { LEAD, APPRAISER, COUNCIL, DEPARTMENT, UNIT } = story;
const OTHER = 'trung-tam-udtb-so-khcn-hung-yen';

/** Where to look: a nomination in each stage, and the other papers of a week in which much is under way. */
export interface BusyWeek {
  round: string;
  drafted: string;
  submitted: string;
  onHold: string;
  returned: string;
  beforeCouncil: string;
  inSession: string;
  withAppraiser: string;
  awarded: string;
  sessionDraft: string;
  sessionOpen: string;
  sessionConcluded: string;
  submission: string;
  obligation: string;
  enquiry: string;
  revocation: string;
  person: string;
}

/** Plan 002 with something at every desk, for whoever wants to see the pages as they are on a working day. */
export async function busyWeek({ as, clock }: Scene): Promise<BusyWeek> {
  const now = await clock();
  const today = dateOf(now);
  const round = await story.openRound(as, {
    opens: today,
    intakeCloses: addDays(today, 30),
    reviewBy: addDays(today, 50),
    councilBy: addDays(today, 70),
    submitBy: addDays(today, 90),
    decisionBy: addDays(today, 160),
  });
  const draft = async (subject: story.Subject) => (await story.draft(as, round.id, subject)).id;
  const submitted = async (subject: story.Subject) => {
    const id = await draft(subject);
    await story.submit(as, id, subject.unit ?? UNIT);
    return id;
  };
  const reviewed = async (subject: story.Subject) => {
    const id = await submitted(subject);
    await story.review(as, id);
    return id;
  };
  const office = await as('office-reviewer', LEAD);
  const secretary = await as('council-secretary', COUNCIL);

  const drafted = await draft({ kind: 'individual', award: 'giay-khen', name: 'Lê Thị Thu Hương' });
  const waiting = await submitted({
    kind: 'collective',
    award: 'giay-khen',
    unit: OTHER,
    name: 'Trung tâm Ứng dụng tiến bộ khoa học',
  });
  await submitted({ kind: 'individual', award: 'bang-khen', unit: OTHER, name: 'Nguyễn Đức Anh' });
  const onHold = await submitted({ kind: 'individual', award: 'giay-khen', name: 'Phạm Văn Bình' });
  const paper = story.good(
    await office.upload<{ id: string }>('/files', { name: 'cong-van.pdf', bytes: story.pdf('complaint') }),
  );
  await story.act(office, onHold, 'hold', {
    ground: 'complaint',
    document: paper.id,
    reason: 'Có đơn phản ánh, chờ xác minh.',
  });
  const returned = await submitted({ kind: 'individual', award: 'bang-khen', name: 'Hoàng Minh Tuấn' });
  await story.act(office, returned, 'return', {
    reason: 'Báo cáo thành tích chưa nêu số liệu.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung số liệu 2024, 2025.' }],
  });

  const toAppraiser = await reviewed({
    kind: 'collective',
    award: 'bang-khen',
    name: 'Phòng Quản lý khoa học',
  });
  const awarded = await reviewed({ kind: 'individual', award: 'giay-khen', name: 'Đỗ Thị Lan' });
  const takenBack = await reviewed({ kind: 'individual', award: 'giay-khen', name: 'Bùi Văn Hiệp' });
  const first = await story.meet(as, [toAppraiser, awarded, takenBack], now.toISOString(), 7);
  await story.conclude(as, first.id, [toAppraiser, awarded, takenBack]);
  const inSession = await reviewed({ kind: 'collective', award: 'giay-khen', name: 'Chi đoàn Văn phòng Sở' });
  const other = await reviewed({
    kind: 'individual',
    award: 'bang-khen',
    unit: OTHER,
    name: 'Trần Quốc Khánh',
  });
  const beforeCouncil = await reviewed({
    kind: 'individual',
    award: 'giay-khen',
    unit: OTHER,
    name: 'Ngô Thị Phương Thảo',
  });

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
  const later = await plan([beforeCouncil], 'show-of-hands');

  await story.arrive(office, toAppraiser, (view) => view.stage === 'submission');
  const submission = await story.sendOn(office, round.id, [toAppraiser], [LEAD, APPRAISER], today);
  const head = await as('head', DEPARTMENT);
  const decidedOn = today;
  for (const [id, number] of [
    [awarded, '112/QĐ-SKHCN'],
    [takenBack, '113/QĐ-SKHCN'],
  ] as const) {
    await story.arrive(head, id, (view) => view.stage === 'decision');
    await story.act(head, id, 'decide', { outcome: 'award', number, decidedOn, signedBy: 'Trần Tùng Chuẩn' });
  }
  await story.act(head, takenBack, 'revoke', {
    ...{ number: '118/QĐ-SKHCN', decidedOn, ground: 'later-finding', reason: 'Số liệu báo cáo không đúng.' },
  });
  const officer = await as('unit-officer', UNIT);
  const enquiry = story.good(
    await officer.post<{ id: string }>('/enquiries', {
      ...{ movement: story.MOVEMENT, subject: 'Số liệu PAR INDEX', text: 'Lấy số liệu của năm nào?' },
    }),
  );
  const firstOf = async (path: string) => {
    const { items } = story.good(await office.get<{ items: { id: string }[] }>(`${path}?limit=1`));
    return items[0]?.id ?? '';
  };
  return {
    ...{ round: round.id, drafted, submitted: waiting, onHold, returned, beforeCouncil, inSession, awarded },
    ...{
      withAppraiser: toAppraiser,
      sessionDraft: later.id,
      sessionOpen: open.id,
      sessionConcluded: first.id,
    },
    submission: submission.id,
    obligation: await firstOf('/obligations'),
    enquiry: enquiry.id,
    revocation: await firstOf('/revocations'),
    person: await firstOf('/people'),
  };
}
