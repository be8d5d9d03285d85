import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pathKinds } from '../../../domain/path.ts';
import { outcomeNames, stageName } from '../../../domain/texts.ts';
import { detailLines } from '../../../web/admin/audit-detail.ts';
import { auditName } from '../../../web/admin/audit-names.ts';
import { changeLines } from '../../../web/admin/pending-lines.ts';
import { recipientNames } from '../../../web/admin/words.ts';
import { mailErrorName } from '../../../web/mail/words.ts';
import { recipientKinds } from '../../../mail/recipients.ts';
import { filled } from '../../../web/words/words.ts';
import type { Language, Say } from '../../../web/words/words.ts';

const sources = ['api', 'cases', 'activities', 'mail'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);
const languages: Language[] = ['vi', 'en'];

/** The arguments of each call of a function, as written. */
const callsOf = (name: string): string[][] =>
  sources.flatMap((text) =>
    [...text.matchAll(new RegExp(`(?<!function )\\b${name}\\(`, 'g'))].map(({ index, 0: call }) => {
      const given = [''];
      let depth = 0;
      for (const sign of text.slice(index + call.length)) {
        if (depth === 0 && sign === ')') break;
        if ('([{'.includes(sign)) depth++;
        if (')]}'.includes(sign)) depth--;
        if (depth === 0 && sign === ',') given.push('');
        else given.push((given.pop() ?? '') + sign);
      }
      return given.map((one) => one.trim());
    }),
  );

test('whatever the code writes into the audit has a name in both languages', () => {
  const given = [
    ...callsOf('audit').map((call) => call[4] ?? ''),
    ...callsOf('auditChange').map((call) => call[4] ?? ''),
  ];
  const actions = given.flatMap((one) => /^'(.+)'$/.exec(one)?.[1] ?? []);
  // The rest hand on an act of a path, which has its name there, or the action that they were given.
  const others = given.filter((one) => !one.startsWith("'"));
  expect(new Set(others)).toEqual(
    new Set(['what.kind', 'action', 'actions[change.kind]', '`news-ignored:${news.act}`']),
  );
  expect(actions).toEqual(expect.arrayContaining(['council-seated', 'ranking-published', 'checked']));
  const unnamed = actions.flatMap((action) =>
    languages
      .filter((language) => pathKinds.every((kind) => auditName(kind, action, language) === action))
      .map((language) => `${action} ${language}`),
  );
  expect(unnamed).toEqual([]);
  expect(auditName('nomination', 'news-ignored:passed', 'vi')).toBe(
    'Không còn áp dụng: Hội đồng biểu quyết đồng ý',
  );
});

test('what was asked for reads in the audit and on its page as people say it, in no order or word of the record', () => {
  const holding = { to: null, from: '2026-12-01', role: 'office-reviewer', unit: 'van-phong' };
  const [unitName, day, moment] = [(code: string) => `<${code}>`, (date: string) => date, (at: string) => at];
  const speaking = { kind: undefined, language: 'vi', day, moment, unitName, names: {} } as const;
  expect(detailLines({ kind: 'give-roles', roles: [holding], days: 30 }, speaking)).toEqual([
    'Loại: Giao vai trò',
    'Vai trò: Cán bộ thẩm tra, <van-phong>, 2026-12-01',
    'Số ngày: 30',
  ]);
  const naming = { unitName, day, roleName: (role: string) => `[${role}]` };
  expect(changeLines({ holdings: [{ ...holding, to: '2027-01-31' }] }, naming)).toBe(
    '[office-reviewer], <van-phong>, 2026-12-01, → 2027-01-31',
  );
});

test('whatever stops a mail has a name in both languages', () => {
  const written =
    /(?:lastError: (?:unknownBefore \? )?|kind: '(?:refused|later)', reason: |(?:handedOver|mayHaveRepeated|withdrawn) = )'(.+?)'/g;
  const codes = sources.flatMap((text) => [...text.matchAll(written)].map(({ 1: code }) => code ?? ''));
  expect(codes).toEqual(
    expect.arrayContaining([
      'outcome-unknown',
      'may-have-repeated',
      'withdrawn',
      'no-address',
      'bad-address',
    ]),
  );
  for (const language of languages) {
    const say: Say = (words, values) => filled(words[language], values);
    expect(codes.filter((code) => mailErrorName(code, say) === code)).toEqual([]);
    expect(mailErrorName('smtp-550', say)).toContain('550');
    for (const status of ['5.1.1', '4.4.7', '5.0.0'])
      expect(mailErrorName(`bounced-${status}`, say)).toContain(
        `(${language === 'vi' ? 'mã ' : ''}${status})`,
      );
  }
});

test('what the audit notes is said in words, dates and names', () => {
  const known = '00000000-0000-4000-8000-000000000001';
  const speaking = {
    kind: 'nomination',
    language: 'vi',
    day: () => '02/11/2026',
    moment: () => '08:00 ngày 02/11/2026',
    unitName: (code: string) => (code === 'van-phong' ? 'Văn phòng Sở' : code),
    names: { 'xep-loai': 'Xếp loại năm', [known]: 'CCHC-BK-0002' },
  } as const;
  const detail = {
    to: 'council-vote',
    version: 4,
    criterion: 'xep-loai',
    nominationId: known,
    documentId: '00000000-0000-4000-8000-000000000002',
    result: 'unmet',
    debtor: 'van-phong',
    due: '2026-11-02',
    late: true,
    outcome: 'awarded',
  };
  expect(detailLines(detail, speaking)).toEqual([
    `Chuyển sang: ${stageName('nomination', 'council-vote', 'vi')}`,
    'Tiêu chí: Xếp loại năm',
    'Hồ sơ: CCHC-BK-0002',
    'Kết quả: chưa đạt',
    'Đơn vị phải gửi: Văn phòng Sở',
    'Hạn: 02/11/2026',
    'Quá hạn: có',
    `Kết quả: ${outcomeNames.awarded.vi}`,
  ]);
  expect(detailLines({ to: 'council-vote' }, { ...speaking, moved: false })).toEqual([]);
  expect(detailLines({ to: 'open' }, { ...speaking, kind: 'award-round' })).toEqual([
    `Chuyển sang: ${stageName('award-round', 'open', 'vi')}`,
  ]);
  expect(detailLines({ to: '2026-11-02T01:00:00.000Z' }, speaking)).toEqual([
    'Chuyển sang: 08:00 ngày 02/11/2026',
  ]);
});

test('whoever gets a mail is named by what he is', () => {
  expect(Object.keys(recipientNames).sort()).toEqual([...recipientKinds].sort());
});

test('a text tells one from several where its language does', () => {
  const left = { vi: 'còn {n} ngày', en: '{n} {n:day|days} left' };
  expect([1, 2].map((n) => filled(left.en, { n }))).toEqual(['1 day left', '2 days left']);
  expect(filled(left.vi, { n: 1 })).toBe('còn 1 ngày');
});
