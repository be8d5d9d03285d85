import { describe, expect, it } from 'vitest';
import { renderCouncilMinutes } from '../../documents/council-minutes.ts';
import { InconsistentMinutes } from '../../documents/minutes-checks.ts';
import { renderTallyRecord } from '../../documents/tally-record.ts';
import type { CouncilMinutes } from '../../documents/types.ts';
import { readDocx } from './docx-file.ts';
import { minutes } from './samples.ts';

const tellers = [
  { name: 'Hoàng Văn Đạt', title: 'Ủy viên' },
  { name: 'Bùi Thị Hòa', title: 'Ủy viên' },
];
const read = async (changes: Partial<CouncilMinutes> = {}) =>
  (await readDocx(await renderTallyRecord({ ...minutes, ballot: 'paper', tellers, ...changes }))).text;
/** The sample, its first item changed. */
const withFirst = (changes: Partial<CouncilMinutes['items'][number]>): Partial<CouncilMinutes> => ({
  items: minutes.items.map((item, i) => (i === 0 ? { ...item, ...changes } : item)),
});

describe('the record of a count', () => {
  it('says who counted, how many ballots went out and came back, and each share with its base', async () => {
    const text = await read();
    for (const words of [
      'BIÊN BẢN\nKiểm phiếu của Hội đồng Thi đua - Khen thưởng Sở Khoa học và Công nghệ xét, đề nghị khen thưởng',
      '1. Hình thức: bỏ phiếu bằng phiếu giấy.',
      '2. Tổ kiểm phiếu gồm 02 người: Hoàng Văn Đạt, Ủy viên, Tổ trưởng; và:\n- Bùi Thị Hòa, Ủy viên, thành viên.',
      '3. Tổng số thành viên được triệu tập: 09; có mặt: 07; vắng mặt: 02.',
      'tỷ lệ dưới đây tính trên tổng số thành viên Hội đồng.',
      'Giấy khen của Giám đốc Sở\n07\n07\n06\n01\n05\n01\n05/09\n55,56%\nKhông đạt\n',
      'Việc kiểm phiếu kết thúc vào 10 giờ 15 phút, ngày 02 tháng 11 năm 2026./.',
    ])
      expect(text).toContain(words);
    expect(text.trimEnd()).toMatch(
      /TỔ TRƯỞNG TỔ KIỂM PHIẾU\nHoàng Văn Đạt\nCHỦ TỊCH HỘI ĐỒNG\nLê Quang Minh\n\s*Nơi nhận:/,
    );
  });

  it('sums the ballots up in a sentence where they are the same for all', async () => {
    const [first] = minutes.items;
    expect(await read({ items: first ? [first] : [] })).toContain(
      'Số phiếu phát ra: 08; thu về: 08; hợp lệ: 08; không hợp lệ: 00.',
    );
    expect(await read()).toContain('Số phiếu của từng mục ghi trong bảng.');
  });

  it('is signed by the secretary where the service counted', async () => {
    const text = await read({ ballot: 'secret', tellers: [] });
    expect(text).toContain('2. Phiếu được kiểm trên hệ thống; Phạm Thị Lan, Thư ký Hội đồng, lập biên bản.');
    expect(text).toContain('THƯ KÝ HỘI ĐỒNG\nPhạm Thị Lan\n');
  });

  it('lists written opinions apart: how many and who, not how; and what an earlier ballot came to', async () => {
    const text = await read(
      withFirst({ written: ['Đặng Thế Anh'], earlier: [{ ballot: 1, approve: 7, base: 9 }] }),
    );
    expect(text).toContain(
      '- Mục 1: bỏ phiếu lần 1: 07/09 phiếu đồng ý (77,78%); 01 ý kiến bằng văn bản (Đặng Thế Anh).',
    );
  });

  it('is not drawn from sums that contradict each other', async () => {
    const count = { issued: 8, collected: 8, valid: 7, invalid: 0, approve: 7, disapprove: 0 };
    await expect(read(withFirst({ count }))).rejects.toThrow(InconsistentMinutes);
  });
});

describe('the minutes besides', () => {
  const minutesText = async (changes: Partial<CouncilMinutes>) =>
    (await readDocx(await renderCouncilMinutes({ ...minutes, ...changes }))).text;
  it('name invitees, each adjournment with who did not come back, and the word that broke a tie', async () => {
    const text = await minutesText({
      invitees: [{ name: 'Ngô Thị Mai', title: 'Chủ tịch Công đoàn' }],
      breaks: [
        {
          at: '2026-11-02T02:30:00Z',
          reason: 'Không còn đủ thành viên.',
          resumedAt: '2026-11-02T03:00:00Z',
          absent: ['Bùi Thị Hòa'],
        },
      ],
      ...withFirst({ tieWords: [{ position: 'Chủ tịch Hội đồng', choice: 'approve' }] }),
    });
    for (const words of [
      'Khách mời (không biểu quyết): Ngô Thị Mai, Chủ tịch Công đoàn.',
      'Cuộc họp tạm dừng lúc 09 giờ 30 phút, ngày 02 tháng 11 năm 2026; lý do: Không còn đủ thành viên. Cuộc họp tiếp tục lúc 10 giờ 00 phút, ngày 02 tháng 11 năm 2026, vắng mặt: Bùi Thị Hòa.',
      'Do bằng phiếu ở ranh giới chỉ tiêu, Chủ tịch Hội đồng chọn Văn phòng Sở.',
    ])
      expect(text).toContain(words);
  });

  it('of a written round say who has answered, and nothing of attendance', async () => {
    const text = await minutesText({
      mode: 'written',
      members: minutes.members.map((member, i) => ({
        name: member.name,
        councilRole: member.councilRole,
        attendance: 'absent',
        writtenOpinion: i < 8,
      })),
    });
    expect(text).toContain('tổng số 09 thành viên; đã gửi ý kiến 08; chưa gửi ý kiến 01.');
    expect(text).toContain(
      'Hội đồng được lấy ý kiến bằng văn bản (Quy chế hoạt động của Hội đồng); 08/09 thành viên',
    );
    expect(text).toContain('Mai Xuân Trường\nỦy viên\nChưa gửi ý kiến\n');
    expect(text).not.toContain('Vắng mặt');
  });
});
