import { randomUUID } from 'node:crypto';
import { act, good, LEAD, look, MOVEMENT, pdf, UNIT } from './basics.ts';
import type { As, NominationView, RoundView } from './basics.ts';
import type { ApiClient } from './client.ts';

/**
 * The acts of the people who carry a nomination, over HTTP alone: the words that the demo and the whole-path tests
 * tell their stories with. Here under plan 002; `season.ts` has them for any plan.
 */
export * from './basics.ts';
export * from './council.ts';

export async function openRound(
  as: As,
  dates: Record<string, string>,
  round = 'tong-ket-2025',
): Promise<RoundView> {
  const office = await as('office-reviewer', LEAD);
  const body = {
    movement: MOVEMENT,
    round,
    dates,
    reason: 'Tổng kết phong trào theo hướng dẫn của Sở Nội vụ',
  };
  return good(await office.post<RoundView>('/rounds', body));
}

export interface Subject {
  kind: 'collective' | 'individual';
  award: 'bang-khen' | 'giay-khen';
  unit?: string;
  name?: string;
  /** The nominee's account. */
  person?: string;
}

const evidence = {
  collective: {
    'trien-khai-ke-hoach': {
      statement: 'Hoàn thành 100% nhiệm vụ trong kế hoạch cải cách hành chính, trước hạn.',
    },
    'tham-muu-van-ban': { statement: 'Tham mưu 12 văn bản, kế hoạch.' },
    'sang-kien-duoc-cong-nhan': {
      level: 'grassroots',
      decisionNumber: '45/QĐ-SKHCN',
      date: '2024-11-20',
      title: 'Quy trình điện tử giải quyết thủ tục',
    },
    'hoan-thanh-chi-tieu': { statement: 'Hoàn thành vượt các chỉ tiêu được giao.' },
    'ky-luat-hanh-chinh': { statement: 'Chấp hành nghiêm kỷ luật, kỷ cương hành chính.' },
    'khong-vi-pham': { value: 0 },
    'hoan-thanh-tot-nhiem-vu': { part: 14, whole: 14 },
  },
  individual: {
    'sang-kien-duoc-cong-nhan': {
      level: 'grassroots',
      decisionNumber: '46/QĐ-SKHCN',
      date: '2024-11-20',
      title: 'Rút ngắn thời gian thẩm định hồ sơ',
    },
    'xep-loai': { level: 'well-completed', year: 2025 },
    'ky-luat-hanh-chinh': { statement: 'Chấp hành nghiêm kỷ luật, kỷ cương hành chính.' },
    'khong-vi-pham': { value: 0 },
  },
};

export const draftOf = (roundId: string, { kind, award, unit = UNIT, name, person }: Subject) => ({
  roundId,
  award,
  subject: {
    kind,
    category: kind === 'collective' ? 'tap-the-thuoc-so' : 'ca-nhan-thuoc-so',
    name: name ?? (kind === 'collective' ? 'Phòng Quản lý khoa học' : 'Nguyễn Thị Hà'),
    unit,
    ...(person === undefined ? {} : { person }),
    ...(kind === 'collective'
      ? { headcount: 14, femaleCount: 6 }
      : { gender: 'female', position: 'Chuyên viên' }),
  },
  achievement: {
    title: 'Cải cách hành chính giai đoạn 2021 - 2025',
    from: '2021-06-01',
    to: '2025-12-31',
    summary: 'Thực hiện tốt nhiệm vụ cải cách hành chính, rút ngắn thời gian giải quyết thủ tục.',
  },
  proposingUnit: unit,
  evidence: evidence[kind],
});

export const dossier = ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien'];

/** A draft with its whole dossier. */
export async function draft(as: As, roundId: string, subject: Subject): Promise<NominationView> {
  const officer = await as('unit-officer', subject.unit ?? UNIT);
  const created = good(await officer.post<NominationView>('/nominations', draftOf(roundId, subject)));
  for (const kind of dossier)
    good(
      await officer.upload(
        `/nominations/${created.id}/documents`,
        { name: `${kind}.pdf`, bytes: pdf(kind) },
        { kind },
      ),
    );
  return created;
}

export async function submit(as: As, id: string, unit = UNIT): Promise<NominationView> {
  return act(await as('unit-officer', unit), id, 'submit');
}

/** Văn phòng finds every criterion met, one by one, and approves. */
export async function review(as: As, id: string): Promise<NominationView> {
  const reviewer = await confirmChecks(as, id);
  return act(reviewer, id, 'approve', { note: 'Hồ sơ đủ điều kiện.' });
}

export async function confirmChecks(as: As, id: string): Promise<ApiClient> {
  const reviewer = await as('office-reviewer', LEAD);
  const { checks, version } = await look(reviewer, id);
  for (const { criterion } of checks)
    good(
      await reviewer.put(
        `/nominations/${id}/checks/${criterion}`,
        { result: 'met', reason: 'Đã đối chiếu với minh chứng.' },
        version,
      ),
    );
  return reviewer;
}

export interface SubmissionView {
  id: string;
  state: string;
  items: { id: string; state: string }[];
}

let papers = 0;

/** A tờ trình from one body to the next, written and dispatched. */
export async function sendOn(
  client: ApiClient,
  roundId: string,
  ids: string[],
  [fromBody, toBody]: [string, string],
  signedOn: string,
  award = 'bang-khen',
): Promise<SubmissionView> {
  papers += 1;
  const written = good(
    await client.post<SubmissionView>('/submissions', {
      roundId,
      award,
      fromBody,
      toBody,
      nominationIds: ids,
      number: `${100 + papers}/TTr-${randomUUID().slice(0, 4)}`,
      signedBy: 'Trần Tùng Chuẩn',
      signedOn,
    }),
  );
  return good(await client.post<SubmissionView>(`/submissions/${written.id}/actions/dispatch`, {}));
}
