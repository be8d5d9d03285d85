import { dayText, momentText, roleNames } from '../domain/texts.ts';
import type { Because } from '../domain/problems.ts';
import type { Role } from '../domain/roles.ts';
import type { Db } from '../prisma/db.ts';
import type { Language } from './endpoint.ts';

const words = {
  since: { vi: 'Từ {when}{by}.', en: 'Since {when}{by}.' },
  by: { vi: ', do {who}', en: ', by {who}' },
  waits: { vi: 'Đang chờ: {who}.', en: 'It waits for: {who}.' },
  until: { vi: 'Thời hạn: {when}.', en: 'Until: {when}.' },
} as const;

/**
 * What is known of a refusal's reason, in sentences: since when, by which role and unit, whom it waits for, until when. No
 * person is named.
 */
export async function circumstancesOf(
  db: Db,
  { since, until, by, waitsFor }: Because,
  language: Language,
): Promise<string> {
  const codes = [by?.unit, waitsFor?.unit].filter((code) => typeof code === 'string');
  const units = codes.length === 0 ? [] : await db.unit.findMany({ where: { code: { in: codes } } });
  const who = ({ role, unit }: { role: Role | null; unit: string | null }): string =>
    [role && roleNames[role][language], units.find(({ code }) => code === unit)?.name]
      .filter(Boolean)
      .join(', ');
  const said = (name: keyof typeof words, values: Record<string, string>): string =>
    Object.entries(values).reduce<string>(
      (text, [key, value]) => text.replace(`{${key}}`, value),
      words[name][language],
    );
  const sentences = [
    since === undefined
      ? ''
      : said('since', {
          when: whenText(since, language),
          by: by && who(by) ? said('by', { who: who(by) }) : '',
        }),
    waitsFor && who(waitsFor) ? said('waits', { who: who(waitsFor) }) : '',
    until === undefined ? '' : said('until', { when: whenText(until, language) }),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** A day, or an instant. */
const whenText = (when: string, language: Language): string =>
  when.includes('T') ? momentText(when, language) : dayText(when, language);
