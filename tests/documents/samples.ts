import type { CouncilMinutes, MinutesItem, SubmissionLetter } from '../../documents/types.ts';

/** Seed 002's bodies and quota, with invented people. */
export const letter: SubmissionLetter = {
  issuer: {
    parentName: 'UBND tỉnh Hưng Yên',
    name: 'Sở Khoa học và Công nghệ',
    symbol: 'SKHCN',
    place: 'Hưng Yên',
  },
  number: '12',
  signedOn: '2026-11-05',
  recipientName: 'Sở Nội vụ tỉnh Hưng Yên',
  movement: {
    title: 'Đẩy mạnh cải cách hành chính Nhà nước',
    planReference:
      'Kế hoạch số 15/KH-SKHCN ngày 20/4/2022 của Sở Khoa học và Công nghệ phát động phong trào thi đua “Đẩy ' +
      'mạnh cải cách hành chính Nhà nước” giai đoạn 2022-2025',
    parents: ['Kế hoạch số 59/KH-UBND ngày 31/3/2022 của UBND tỉnh Hưng Yên'],
    guidance: ['Hướng dẫn số 07/HD-SNV ngày 10/9/2026 của Sở Nội vụ tỉnh Hưng Yên'],
  },
  award: { name: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh' },
  council: { minutesNumber: '02/BB-HĐTĐKT', heldOn: '2026-11-02' },
  collectives: [
    {
      name: 'Văn phòng Sở',
      unit: 'Sở Khoa học và Công nghệ',
      achievement:
        'Chủ trì tham mưu hoàn thành 100% nhiệm vụ cải cách hành chính; đưa Chỉ số cải cách hành chính của Sở tăng 04 bậc.',
      votes: { approve: 9, base: 9 },
    },
  ],
  individuals: [
    {
      name: 'Nguyễn Thị Thu Hằng',
      gender: 'female',
      position: 'Chuyên viên',
      unit: 'Phòng Quản lý chuyên ngành',
      achievement:
        'Chủ trì 02 sáng kiến rút ngắn thời gian giải quyết thủ tục hành chính, được công nhận cấp cơ sở.',
      votes: { approve: 8, base: 9 },
    },
  ],
  signer: { capacity: 'KT.', onBehalfOf: 'Giám đốc', position: 'Phó Giám đốc', name: 'Trần Văn Bình' },
  receivers: ['Giám đốc, các PGĐ Sở', 'Lưu: VT, VP'],
};

const item = (position: number, rest: Partial<MinutesItem>): MinutesItem => ({
  position,
  name: 'Văn phòng Sở',
  kind: 'collective',
  unit: 'Sở Khoa học và Công nghệ',
  awardName: 'Bằng khen của Chủ tịch UBND tỉnh',
  count: { issued: 8, collected: 8, valid: 8, invalid: 0, approve: 8, disapprove: 0 },
  base: 9,
  needed: 8,
  passed: true,
  recused: [],
  ...rest,
});

export const minutes: CouncilMinutes = {
  seal: null,
  issuer: {
    parentName: 'Sở Khoa học và Công nghệ',
    name: 'Hội đồng\nThi đua - Khen thưởng',
    symbol: 'HĐTĐKT',
    place: 'Hưng Yên',
  },
  number: '2',
  councilName: 'Hội đồng Thi đua - Khen thưởng Sở Khoa học và Công nghệ',
  purpose:
    'xét, đề nghị khen thưởng tổng kết phong trào thi đua “Đẩy mạnh cải cách hành chính Nhà nước” giai đoạn 2022-2025',
  startedAt: '2026-11-02T01:30:00Z',
  endedAt: '2026-11-02T03:15:00Z',
  place: 'Phòng họp số 2, trụ sở Sở Khoa học và Công nghệ',
  mode: 'meeting',
  ballot: 'secret',
  chair: { name: 'Lê Quang Minh', position: 'Chủ tịch Hội đồng' },
  secretary: { name: 'Phạm Thị Lan', position: 'Thư ký Hội đồng' },
  members: [
    { name: 'Lê Quang Minh', councilRole: 'Chủ tịch', attendance: 'present' },
    { name: 'Trần Văn Bình', councilRole: 'Phó Chủ tịch thứ nhất', attendance: 'present' },
    { name: 'Đỗ Hữu Thành', councilRole: 'Phó Chủ tịch thường trực', attendance: 'present' },
    { name: 'Phạm Thị Lan', councilRole: 'Ủy viên kiêm Thư ký', attendance: 'present' },
    { name: 'Vũ Ngọc Ánh', councilRole: 'Ủy viên', attendance: 'substituted', substitute: 'Ngô Đức Phúc' },
    { name: 'Hoàng Văn Đạt', councilRole: 'Ủy viên', attendance: 'present' },
    { name: 'Bùi Thị Hòa', councilRole: 'Ủy viên', attendance: 'present' },
    { name: 'Đặng Thế Anh', councilRole: 'Ủy viên', attendance: 'absent', writtenOpinion: true },
    { name: 'Mai Xuân Trường', councilRole: 'Ủy viên', attendance: 'absent' },
  ],
  rule: {
    quorum: { needed: 6, have: 7, members: 9 },
    passText: 'từ 80% trở lên tổng số thành viên Hội đồng',
    baseText: 'tổng số thành viên Hội đồng',
    regulation: 'Quy chế hoạt động của Hội đồng',
  },
  items: [
    item(1, { conclusion: 'agreed' }),
    item(2, {
      name: 'Nguyễn Thị Thu Hằng',
      kind: 'individual',
      unit: 'Phòng Quản lý chuyên ngành',
      conclusion: 'agreed',
    }),
    item(3, {
      name: 'Trung tâm Ứng dụng và Thông tin khoa học, công nghệ',
      awardName: 'Giấy khen của Giám đốc Sở',
      count: { issued: 7, collected: 7, valid: 6, invalid: 1, approve: 5, disapprove: 1 },
      passed: false,
      recused: ['Hoàng Văn Đạt'],
    }),
    item(4, {
      name: 'Đoàn Minh Tuấn',
      kind: 'individual',
      unit: 'Chi cục Tiêu chuẩn Đo lường Chất lượng',
      awardName: 'Giấy khen của Giám đốc Sở',
      count: { issued: 8, collected: 8, valid: 8, invalid: 0, approve: 8, disapprove: 0 },
      conclusion: 'refused',
      reason: 'đang có đơn thư được xác minh',
    }),
  ],
};
