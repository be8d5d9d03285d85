import { titleOf } from '../domain/identity.ts';
import { body, leadIn, ruledTable } from './layout.ts';
import type { Block, Column } from './layout.ts';
import type { AwardSum, ListedCollective, ListedIndividual, Nominees } from './types.ts';
import { capitalized, countedSubjects, dong, figures, fraction, inWords, percent } from './wording.ts';

/** How every paper about nominees names them, their merit and their movement, and lists them. */

/** 'phong trào thi đua “…”', unless the title says itself what it is. */
export function movementName({ movement: { title } }: Nominees): string {
  const name = title.normalize('NFC').trim();
  if (/^(phong trào|đợt) thi đua/iu.test(name))
    return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
  return `phong trào thi đua “${name.replace(/^[“"]|[”"]$/gu, '')}”`;
}

export const kindsListed = ({ collectives, individuals }: Nominees): string =>
  [...(collectives.length > 0 ? ['tập thể'] : []), ...(individuals.length > 0 ? ['cá nhân'] : [])].join(', ');

export const meritOf = (nominees: Nominees): string =>
  `có thành tích xuất sắc trong ${movementName(nominees)}`;

/** What a list of them is about. */
export const listSubject = (nominees: Nominees): string =>
  `${capitalized(kindsListed(nominees))} đề nghị tặng ${nominees.award.name} ${meritOf(nominees)}`;

/** With Ông or Bà before the name once, also where it was typed with it. */
export function addressee({ gender, name }: ListedIndividual): string {
  const courtesy = gender === 'female' ? 'Bà' : gender === 'male' ? 'Ông' : null;
  const typed = titleOf(name).split(' ')[0];
  return courtesy === null || typed === courtesy.toLocaleLowerCase('vi') ? name : `${courtesy} ${name}`;
}

/** '70,00% (07/10)' where the dossier says both (NĐ 152/2025/NĐ-CP Đ4.6). */
export const femaleShare = ({ headcount, femaleCount }: ListedCollective): string[] =>
  headcount && typeof femaleCount === 'number'
    ? [
        percent({ approve: femaleCount, base: headcount }),
        `(${fraction({ approve: femaleCount, base: headcount })})`,
      ]
    : [''];

const first: Column = { title: 'STT', width: 12 };
const left = { align: 'left' } as const;

/** One table for each kind; the columns of votes and of women only where there is something to say; the sum. */
export function nomineeTables(nominees: Nominees): Block[] {
  const { collectives, individuals } = nominees;
  const voted = [...collectives, ...individuals].some(({ votes }) => votes !== null);
  const counted = collectives.some((c) => femaleShare(c).length > 1);
  const votesColumn: Column[] = voted ? [{ title: 'Số phiếu đồng ý (tỷ lệ)', width: 30 }] : [];
  const femaleColumn: Column[] = counted ? [{ title: 'Tỷ lệ nữ', width: 24 }] : [];
  const votesOf = ({ votes }: ListedCollective): string[][] =>
    voted ? [votes ? [fraction(votes), `(${percent(votes)})`] : ['']] : [];
  const room = voted ? 0 : 30;
  return [
    ...ofEachKind(nominees, {
      collectives: ruledTable(
        [
          first,
          { title: 'Tên tập thể', width: 60, ...left },
          { title: 'Đơn vị', width: 50, ...left },
          ...femaleColumn,
          { title: 'Tóm tắt thành tích', width: 100 + room - (counted ? 24 : 0), ...left },
          ...votesColumn,
        ],
        collectives.map((c, i) => [
          String(i + 1),
          c.name,
          c.unit,
          ...(counted ? [femaleShare(c)] : []),
          c.achievement,
          ...votesOf(c),
        ]),
        12,
      ),
      individuals: ruledTable(
        [
          first,
          { title: 'Họ và tên', width: 50, ...left },
          { title: 'Chức vụ', width: 35, ...left },
          { title: 'Đơn vị', width: 45, ...left },
          { title: 'Tóm tắt thành tích', width: 80 + room, ...left },
          ...votesColumn,
        ],
        individuals.map((p, i) => [
          String(i + 1),
          addressee(p),
          p.position ?? '',
          p.unit,
          p.achievement,
          ...votesOf(p),
        ]),
        12,
      ),
    }),
    body(`Tổng cộng: ${countedSubjects(collectives.length, individuals.length)}./.`, { bold: true }),
  ];
}

/** Those who are awarded, with the money that goes with it where it is known, and the sum of it. */
export function awardTables(
  nominees: Nominees,
  money: Record<'collective' | 'individual', AwardSum | null>,
): Block[] {
  const { collectives, individuals } = nominees;
  const total = totalMoney(nominees, money);
  const moneyColumn: Column[] = total === null ? [] : [{ title: 'Tiền thưởng (đồng)', width: 42 }];
  const sum = (of: AwardSum | null): string[] => (total === null ? [] : [of === null ? '' : dong(of.amount)]);
  const room = total === null ? 42 : 0;
  return [
    ...ofEachKind(nominees, {
      collectives: ruledTable(
        [
          first,
          { title: 'Tên tập thể', width: 108, ...left },
          { title: 'Đơn vị', width: 90 + room, ...left },
          ...moneyColumn,
        ],
        collectives.map((c, i) => [String(i + 1), c.name, c.unit, ...sum(money.collective)]),
        12,
      ),
      individuals: ruledTable(
        [
          first,
          { title: 'Họ và tên', width: 68, ...left },
          { title: 'Chức vụ', width: 55, ...left },
          { title: 'Đơn vị', width: 75 + room, ...left },
          ...moneyColumn,
        ],
        individuals.map((p, i) => [
          String(i + 1),
          addressee(p),
          p.position ?? '',
          p.unit,
          ...sum(money.individual),
        ]),
        12,
      ),
    }),
    body(`Tổng cộng: ${countedSubjects(collectives.length, individuals.length)}${moneyText(total)}./.`, {
      bold: true,
    }),
  ];
}

/** Whole đồng for all of them; null where for one of the kinds listed no rate is known. */
export function totalMoney(
  { collectives, individuals }: Nominees,
  money: Record<'collective' | 'individual', AwardSum | null>,
): number | null {
  const of = (count: number, sum: AwardSum | null): number | null =>
    count === 0 ? 0 : sum === null ? null : count * sum.amount;
  const [forCollectives, forIndividuals] = [
    of(collectives.length, money.collective),
    of(individuals.length, money.individual),
  ];
  return forCollectives === null || forIndividuals === null ? null : forCollectives + forIndividuals;
}

export const inDong = (amount: number): string =>
  `${dong(amount)} đồng (${capitalized(inWords(amount))} đồng)`;
const moneyText = (total: number | null): string =>
  total === null ? '' : `; tổng số tiền thưởng: ${inDong(total)}`;

/** The kinds that are there, numbered as they come: 'I. TẬP THỂ', 'II. CÁ NHÂN'. */
function ofEachKind(
  { collectives, individuals }: Nominees,
  tables: Record<'collectives' | 'individuals', Block>,
): Block[] {
  const parts = [
    ...(collectives.length === 0 ? [] : [{ title: 'TẬP THỂ', table: tables.collectives }]),
    ...(individuals.length === 0 ? [] : [{ title: 'CÁ NHÂN', table: tables.individuals }]),
  ];
  return parts.flatMap(({ title, table }, i) => [
    leadIn(
      `${'I'.repeat(i + 1)}. ${title} (${figures(title === 'TẬP THỂ' ? collectives.length : individuals.length)})`,
      {
        bold: true,
      },
    ),
    table,
  ]);
}
