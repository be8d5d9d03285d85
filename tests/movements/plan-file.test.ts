import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../movements/plan-file.ts';
import { cchcCode, known, planText } from '../support/plans.ts';

const faultsOf = (text: string) => {
  const result = readPlanFile(text, known);
  return 'faults' in result ? result.faults : [];
};

describe('a plan as YAML', () => {
  it('is read the same from composed and decomposed Vietnamese', () => {
    const text = planText(cchcCode);
    expect(text.normalize('NFD')).not.toBe(text);
    expect(readPlanFile(text.normalize('NFD'))).toEqual(readPlanFile(text));
  });

  it.each([
    ['broken syntax', 'code: [a, b\ntitle: x', /^Dòng \d+: không đúng cú pháp YAML/u],
    ['a key given twice', 'code: a\ncode: b', /^Dòng 2: không đúng cú pháp YAML/u],
  ])('with %s is refused by the line', (_, text, message) => {
    expect(faultsOf(text)[0]).toEqual({ path: '', message: expect.stringMatching(message) as unknown });
  });

  it.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['a plain text', 'kế hoạch'],
    ['something that contains itself', '&a [*a]'],
    ['more levels than any plan', '['.repeat(3000) + ']'.repeat(3000)],
    [
      'aliases that unfold without end',
      [
        'a: &a [x, x]',
        'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
        'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
        'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
      ].join('\n'),
    ],
  ])('that holds %s is refused, not thrown over', (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0);
  });

  it('refuses a unit or function that the organization does not know', () => {
    const text = planText(cchcCode)
      .replace('unit: ubnd-tinh-hung-yen', 'unit: ubnd-tinh-khac')
      .replace('function: thi-dua-khen-thuong-hung-yen', 'function: viec-khac');
    const lineOf = (words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1;
    expect(faultsOf(text)).toEqual([
      {
        path: 'bodies.tdkt.function',
        message: `Dòng ${lineOf('function: viec-khac')}: Không có chức năng “viec-khac”.`,
      },
      {
        path: 'bodies.ubnd.unit',
        message: `Dòng ${lineOf('unit: ubnd-tinh-khac')}: Không có đơn vị “ubnd-tinh-khac”.`,
      },
    ]);
  });

  it('says of what is missing where it should be, and of a part that is not there the line of its list', () => {
    const text = planText(cchcCode);
    const first = /^awards:\n {2}- code: .*$/mu.exec(text)?.[0] ?? '';
    const faults = faultsOf(text.replace(first, first.replace(/ {2}- code: .*$/u, '  - ma: x')));
    const line = text.slice(0, text.indexOf(first)).split('\n').length + 1;
    expect(faults.map(({ path, message }) => [path, message.startsWith(`Dòng ${line}: `)])).toEqual(
      expect.arrayContaining([
        ['awards[0].ma', true],
        ['awards[0].code', true],
      ]),
    );
  });
});
