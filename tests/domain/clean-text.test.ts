import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpointsOf } from '../../api/endpoints.ts';
import { papersNamedIn } from '../../cases/shared/uploads.ts';
import { cleanLines, cleanName } from '../../domain/clean-text.ts';

const unseen: [string, string][] = [
  ['right-to-left override', '\u202e'],
  ['an isolate', '\u2067'],
  ['a mark of direction', '\u200f'],
  ['a zero-width space', '\u200b'],
  ['a joiner', '\u200d'],
  ['a word joiner', '\u2060'],
  ['a soft hyphen', '\u00ad'],
  ['a byte order mark', '\ufeff'],
  ['a variation selector', '\ufe0f'],
  ['one of the later ones', '\u{e0100}'],
  ['a tag', '\u{e0041}'],
  ['a joiner of graphemes', '\u034f'],
  ['an empty letter', '\u3164'],
  ['an empty Braille cell', '\u2800'],
  ['a mark of an annotation', '\ufff9'],
  ['a control character', '\u0007'],
  ['one of the second set', '\u0090'],
];

test.each(unseen)('%s is dropped from names and from texts', (_what, sign) => {
  expect(cleanName(`Nguyễn${sign} Thị An${sign}`)).toBe('Nguyễn Thị An');
  expect(cleanLines(`Nguyễn${sign} Thị An${sign}`)).toBe('Nguyễn Thị An');
});

test('one spelling: what was composed of pieces is one letter', () => {
  expect(cleanName('Hòa'.normalize('NFD'))).toBe('Hòa'.normalize('NFC'));
  // What an unseen sign had kept apart.
  expect(cleanName('o\u200b\u0300')).toBe('ò'.normalize('NFC'));
});

test('a name is on one line, a text keeps its lines', () => {
  expect(cleanName(' Nguyễn\r\nThị\tAn ')).toBe('Nguyễn Thị An');
  expect(cleanLines('Một\r\nHai\u2028Ba\r\tBốn\n\n')).toBe('Một\nHai\nBa\n\tBốn');
});

/** Told to nobody and kept by nobody, or compared with what was chosen to the letter. */
const exact = [/password$/, /current$/, /token$/, /username$/, /\.sheet$/];

/** Each text that a body may hold, and where. */
function* textsOf(schema: z.ZodType, at: string): Generator<{ at: string; schema: z.ZodType }> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    yield* textsOf(schema.unwrap() as z.ZodType, at);
  else if (schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly)
    yield* textsOf(schema.unwrap() as z.ZodType, at);
  else if (schema instanceof z.ZodPipe) yield* textsOf(schema.in as z.ZodType, at);
  else if (schema instanceof z.ZodArray) yield* textsOf(schema.element as z.ZodType, `${at}[]`);
  else if (schema instanceof z.ZodRecord) yield* textsOf(schema.valueType as z.ZodType, `${at}{}`);
  else if (schema instanceof z.ZodUnion)
    for (const option of schema.options) yield* textsOf(option as z.ZodType, at);
  else if (schema instanceof z.ZodObject)
    for (const [name, part] of Object.entries(schema.shape))
      yield* textsOf(part as z.ZodType, `${at}.${name}`);
  else if (schema instanceof z.ZodString || schema instanceof z.ZodUnknown) yield { at, schema };
}

describe('what the API takes', () => {
  const bodies = endpointsOf({ rehearsal: true, demoLogin: true }).flatMap(({ spec }) =>
    spec.body instanceof z.ZodType
      ? [...textsOf(spec.body, `${spec.method.toUpperCase()} ${spec.path}`)]
      : [],
  );

  test('is cleaned or refused, wherever it is free text', () => {
    expect(bodies.length).toBeGreaterThan(80);
    const dirty = 'A\u202eb\u200bc\u0007d';
    const kept = bodies.filter(({ at, schema }) => {
      const { data } = schema.safeParse(dirty);
      return typeof data === 'string' && data !== 'Abcd' && !exact.some((name) => name.test(at));
    });
    expect(kept.map(({ at }) => at)).toEqual([]);
  });

  test('names files by the words by which acts take them, and by no others', () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const papers = new Set<string>();
    for (const name of ['document', 'letter', 'file'])
      for (const { path } of papersNamedIn({ [name]: id })) papers.add(path);
    expect([...papers]).toEqual(['document', 'letter', 'file']);
    const known =
      /\.(id|\w*Ids?|person|delegator|delegate|document|letter|file|present|agreed|awarded|written|expert|assignee|to|by|round|nomination)$/;
    const ids = endpointsOf({ rehearsal: true, demoLogin: true }).flatMap(({ spec }) =>
      spec.body instanceof z.ZodType ? [...idsOf(spec.body, `${spec.method} ${spec.path}`)] : [],
    );
    expect(ids.length).toBeGreaterThan(20);
    // Another word for a file belongs into `cases/shared/uploads.ts`; for anything else, here.
    expect(ids.filter((at) => !known.test(at.replaceAll('[]', '')))).toEqual([]);
  });
});

function* idsOf(schema: z.ZodType, at: string): Generator<string> {
  if (schema instanceof z.ZodUUID) yield at;
  else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    yield* idsOf(schema.unwrap() as z.ZodType, at);
  else if (schema instanceof z.ZodArray) yield* idsOf(schema.element as z.ZodType, `${at}[]`);
  else if (schema instanceof z.ZodUnion)
    for (const option of schema.options) yield* idsOf(option as z.ZodType, at);
  else if (schema instanceof z.ZodObject)
    for (const [name, part] of Object.entries(schema.shape)) yield* idsOf(part as z.ZodType, `${at}.${name}`);
}
