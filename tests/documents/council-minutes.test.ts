import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCouncilMinutes } from '../../documents/council-minutes.ts';
import { InconsistentMinutes, checkMinutes } from '../../documents/minutes-checks.ts';
import type { CouncilMinutes, MinutesItem } from '../../documents/types.ts';
import type { Choice } from '../../domain/voting.ts';
import { readDocx } from './docx-file.ts';
import { minutes } from './samples.ts';

const read = async (changes: Partial<CouncilMinutes> = {}): ReturnType<typeof readDocx> =>
  readDocx(await renderCouncilMinutes({ ...minutes, ...changes }));

/** The sample with one item, the first changed. */
function withItem(changes: Partial<MinutesItem>): CouncilMinutes {
  const [first] = minutes.items;
  if (!first) throw new Error('the sample has items');
  return { ...minutes, items: [{ ...first, position: 7, ...changes }] };
}
const counted = (changes: Partial<MinutesItem['count']>): CouncilMinutes =>
  withItem({
    count: { issued: 8, collected: 8, valid: 8, invalid: 0, approve: 8, disapprove: 0, ...changes },
  });

describe('the minutes of a council', () => {
  it('say when, where, who, by which rule, with what result', async () => {
    const { text } = await read();
    for (const words of [
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ\nHỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG\n',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n',
      'Số: 02/BB-HĐTĐKT\n',
      'BIÊN BẢN\nHọp Hội đồng Thi đua - Khen thưởng Sở Khoa học và Công nghệ xét, đề nghị khen thưởng',
      'Thời gian bắt đầu: 08 giờ 30 phút, ngày 02 tháng 11 năm 2026.',
      'Địa điểm: Phòng họp số 2',
      'Hình thức: Họp, bỏ phiếu kín.',
      '1. Chủ trì: Lê Quang Minh, Chủ tịch Hội đồng.',
      '2. Thư ký: Phạm Thị Lan, Thư ký Hội đồng.',
      'tổng số 09 thành viên; có mặt 07 (trong đó 01 người dự họp thay); vắng mặt 02 (trong đó 01 người có ý kiến bằng văn bản).',
      'Vũ Ngọc Ánh\nỦy viên\nVắng mặt, cử Ngô Đức Phúc dự họp thay\n',
      'Đặng Thế Anh\nỦy viên\nVắng mặt, có ý kiến bằng văn bản\n',
      'ít nhất 06/09 thành viên tham dự',
      'Cuộc họp có 07/09 thành viên tham dự, đủ điều kiện để tiến hành.',
      'từ 80% trở lên tổng số thành viên Hội đồng (Quy chế hoạt động của Hội đồng), tức là ít nhất 08/09 phiếu đồng ý.',
      'Văn phòng Sở\n(Sở Khoa học và Công nghệ)\nBằng khen của Chủ tịch UBND tỉnh\n08\n08\n08\n00\n08\n00\n08/09\n88,89%\nĐạt\n',
      'Giấy khen của Giám đốc Sở\n07\n07\n06\n01\n05\n01\n05/09\n55,56%\nKhông đạt\n',
      '- Mục 3: Hoàng Văn Đạt không tham gia biểu quyết.',
      'cho 01 (một) tập thể và 01 (một) cá nhân: Văn phòng Sở; Nguyễn Thị Thu Hằng.',
      'Hội đồng không thông qua 01 (một) tập thể:\n- Trung tâm Ứng dụng và Thông tin khoa học, công nghệ: 05/09 phiếu đồng ý (55,56%).',
      'Thủ trưởng cơ quan không đồng ý với đề nghị của Hội đồng đối với 01 (một) cá nhân:\n- Đoàn Minh Tuấn; lý do: đang có đơn thư được xác minh.',
      'Cuộc họp kết thúc vào 10 giờ 15 phút, ngày 02 tháng 11 năm 2026./.\n',
    ])
      expect(text).toContain(words);
    expect(text.trimEnd()).toMatch(
      /THƯ KÝ HỘI ĐỒNG\nPhạm Thị Lan\nCHỦ TỊCH HỘI ĐỒNG\nLê Quang Minh\n\s*Nơi nhận:\n- Lưu: VT, hồ sơ Hội đồng\.$/,
    );
  });

  it('say once what is the same of several items', async () => {
    const [first] = minutes.items;
    if (!first) throw new Error('the sample has items');
    const absent = [1, 2, 4, 5, 6].map((position) => ({ ...first, position, recused: ['Hoàng Văn Đạt'] }));
    const { text } = await read({ items: [...absent, { ...first, position: 7, recused: [] }] });
    expect(text.match(/- Mục .*/g)).toEqual([
      '- Mục 1, 2, 4 đến 6: Hoàng Văn Đạt không tham gia biểu quyết.',
    ]);
  });

  it('carry the link that seals the session in the audit, under everything else', async () => {
    const hash = 'a1'.repeat(32);
    const { text } = await read({ seal: { position: 412, hash } });
    expect(text.trimEnd()).toMatch(
      new RegExp(
        `Lưu: VT, hồ sơ Hội đồng\\.\\nDấu niêm phong nhật ký hệ thống, số 412 \\(SHA-256\\): ${hash}$`,
      ),
    );
  });

  it('show ballots that were not returned or blank, and each mark where they differ', async () => {
    const [first, second] = minutes.items;
    if (!first || !second) throw new Error('the sample has items');
    const { text } = await read({
      items: [
        {
          ...first,
          count: { issued: 8, collected: 7, valid: 7, invalid: 0, approve: 5, disapprove: 1 },
          passed: false,
        },
        { ...second, base: 8, needed: 7 },
      ],
    });
    expect(text).toContain('- Mục 1: 01 phiếu không thu về; 01 phiếu trắng.');
    expect(text).toContain(
      'ít nhất 08/09 phiếu đồng ý đối với mục 1; ít nhất 07/08 phiếu đồng ý đối với mục 2.',
    );
  });

  it('say so where too few came', async () => {
    const { text } = await read({
      rule: { ...minutes.rule, quorum: { needed: 8, have: 7, members: 9 } },
    });
    expect(text).toContain('07/09 thành viên tham dự, không đủ điều kiện để tiến hành.');
  });

  it('are NFC throughout, whatever goes in', async () => {
    const decomposed = JSON.parse(JSON.stringify(minutes).normalize('NFD')) as CouncilMinutes;
    const { xml, text } = await readDocx(await renderCouncilMinutes(decomposed));
    expect(xml).toBe(xml.normalize('NFC'));
    expect(text).toBe((await read()).text);
  });

  it('of an open ballot say who voted how', async () => {
    const choices: Choice[] = ['approve', 'disapprove', 'abstain'];
    const votes = choices.map((choice, i) => ({
      member: minutes.members[i]?.name ?? '',
      choice,
    }));
    const open: CouncilMinutes = {
      ...withItem({
        count: { issued: 3, collected: 3, valid: 3, invalid: 0, approve: 1, disapprove: 1 },
        passed: false,
        openVotes: votes,
      }),
      ballot: 'open',
    };
    const { text } = await readDocx(await renderCouncilMinutes(open));
    expect(text).toContain(
      '- Mục 7 (Văn phòng Sở): đồng ý: Lê Quang Minh; không đồng ý: Trần Văn Bình; không có ý kiến: Đỗ Hữu Thành.',
    );
  });
});

describe('minutes are refused, and the item named,', () => {
  it.each<[string, CouncilMinutes]>([
    ['where more ballots came back than went out', counted({ issued: 7 })],
    ['where valid and invalid are not what came back', counted({ invalid: 1 })],
    ['where fewer are valid or invalid than came back', counted({ valid: 7, approve: 7, invalid: 0 })],
    ['where approvals and disapprovals are more than the valid', counted({ disapprove: 1 })],
    ['where a number is negative', counted({ disapprove: -1 })],
    ['where a number is not whole', counted({ valid: 7.5, invalid: 0.5, approve: 7 })],
    ['where more approve than the base holds', withItem({ base: 7, needed: 6 })],
    ['where it passed with too few', withItem({ needed: 9 })],
    [
      'where it shows how members voted in secret',
      withItem({ openVotes: Array.from({ length: 8 }, () => ({ member: 'A', choice: 'approve' })) }),
    ],
    [
      'where the open votes are not those counted',
      { ...withItem({ openVotes: [{ member: 'A', choice: 'approve' }] }), ballot: 'open' },
    ],
  ])('%s', async (_, wrong) => {
    await expect(renderCouncilMinutes(wrong)).rejects.toMatchObject({
      name: 'InconsistentMinutes',
      position: 7,
    });
  });

  it('as a whole where attendance is not what the quorum was reckoned with', () => {
    const wrong = { ...minutes, rule: { ...minutes.rule, quorum: { needed: 6, have: 8, members: 9 } } };
    expect(() => checkMinutes(wrong)).toThrow(
      new InconsistentMinutes(null, ['Danh sách có 7 thành viên dự họp, số tính đủ điều kiện họp là 8.']),
    );
  });

  it('exactly where the sums do not hold', () => {
    const few = fc.nat(4);
    const counts = fc.record({
      issued: few,
      collected: few,
      valid: few,
      invalid: few,
      approve: few,
      disapprove: few,
    });
    fc.assert(
      fc.property(counts, (count) => {
        const holds =
          count.collected <= count.issued &&
          count.valid + count.invalid === count.collected &&
          count.approve + count.disapprove <= count.valid;
        const check = (): void => checkMinutes(withItem({ count, passed: false }));
        if (holds) expect(check).not.toThrow();
        else expect(check).toThrow(InconsistentMinutes);
      }),
      { numRuns: 500 },
    );
  });
});
