import { describe, expect, test } from 'vitest';
import { waitingWhys } from '../../domain/path.ts';
import type { Waiting } from '../../domain/path.ts';
import { roles } from '../../domain/roles.ts';
import { outcomes, stages } from '../../domain/stages.ts';
import {
  outcomeNames,
  roleNames,
  stageName,
  thenTexts,
  untilText,
  waitingText,
  whyTexts,
} from '../../domain/texts.ts';

const waiting: Waiting = {
  why: 'appraisal',
  body: 'so-noi-vu',
  role: 'appraiser',
  since: '2026-02-04T17:30:00.000Z',
  until: '2026-02-26',
  provisional: true,
  overdue: true,
  then: 'remind',
};

test.each([
  ['reasons for waiting', waitingWhys, whyTexts],
  ['roles', roles, roleNames],
  ['outcomes', outcomes, outcomeNames],
] as const)('%s all have words of their own in both languages', (_name, codes, words) => {
  const table: Readonly<Record<string, { vi: string; en: string }>> = words;
  for (const language of ['vi', 'en'] as const) {
    const found = codes.map((code) => table[code]?.[language]);
    expect(found.filter((word) => !word)).toEqual([]);
    expect(new Set(found).size).toBe(codes.length);
    expect(found).toEqual(found.map((word) => word?.normalize('NFC')));
  }
});

test('the end of a period is never said to approve anything', () => {
  for (const { vi } of Object.values(thenTexts)) expect(vi).not.toMatch(/chấp thuận|thông qua|phê duyệt/i);
});

describe('stage names', () => {
  test.each(stages)('%s has one', (stage) => expect(stageName('nomination', stage, 'vi')).not.toBe(stage));
  test('a state is named by its own kind of path', () => {
    expect(stageName('award-round', 'open', 'vi')).toBe('Đang nhận hồ sơ');
    expect(stageName('council-session', 'open', 'vi')).toBe('Đang họp');
    expect(stageName('submission', 'not-a-state', 'vi')).toBe('not-a-state');
  });
});

test('why, who, since when, until when and what then, in Vietnamese time', () => {
  expect(waitingText(waiting, 'vi', 'Sở Nội vụ')).toEqual({
    why: 'Chờ thẩm định',
    who: 'Cán bộ thẩm định, Sở Nội vụ',
    since: '00:30 ngày 05/02/2026',
    until: '26/02/2026 (tạm tính), đã quá hạn',
    then: 'Nhắc lại; việc vẫn chờ được xử lý',
  });
  expect(waitingText({ ...waiting, until: null, overdue: false }, 'en')).toEqual({
    why: 'To be appraised',
    who: 'Appraiser',
    since: '2026-02-05 00:30',
    until: 'No date',
    then: 'A reminder is sent; it keeps waiting',
  });
});

test('what ends with a day says that day, and what ends in the middle of one says the moment', () => {
  expect(untilText('2026-12-08T17:00:00.000Z', 'vi')).toBe('hết ngày 08/12/2026');
  expect(untilText('2026-12-08T17:00:00.000Z', 'en')).toBe('the end of 2026-12-08');
  expect(untilText('2026-12-08T16:59:00.000Z', 'vi')).toBe('23:59 ngày 08/12/2026');
});
