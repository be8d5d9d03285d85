import { annexTitle, closingBlock, packDocument, receiversBlock } from './administrative-form.ts';
import { article, line } from './layout.ts';
import type { Block } from './layout.ts';
import { basesBlock, legalBasesOn, movementBases } from './legal-bases.ts';
import { awardTables, inDong, kindsListed, meritOf, totalMoney } from './nominees.ts';
import type { DecisionDraft } from './types.ts';
import { capitalized, capitals, countedSubjects, documentNumber, inFull, listed } from './wording.ts';

function articles(draft: DecisionDraft): Block[] {
  const { award, collectives, individuals, money, issuer } = draft;
  const kinds = kindsListed(draft);
  const total = totalMoney(draft, money);
  const sources = [money.collective, money.individual].flatMap((sum) => sum?.sources ?? []);
  return [
    article(
      1,
      `Tặng ${award.name} cho ${countedSubjects(collectives.length, individuals.length)} đã ${meritOf(draft)} ` +
        '(có danh sách kèm theo).',
    ),
    article(
      2,
      `Các ${kinds} có tên tại Điều 1 được nhận tiền thưởng kèm theo hình thức khen thưởng ` +
        (total === null
          ? 'theo quy định tại thời điểm ban hành Quyết định'
          : `theo quy định tại ${listed([...new Set(sources)].map(inFull))}, tổng số tiền: ${inDong(total)}`) +
        '. Kinh phí thực hiện theo quy định về lập, quản lý và sử dụng Quỹ thi đua, khen thưởng.',
    ),
    article(
      3,
      `Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, thủ trưởng các cơ quan, đơn vị có liên quan của ` +
        `${issuer.name} và các ${kinds} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.`,
    ),
  ];
}

/**
 * A draft of the quyết định khen thưởng (NĐ 30/2020/NĐ-CP Mẫu 1.2, trực tiếp) with its list: what the deciding body
 * numbers, dates and signs. Law, names and money are those of `on`; decided in another period, it is drafted anew.
 * @throws RangeError if nobody is awarded
 */
export async function renderDecisionDraft(draft: DecisionDraft): Promise<Buffer> {
  const { issuer, authority, on, proposedBy } = draft;
  if (draft.collectives.length + draft.individuals.length === 0)
    throw new RangeError('a decision that awards nobody');
  const number = documentNumber(undefined, 'QĐ', issuer.symbol);
  return packDocument({
    issuer,
    number,
    kind: 'Quyết định',
    subject: `Về việc tặng ${draft.award.name} cho ${kindsListed(draft)} ${meritOf(draft)}`,
    signedOn: { year: on.slice(0, 4) },
    body: [
      line(capitals(authority.title), { bold: true }, { spacing: { before: 120, after: 120 } }),
      ...basesBlock([...legalBasesOn(on), ...movementBases(draft)], `Theo đề nghị của ${proposedBy}`),
      line('QUYẾT ĐỊNH:', { bold: true }, { spacing: { before: 160, after: 60 }, keepNext: true }),
      ...articles(draft),
      ...closingBlock(receiversBlock(['Như Điều 3', ...draft.receivers], 'Lưu: VT'), {
        position: authority.position,
        name: '',
      }),
    ],
    annexes: [
      [
        ...annexTitle(
          'Danh sách',
          `${capitalized(kindsListed(draft))} được tặng ${draft.award.name} ${meritOf(draft)}`,
          `Kèm theo Quyết định số ${number} ngày      tháng      năm ${on.slice(0, 4)} của ${authority.title}`,
        ),
        ...awardTables(draft, draft.money),
      ],
    ],
  });
}
