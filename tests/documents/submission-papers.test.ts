import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { renderAchievementSummary } from '../../documents/achievement-summary.ts';
import { renderDecisionDraft } from '../../documents/award-decision.ts';
import { renderNominationList } from '../../documents/nomination-list.ts';
import { renderNominationSheet } from '../../documents/nomination-sheet.ts';
import { totalMoney } from '../../documents/nominees.ts';
import type { Achievement, DecisionDraft } from '../../documents/types.ts';
import { dong, inWords } from '../../documents/wording.ts';
import { readDocx } from './docx-file.ts';
import { letter } from './samples.ts';

const landscape = /w:w="16838" w:h="11906" w:orient="landscape"/;

describe('a danh sách đề nghị of its own', () => {
  it('lies across, names the tờ trình it goes with, has no number of its own, and is signed', async () => {
    const [collective] = letter.collectives;
    const { text, xml } = await readDocx(
      await renderNominationList({
        ...letter,
        collectives: [{ ...collective!, headcount: 10, femaleCount: 7 }],
      }),
    );
    expect(xml.match(/<w:pgSz [^>]*>/g)).toEqual([expect.stringMatching(landscape)]);
    expect(text).not.toContain('Số: ');
    for (const words of [
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ\n',
      'DANH SÁCH\nTập thể, cá nhân đề nghị tặng Bằng khen',
      '(Kèm theo Tờ trình số 12/TTr-SKHCN ngày 05 tháng 11 năm 2026 của Sở Khoa học và Công nghệ)',
      '70,00%\n(07/10)',
      'Bà Nguyễn Thị Thu Hằng',
      'Tổng cộng: 01 (một) tập thể và 01 (một) cá nhân./.',
      'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Bình',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Nơi nhận');
  });
});

describe('a tóm tắt thành tích', () => {
  const [collective] = letter.collectives;
  const [individual] = letter.individuals;
  const about = { category: 'Tập thể thuộc Sở', from: '2021-01-01', to: '2025-12-31', summary: 'Một.\nHai.' };
  const achievements: Achievement[] = [
    {
      ...about,
      kind: 'collective',
      position: 1,
      nominee: collective!,
      criteria: [
        { quote: 'Tiêu chí một', result: 'met', reason: 'Quyết định 12' },
        { quote: 'Tiêu chí hai', result: 'unverified', reason: 'Đơn vị tự khai' },
      ],
    },
    { ...about, kind: 'individual', position: 1, nominee: individual!, criteria: [] },
  ];

  it('has a page for each, with each criterion, what was found, and what the council said', async () => {
    const { text, xml } = await readDocx(await renderAchievementSummary({ letter, achievements }));
    for (const words of [
      'TÓM TẮT THÀNH TÍCH',
      'Tập thể số 1. Văn phòng Sở',
      'Cá nhân số 1. Bà Nguyễn Thị Thu Hằng\nChức vụ: Chuyên viên; Đơn vị: Phòng Quản lý chuyên ngành',
      'Hình thức đề nghị: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh.',
      'Thành tích (từ 01/01/2021 đến 31/12/2025)',
      '1\nTiêu chí một\nĐạt\nQuyết định 12\n2\nTiêu chí hai\nChưa xác nhận\nĐơn vị tự khai',
      'Kết quả xét của Hội đồng: 08/09 phiếu đồng ý, đạt 88,89%.',
    ])
      expect(text).toContain(words);
    expect(xml.match(/<w:br w:type="page"\/>/g)).toHaveLength(achievements.length - 1);
  });
});

const draft: DecisionDraft = {
  ...letter,
  issuer: {
    parentName: '',
    name: 'Ủy ban nhân dân tỉnh Hưng Yên',
    symbol: 'UBND',
    place: 'Hưng Yên',
  },
  authority: { title: 'Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên', position: 'Chủ tịch' },
  on: '2026-11-27',
  proposedBy: 'Sở Nội vụ tỉnh Hưng Yên tại Tờ trình số 31/TTr-SNV ngày 20/11/2026',
  individuals: Array.from({ length: 3 }, () => letter.individuals[0]!),
  money: {
    collective: { amount: 7_590_000, sources: ['NĐ 152/2025/NĐ-CP Đ54', 'NĐ 161/2026/NĐ-CP'] },
    individual: { amount: 3_800_000, sources: ['NĐ 152/2025/NĐ-CP Đ54', 'NĐ 161/2026/NĐ-CP'] },
  },
  receivers: ['Sở Nội vụ tỉnh Hưng Yên'],
};

describe('a draft decision', () => {
  it('has its articles, leaves number, day and name to who signs, and says whom it goes to', async () => {
    const { text } = await readDocx(await renderDecisionDraft(draft));
    expect(text).toMatch(/Số: \s{8}\/QĐ-UBND\nHưng Yên, ngày\u00A0+ tháng\u00A0+ năm 2026\n/);
    for (const words of [
      'QUYẾT ĐỊNH\nVề việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho tập thể, cá nhân',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\nCăn cứ Luật Thi đua, khen thưởng',
      'Căn cứ Hướng dẫn số 07/HD-SNV ngày 10/9/2026 của Sở Nội vụ tỉnh Hưng Yên;\n' +
        'Theo đề nghị của Sở Nội vụ tỉnh Hưng Yên tại Tờ trình số 31/TTr-SNV ngày 20/11/2026.\nQUYẾT ĐỊNH:\nĐiều 1. Tặng',
      'cho 01 (một) tập thể và 03 (ba) cá nhân đã có thành tích xuất sắc',
      'Điều 2. ',
      'theo quy định tại Điều 54 Nghị định số 152/2025/NĐ-CP và Nghị định số 161/2026/NĐ-CP, tổng số tiền',
      'Điều 3. Quyết định này có hiệu lực kể từ ngày ký.',
      'thi hành Quyết định này./.',
      'Nơi nhận:\n- Như Điều 3;\n- Sở Nội vụ tỉnh Hưng Yên;\n- Lưu: VT.\nCHỦ TỊCH\n',
    ])
      expect(text).toContain(words);
  });

  it('adds the money up: what stands in the list is what stands in the article', async () => {
    const { text } = await readDocx(await renderDecisionDraft(draft));
    const list = text.slice(text.indexOf('DANH SÁCH'));
    const amounts = list
      .split('\n')
      .filter((line) => /^\d{1,3}(\.\d{3})+$/.test(line))
      .map((line) => Number(line.replaceAll('.', '')));
    expect(amounts).toHaveLength(draft.collectives.length + draft.individuals.length);
    const sum = amounts.reduce((a, b) => a + b, 0);
    expect(totalMoney(draft, draft.money)).toBe(sum);
    const words = inWords(sum);
    const inText = `${dong(sum)} đồng (${words.slice(0, 1).toLocaleUpperCase('vi')}${words.slice(1)} đồng)`;
    expect(text.split(inText)).toHaveLength(3);
  });

  it('names no sum where the rates of the day are not known for all', async () => {
    const { text } = await readDocx(
      await renderDecisionDraft({ ...draft, on: '2025-01-10', money: { ...draft.money, individual: null } }),
    );
    expect(text).toContain('theo quy định tại thời điểm ban hành Quyết định');
    expect(text).not.toContain('đồng)');
    expect(text).not.toContain('Tiền thưởng');
  });
});

describe('a list as a workbook', () => {
  const formula = '=HYPERLINK("http://evil.example","x")';
  const read = async () => {
    const [individual] = letter.individuals;
    const file = await renderNominationSheet({
      ...letter,
      individuals: [individual!, { ...individual!, name: formula, position: '+1' }],
    });
    const zip = await JSZip.loadAsync(file);
    const part = (name: string) => zip.file(name)!.async('string');
    return { sheet: await part('xl/worksheets/sheet2.xml'), strings: await part('xl/sharedStrings.xml') };
  };

  it('holds words as text, whatever they begin with, and votes as numbers', async () => {
    const { sheet, strings } = await read();
    expect(sheet).not.toContain('<f>');
    expect(strings).toContain('=HYPERLINK(');
    const shared = [...strings.matchAll(/<si>.*?<\/si>/gs)].map(([si]) => si);
    const at = shared.findIndex((si) => si.includes('HYPERLINK'));
    expect(sheet).toMatch(new RegExp(`<c r="B3"[^>]* t="s"[^>]*><v>${at}</v></c>`));
    const { approve, base } = letter.individuals[0]!.votes!;
    expect(sheet).toMatch(
      new RegExp(`<c r="G2"[^>]*><v>${approve}</v></c><c r="H2"[^>]*><v>${base}</v></c>`),
    );
  });
});
