import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathKind, Waiting } from '../../domain/path.ts';
import { composeMail } from '../../mail/compose.ts';
import { mailEvents } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import { pathKinds } from '../../domain/path.ts';
import type { MailFacts } from '../../mail/facts.ts';
import { recipients } from '../../mail/recipients.ts';

const waiting: Waiting = {
  why: 'office-review',
  body: 'van-phong',
  role: 'office-reviewer',
  since: '2026-11-02T01:30:00.000Z',
  until: '2026-11-16',
  provisional: false,
  overdue: false,
  then: 'escalate',
};
const link = linkTo('http://127.0.0.1:3000', { kind: 'nomination', id: 'a1b2' });
const facts: MailFacts = {
  kind: 'nomination',
  pathCode: 'CCHC-2023-BK-0001',
  link,
  movementTitle: 'Đẩy mạnh công tác cải cách hành chính',
  roundName: 'Sơ kết năm 2023',
  awardName: 'Bằng khen của Chủ tịch UBND tỉnh',
  stage: 'office-review',
  waiting,
  waitingBody: 'Văn phòng Sở',
  reason: 'Thiếu báo cáo thành tích',
  number: '15/QĐ-UBND',
  decidedOn: '2026-11-20',
};
const everyMail = mailEvents.flatMap((event) => recipients[event].map(({ to }) => ({ event, to })));
const proposingSide = ['proposer', 'proposing-unit', 'proposing-unit-head'];

describe('every mail to every recipient', () => {
  test.each(everyMail)('$event to $to is whole, in NFC Vietnamese, and leads back', ({ event, to }) => {
    const mail = composeMail(event, facts, to);
    for (const part of [mail.subject, mail.text, mail.html]) {
      expect(part).toBe(part.normalize('NFC'));
      expect(part).not.toMatch(/undefined|null|NaN|\[object/);
      expect(part).toMatch(/[ạảãàáâậầấẩẫăắằặẳẵèéẹẻẽêềếểễệìíỉĩịòóọỏõôồốổỗộơờớởỡợùúụủũưừứửữựỳýỵỷỹđ]/i);
    }
    expect(mail.subject).toMatch(/^\[CCHC-2023-BK-0001\] \S/);
    expect(mail.text).toContain(link);
    expect(mail.html).toContain(`href="${link}"`);
  });

  test.each(everyMail)('$event to $to can do with the least that is known', ({ event, to }) => {
    const least: MailFacts = { kind: 'nomination', pathCode: 'X-1', link, movementTitle: 'Phong trào' };
    const { subject, text, html } = composeMail(event, least, to);
    expect(subject + text + html).not.toMatch(/undefined|null|NaN|\[object/);
  });

  test.each(everyMail)(
    '$event to $to gives an official’s reason to the proposing side alone',
    ({ event, to }) => {
      const { subject, text, html } = composeMail(event, facts, to);
      const told = proposingSide.includes(to);
      expect(text.includes('Thiếu báo cáo thành tích')).toBe(told);
      expect(html.includes('Thiếu báo cáo thành tích')).toBe(told);
      expect(subject).not.toContain('Thiếu báo cáo thành tích');
    },
  );

  test.each(everyMail)(
    '$event to $to says nothing beyond its facts, whatever lies beside them',
    ({ event, to }) => {
      const record = { ...facts, subjectName: 'Nguyễn Thị Bưởi', evidence: 'rank 1', ground: 'discipline' };
      const { subject, text, html } = composeMail(event, record, to);
      expect(subject + text + html).not.toMatch(/Bưởi|rank 1|discipline/);
    },
  );
});

test('the body that must act reads what happened, why, who, since when, until when and what then', () => {
  expect(composeMail('stage-entered', facts, 'body-waiting').text).toBe(
    `Kính gửi Quý cơ quan,

Hồ sơ đề nghị khen thưởng đã được chuyển đến Văn phòng Sở.

Đề nghị Quý cơ quan xem xét, xử lý trước khi hết hạn.

Mã: CCHC-2023-BK-0001
Phong trào: Đẩy mạnh công tác cải cách hành chính
Đợt xét: Sơ kết năm 2023
Hình thức khen thưởng: Bằng khen của Chủ tịch UBND tỉnh
Bước: Thẩm tra hồ sơ
Số văn bản: 15/QĐ-UBND
Ngày văn bản: 20/11/2026
Tình trạng: Chờ thẩm tra hồ sơ
Người xử lý: Cán bộ thẩm tra, Văn phòng Sở
Từ: 08:30 ngày 02/11/2026
Hạn: 16/11/2026
Quá hạn thì: Báo cáo lãnh đạo bộ phận, rồi báo cáo thủ trưởng cơ quan

Xem chi tiết: http://127.0.0.1:3000/nominations/a1b2

--
Thư này được gửi tự động, xin không trả lời vào địa chỉ này.
`,
  );
});

test('only those who must act are asked to', () => {
  const ask = 'Đề nghị đơn vị bổ sung';
  expect(composeMail('returned', facts, 'proposing-unit').text).toContain(ask);
  expect(composeMail('overdue', facts, 'body-waiting').text).toContain('xử lý ngay');
  expect(composeMail('overdue', facts, 'proposer').text).not.toContain('xử lý ngay');
});

test('a date that crosses an unconfirmed day is called provisional', () => {
  const { text } = composeMail(
    'stage-entered',
    { ...facts, waiting: { ...waiting, provisional: true } },
    'body-waiting',
  );
  expect(text).toContain('Hạn: 16/11/2026 (tạm tính)');
  expect(
    composeMail('round-extended', { ...facts, due: '2027-02-15', provisional: true }, 'lead-office').text,
  ).toContain('Hạn: 15/02/2027 (tạm tính)');
});

test('a case on hold has no due date, even where the caller still knows the old one', () => {
  const held: Waiting = { ...waiting, why: 'on-hold', until: null, then: 'nothing' };
  const { text } = composeMail('held', { ...facts, waiting: held, due: '2026-11-16' }, 'proposer');
  expect(text).not.toMatch(/Hạn:|16\/11\/2026/);
});

test('what has no code of its own is called by what it belongs to, and by no code in its lines', () => {
  const owed: MailFacts = { ...facts, kind: 'obligation', pathCode: '15/QĐ-UBND' };
  const { subject, text } = composeMail('duty-begun', owed, 'body-waiting');
  expect(subject).toMatch(/^\[15\/QĐ-UBND\] \S/);
  expect(text).not.toContain('Mã:');
});

test('an agenda leads to each nomination, in HTML without its address in sight', () => {
  const agenda = [{ code: 'CCHC-GK-0009', awardName: 'Giấy khen', link }];
  const invited = { ...facts, kind: 'council-session' as const, link: 'http://127.0.0.1:3000/x', agenda };
  const { text, html } = composeMail('session-convened', invited, 'council-members');
  expect(text).toContain(`Hồ sơ 1: CCHC-GK-0009, Giấy khen: ${link}`);
  expect(html).toContain(`href="${link}"`);
  expect(html.replace(/<[^>]*>/g, '')).not.toContain(link);
});

test('each kind of path has its own page', () => {
  const page = (kind: PathKind) => linkTo('https://thi-dua.example', { kind, id: '7' });
  expect(pathKinds.map(page)).toEqual([
    'https://thi-dua.example/nominations/7',
    'https://thi-dua.example/rounds/7',
    'https://thi-dua.example/council-sessions/7',
    'https://thi-dua.example/submissions/7',
    'https://thi-dua.example/obligations/7',
    'https://thi-dua.example/enquiries/7',
    'https://thi-dua.example/revocations/7',
  ]);
});

test('no text from the record becomes markup or another header', () => {
  const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  const plain = tags(composeMail('returned', { ...facts, reason: 'x', pathCode: 'x' }, 'proposer').html);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'b', '\n', '\r', 'ạ') }),
      (text) => {
        const nasty = { ...facts, reason: `x${text}`, pathCode: `x${text}`, movementTitle: `x${text}` };
        const mail = composeMail('returned', nasty, 'proposer');
        expect(tags(mail.html)).toEqual(plain);
        expect(mail.subject).not.toMatch(/[\r\n]/);
      },
    ),
  );
});

test('text that came in another Unicode form goes out in NFC', () => {
  const decomposed = { ...facts, movementTitle: 'Cải cách hành chính'.normalize('NFD') };
  const { text, html } = composeMail('submitted', decomposed, 'proposer');
  expect(text).toContain('Cải cách hành chính'.normalize('NFC'));
  expect(html).toBe(html.normalize('NFC'));
});
