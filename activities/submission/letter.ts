import type { SubmissionLetter } from '../../documents/types.ts';
import { renderSubmissionLetter } from '../../documents/submission-letter.ts';
import { dateOf } from '../../domain/dates.ts';
import { awardOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import type { SubmissionRow } from './row.ts';
import { goesToAppraiser, isFromLead } from './row.ts';

export const letterType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** 'Tờ trình 12-TTr-SKHCN.docx'. */
export const letterName = ({ number }: { number: string }): string =>
  `Tờ trình ${number.replace(/[^\p{L}\p{N}.]+/gu, '-')}.docx`;

/**
 * The tờ trình as a .docx file, with these nominations in the order of their listing.
 * @throws Refusal `not-in-this-state` where there are none
 */
export async function renderLetter(
  tx: Tx,
  row: SubmissionRow,
  nominationIds: readonly string[],
): Promise<Buffer> {
  if (nominationIds.length === 0) throw new Refusal('not-in-this-state');
  return renderSubmissionLetter(await letterOf(tx, row, nominationIds));
}

async function letterOf(
  tx: Tx,
  row: SubmissionRow,
  nominationIds: readonly string[],
): Promise<SubmissionLetter> {
  const { round } = row;
  const fromLead = isFromLead(row);
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  const nominations = await tx.nomination.findMany({ where: { id: { in: [...nominationIds] } } });
  const codes = [row.toBody, fromLead ? row.organization : row.fromBody, round.leadBody];
  const units = await tx.unit.findMany({
    where: { code: { in: [...codes, ...nominations.map((n) => n.subjectUnit)] } },
    include: { parent: true },
  });
  const unit = (code: string) => units.find((u) => u.code === code);
  const nameOf = (code: string) => unit(code)?.name ?? code;
  const sender = unit(fromLead ? row.organization : row.fromBody);
  const council = fromLead ? await councilOf(tx, nominationIds) : null;
  const listed = row.items.flatMap(({ nominationId }) => {
    const n = nominations.find(({ id }) => id === nominationId);
    return n
      ? [
          {
            kind: n.subjectKind,
            name: n.subjectName,
            unit: nameOf(n.subjectUnit),
            achievement: n.achievementTitle,
            votes: council?.votes.get(n.id) ?? null,
            gender: genderOf(n),
            position: n.position,
          },
        ]
      : [];
  });
  return {
    issuer: {
      parentName: sender?.parent?.name ?? '',
      name: sender?.name ?? row.fromBody,
      symbol: sender?.symbol ?? '',
      place: sender?.place ?? '',
    },
    number: row.number,
    signedOn: dateText(row.signedOn),
    recipientName: nameOf(row.toBody),
    recipientDecides: !goesToAppraiser(row),
    movement: { title: plan.title, planReference: planReference(plan) },
    award: { name: awardOf(plan, row.award)?.name ?? row.award },
    ...(council ? { council: { heldOn: council.heldOn } } : {}),
    collectives: listed.filter(({ kind }) => kind === 'collective'),
    individuals: listed.filter(({ kind }) => kind === 'individual'),
    signer: {
      name: row.signedBy,
      // Of other bodies the record knows no titles.
      position: plan.issuer.unit === sender?.code ? plan.issuer.signerPosition : 'Thủ trưởng cơ quan',
    },
    receivers: fromLead ? [`Lưu: VT, ${unit(round.leadBody)?.shortName ?? round.leadBody}`] : [],
  };
}

/** Null also where somebody is neither: the letter then writes the name without Ông or Bà. */
const genderOf = ({ gender }: { gender: string | null }): 'female' | 'male' | null =>
  gender === 'female' || gender === 'male' ? gender : null;

/** The council's last word on these nominations, and the day of its last session on them. */
async function councilOf(tx: Tx, nominationIds: readonly string[]) {
  const items = await tx.agendaItem.findMany({
    where: { nominationId: { in: [...nominationIds] }, state: { in: ['passed', 'agreed'] } },
    include: { session: { select: { openedAt: true, scheduledAt: true } } },
    orderBy: { session: { scheduledAt: 'asc' } },
  });
  const last = items.at(-1);
  if (!last) return null;
  return {
    heldOn: dateOf(last.session.openedAt ?? last.session.scheduledAt),
    votes: new Map(
      items.flatMap(({ nominationId, approve, base }) =>
        approve === null || base === null ? [] : [[nominationId, { approve, base }] as const],
      ),
    ),
  };
}

/** 'Kế hoạch số 60/KH-SKHCN ngày 20/4/2022 của Sở Khoa học và Công nghệ', as far as the plan is numbered and dated. */
export function planReference({ number, symbol, issuedOn, issuer }: Plan): string {
  const { year, month, day } = issuedOn;
  const numbered =
    number === null ? '' : ` số ${number.includes('/') ? number : `${number}/${symbol.replace(/^\//, '')}`}`;
  const dated =
    month === null
      ? ` năm ${year}`
      : day === null
        ? ` tháng ${month} năm ${year}`
        : ` ngày ${day}/${month}/${year}`;
  return `Kế hoạch${numbered}${dated} của ${issuer.name}`;
}
