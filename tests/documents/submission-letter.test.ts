import { describe, expect, it } from 'vitest';
import { renderSubmissionLetter } from '../../documents/submission-letter.ts';
import type { Signer, SubmissionLetter } from '../../documents/types.ts';
import { readDocx } from './docx-file.ts';
import { letter } from './samples.ts';

const read = async (changes: Partial<SubmissionLetter> = {}): ReturnType<typeof readDocx> =>
  readDocx(await renderSubmissionLetter({ ...letter, ...changes }));

describe('a tờ trình', () => {
  it('says who asks whom for what, for how many, and who answers for it', async () => {
    const { text } = await read();
    for (const words of [
      'UBND TỈNH HƯNG YÊN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n',
      'Số: 12/TTr-SKHCN\nHưng Yên, ngày 05 tháng 11 năm 2026\nTỜ TRÌNH\nVề việc đề nghị tặng Bằng khen',
      'phong trào thi đua “Đẩy mạnh cải cách hành chính Nhà nước”\n',
      'Kính gửi: Sở Nội vụ tỉnh Hưng Yên\n',
      'cho 01 (một) tập thể và 01 (một) cá nhân có thành tích xuất sắc (có danh sách kèm theo).',
      'bảo đảm điều kiện, tiêu chuẩn',
      'chịu trách nhiệm trước pháp luật về tính chính xác',
      'Điều 13 Luật Thi đua, khen thưởng',
      'xem xét, quyết định./.\n',
      'Nơi nhận:\n- Như trên;\n- Giám đốc, các PGĐ Sở;\n- Lưu: VT, VP.\n',
      'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Bình',
    ])
      expect(text).toContain(words);
  });

  it('rests on the law of its day, the plan with what it rests on and what guides it, and the minutes, each ending as the form has it', async () => {
    const bases = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('Căn cứ'));
    const now = bases((await read()).text);
    expect(now).toHaveLength(6);
    expect(now[0]).toContain('ngày 15 tháng 6 năm 2022, được sửa đổi, bổ sung ngày 23 tháng 4 năm 2026');
    expect(now[1]).toContain('152/2025/NĐ-CP');
    expect(now[2]).toContain('Kế hoạch số 59/KH-UBND');
    expect(now[3]).toContain('Kế hoạch số 15/KH-SKHCN');
    expect(now[4]).toContain('Hướng dẫn số 07/HD-SNV');
    expect(now[5]).toContain('Biên bản số 02/BB-HĐTĐKT họp ngày 02/11/2026');
    expect(now.map((line) => line.slice(-1))).toEqual([';', ';', ';', ';', ';', '.']);

    const before = bases((await read({ signedOn: '2025-06-30', council: undefined })).text);
    expect(before).toHaveLength(5);
    expect(before[0]).toBe('Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;');
    expect(before[1]).toContain('98/2023/NĐ-CP');
  });

  it('has its list on a landscape page, with votes as fraction and percent, and the sum in words', async () => {
    const { text, xml } = await read();
    const list = text.slice(text.indexOf('DANH SÁCH'));
    expect(list).toContain('(Kèm theo Tờ trình số 12/TTr-SKHCN ngày 05 tháng 11 năm 2026 của Sở Khoa học');
    expect(list).toContain('Văn phòng Sở');
    expect(list).toContain('09/09\n(100,00%)');
    expect(list).toContain('Bà Nguyễn Thị Thu Hằng\nChuyên viên\nPhòng Quản lý chuyên ngành');
    expect(list).toContain('08/09\n(88,89%)');
    expect(list).toContain('Tổng cộng: 01 (một) tập thể và 01 (một) cá nhân./.');
    const pages = [...xml.matchAll(/<w:pgSz [^>]*>/g)].map(([tag]) => tag);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/w:w="11906" w:h="16838" w:orient="portrait"/);
    expect(pages[1]).toMatch(/w:w="16838" w:h="11906" w:orient="landscape"/);
  });

  it('has the margins, typeface and page numbers of NĐ 30/2020/NĐ-CP', async () => {
    const { xml, part, headers } = await read();
    // 20, 15, 20 and 30 mm in twips.
    const margins = [
      ...xml.matchAll(/<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/g),
    ];
    expect(margins.map((m) => m.slice(1).map(Number))).toEqual([
      [1134, 850, 1134, 1701],
      [1134, 850, 1134, 1701],
    ]);
    const fonts = [...(xml + (await part('word/styles.xml'))).matchAll(/w:ascii="([^"]*)"/g)];
    expect(new Set(fonts.map(([, font]) => font))).toEqual(new Set(['Times New Roman']));
    expect(xml.match(/<w:titlePg\/>/g)).toHaveLength(2);
    expect(headers.filter((header) => header.includes('PAGE'))).toHaveLength(2);
    expect(headers.filter((header) => !header.includes('PAGE'))).toHaveLength(2);
  });

  it('is NFC throughout, whatever goes in', async () => {
    const decomposed = JSON.parse(JSON.stringify(letter).normalize('NFD')) as SubmissionLetter;
    expect(decomposed.issuer.name).not.toBe(letter.issuer.name);
    const { xml, text, part } = await readDocx(await renderSubmissionLetter(decomposed));
    expect(xml).toBe(xml.normalize('NFC'));
    expect(await part('docProps/core.xml')).toBe((await part('docProps/core.xml')).normalize('NFC'));
    expect(text).toBe((await read()).text);
  });

  it('keeps names with signs that XML uses, and drops what XML forbids', async () => {
    const [first] = letter.collectives;
    if (!first) throw new Error('the sample has a collective');
    const { text } = await read({ collectives: [{ ...first, name: 'Tổ "A" & <B>\u0007' }] });
    expect(text).toContain('\nTổ "A" & <B> \n');
  });

  it('without a council cites no minutes and shows no votes', async () => {
    const { text } = await read({
      council: undefined,
      collectives: letter.collectives.map((c) => ({ ...c, votes: null })),
      individuals: [],
    });
    expect(text).not.toMatch(/Hội đồng|biên bản|Số phiếu|cá nhân|CÁ NHÂN/);
    expect(text).toContain('Tổng cộng: 01 (một) tập thể./.');
  });

  it('asks the body that decides to decide', async () => {
    const { text } = await read({ recipientName: 'Ủy ban nhân dân tỉnh Hưng Yên', recipientDecides: true });
    expect(text).toContain('kính trình Ủy ban nhân dân tỉnh Hưng Yên xem xét, quyết định tặng Bằng khen');
    expect(text).not.toContain('thẩm định');
  });

  it('speaks of publicity only where there was some', async () => {
    expect((await read()).text).not.toContain('công khai');
    const { text } = await read({ publicity: { from: '2026-10-20', to: '2026-10-30' } });
    expect(text).toContain('công khai từ ngày 20/10/2026 đến ngày 30/10/2026');
  });

  it.each<[Signer, string]>([
    [{ position: 'Giám đốc', name: 'Lê Quang Minh' }, '\nGIÁM ĐỐC\nLê Quang Minh\n'],
    [{ capacity: 'Q.', position: 'Giám đốc', name: 'Lê Quang Minh' }, '\nQ. GIÁM ĐỐC\nLê Quang Minh\n'],
    [
      { capacity: 'TM.', onBehalfOf: 'Ủy ban nhân dân', position: 'Chủ tịch', name: 'Lê Quang Minh' },
      '\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Quang Minh\n',
    ],
  ])('is signed with the right of the signer', async (signer, block) => {
    expect((await read({ signer })).text).toContain(block);
  });

  it('keeps a copy with the clerk also where no receiver says so', async () => {
    expect((await read({ receivers: ['- Ban Giám đốc;'] })).text).toContain(
      '- Như trên;\n- Ban Giám đốc;\n- Lưu: VT.\n',
    );
  });

  it('that proposes nobody is refused', async () => {
    await expect(renderSubmissionLetter({ ...letter, collectives: [], individuals: [] })).rejects.toThrow(
      RangeError,
    );
  });
});
