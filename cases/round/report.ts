import { renderSheet } from '../../documents/nomination-sheet.ts';
import { dateOf } from '../../domain/dates.ts';
import { awardOf, roundOf } from '../../domain/plan.ts';
import { outcomes } from '../../domain/stages.ts';
import type { Outcome } from '../../domain/stages.ts';
import { outcomeNames, stageName } from '../../domain/texts.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { dateText, loadPlan } from '../context.ts';
import { unitsThatMayPropose } from './units.ts';

/**
 * The closing report of a round as a workbook, also while it runs: what became of each award's nominations, what
 * each unit proposed, each case with who ended it and why, late ones marked. Counts are whole numbers and add up.
 * Of one unit: what it proposed alone.
 */
export async function roundReport(
  tx: Tx,
  row: Round,
  ofUnit?: string,
): Promise<{ name: string; bytes: Buffer }> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const nominations = await tx.nomination.findMany({
    where: { roundId: row.id, ...(ofUnit === undefined ? {} : { proposingUnit: ofUnit }) },
    orderBy: { code: 'asc' },
  });
  const proposers =
    ofUnit === undefined ? await unitsThatMayPropose(tx, plan, row.organization, row.opens) : [ofUnit];
  const codes = [...new Set([...proposers, ...nominations.map((n) => n.proposingUnit)])].sort();
  const units = await tx.unit.findMany({ where: { code: { in: codes } } });
  const bodies = await tx.unit.findMany({
    where: { code: { in: units.map(({ organization }) => organization) } },
  });
  const unitName = (code: string) => [...units, ...bodies].find((unit) => unit.code === code)?.name ?? code;
  /** Whose it is: a phòng of one name is in every Sở. */
  const organizationName = (code: string) => {
    const organization = units.find((unit) => unit.code === code)?.organization ?? code;
    return organization === code ? null : unitName(organization);
  };
  const endings = await tx.transition.findMany({
    where: { pathKind: 'nomination', pathId: { in: nominations.map((n) => n.id) }, toStage: 'closed' },
    orderBy: { version: 'asc' },
  });
  const closes = dateText(row.intakeCloses);
  const isLate = ({ submittedAt }: { submittedAt: Date | null }) =>
    submittedAt !== null && dateOf(submittedAt) > closes;
  const count = (of: typeof nominations) => [
    of.length,
    of.filter(({ outcome }) => outcome === null).length,
    ...outcomes.map((outcome) => of.filter((n) => n.outcome === outcome).length),
    of.filter(isLate).length,
  ];
  const counts = [
    { title: 'Tổng số', width: 10 },
    { title: 'Đang xét', width: 10 },
    ...outcomes.map((outcome) => ({ title: outcomeNames[outcome].vi, width: 14 })),
    { title: 'Nộp muộn được phép', width: 12 },
  ];
  const awardName = (code: string) => awardOf(plan, code)?.name ?? code;
  const awards = [
    ...new Set([...(roundOf(plan, row.code)?.awards ?? []), ...nominations.map((n) => n.award)]),
  ];
  const bytes = await renderSheet([
    {
      name: 'Tổng hợp',
      columns: [{ title: 'Hình thức khen thưởng', width: 44 }, ...counts],
      rows: [
        ...awards.map((award) => [awardName(award), ...count(nominations.filter((n) => n.award === award))]),
        ['Cộng', ...count(nominations)],
      ],
    },
    {
      name: 'Theo đơn vị',
      columns: [{ title: 'Đơn vị đề nghị', width: 44 }, { title: 'Thuộc cơ quan', width: 44 }, ...counts],
      rows: [
        ...codes.map((unit) => [
          unitName(unit),
          organizationName(unit),
          ...count(nominations.filter((n) => n.proposingUnit === unit)),
        ]),
        ['Cộng', null, ...count(nominations)],
      ],
    },
    {
      name: 'Từng hồ sơ',
      columns: [
        { title: 'Mã hồ sơ', width: 24 },
        { title: 'Đơn vị đề nghị', width: 36 },
        { title: 'Hình thức khen thưởng', width: 36 },
        { title: 'Tên tập thể, cá nhân', width: 32 },
        { title: 'Bước hiện tại hoặc bước kết thúc', width: 24 },
        { title: 'Kết quả', width: 22 },
        { title: 'Lý do', width: 50 },
        { title: 'Nộp muộn', width: 10 },
      ],
      rows: nominations.map((n) => [
        n.code,
        unitName(n.proposingUnit),
        awardName(n.award),
        n.subjectName,
        stageName('nomination', endings.find(({ pathId }) => pathId === n.id)?.fromStage ?? n.stage, 'vi'),
        n.outcome === null ? null : outcomeNames[n.outcome as Outcome].vi,
        n.outcomeReason ?? endings.findLast(({ pathId }) => pathId === n.id)?.reason ?? null,
        isLate(n) ? 'Có' : null,
      ]),
    },
  ]);
  const whose = ofUnit === undefined ? '' : ` - ${unitName(ofUnit)}`;
  return { name: `Báo cáo đợt xét ${plan.short}-${row.code}${whose}.xlsx`, bytes };
}
