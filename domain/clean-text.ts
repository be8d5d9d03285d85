import { z } from 'zod';
import { vietnameseD } from './identity.ts';

/**
 * What people type, as it is kept: one spelling (NFC), and nothing in it that can't be seen. Signs that turn the direction
 * of what follows, join or part letters without a trace, or are instructions to a machine, make two names look alike or one
 * look like another: they are dropped, from names, from texts and from names of files.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;
const breaks = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/** A name, a number, a title: on one line, with the Vietnamese Đ. */
export const cleanName = (text: string): string =>
  vietnameseD(
    text
      .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
      .replace(unseen, '')
      .normalize('NFC')
      .trim(),
  );

/** A text of several lines, which keeps them. */
export const cleanLines = (text: string): string =>
  text
    .replace(breaks, '\n')
    .replace(/[^\n\t]+/g, (line) => line.replace(unseen, ''))
    .normalize('NFC')
    .trim();

/** The same for every text within what has no schema of its own yet. */
export function cleanWithin(value: unknown): unknown {
  if (typeof value === 'string') return cleanLines(value);
  if (Array.isArray(value)) return value.map(cleanWithin);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [cleanName(key), cleanWithin(part)]));
}

/** The schema of every name that people type. @param most characters, of those that are kept */
export const nameText = (most: number, least = 1) => z.string().overwrite(cleanName).min(least).max(most);

/** The schema of every text of several lines that people type. */
export const linesText = (most: number, least = 1) => z.string().overwrite(cleanLines).min(least).max(most);
