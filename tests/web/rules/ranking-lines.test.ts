import { expect, test } from 'vitest';
import type { Unit } from '../../../web/client/answers.ts';
import { readRanking } from '../../../web/admin/ranking-lines.ts';

const unit = (code: string, name: string, parent: string | null = null) =>
  [code, { code, name, parent } as unknown as Unit] as const;
const units = new Map([
  unit('huyen-a', 'Huyện A'),
  unit('xa-b', 'Xã B', 'huyen-a'),
  unit('xa-c', 'Xã C', 'huyen-c'),
  unit('vp-1', 'Văn phòng'),
  unit('vp-2', 'Văn phòng'),
]);
const faultsOf = (text: string, group = 'all') =>
  readRanking(text, group, units).map(({ line, faults }) => [
    line,
    faults.map((fault) => (typeof fault === 'string' ? fault : fault.vi)).join(' '),
  ]);

test('a table of Excel is the entries that the API takes, scores as whole numbers', () => {
  const text = 'Đơn vị\tHạng\tĐiểm\tTối đa\r\nhuyen-a\t1\t91,5\t100\r\nXÃ B\t2\t90\t100\r\n\t\t\t\r\n';
  expect(readRanking(text, 'all', units).map(({ entry }) => entry)).toEqual([
    { unit: 'huyen-a', rank: 1, score: 915, maximum: 1000 },
    { unit: 'xa-b', rank: 2, score: 90, maximum: 100 },
  ]);
});

test('what is wrong is told by its line', () => {
  const text = 'Xã D\t1\t90\t100\nVăn phòng\t0\t1.000\t100\nxa-b\t3\t101\t100\nxa-b\t4\t80\t100';
  expect(faultsOf(text)).toEqual([
    [1, 'Không có đơn vị này.'],
    [2, expect.stringMatching(/cùng tên.*Hạng phải.*hàng nghìn/)],
    [3, 'Điểm lớn hơn thang điểm.'],
    [4, 'Đơn vị này đã có ở dòng trên.'],
  ]);
  expect(faultsOf('xa-b\t1\t90\t100\nxa-c\t2\t90\t100', 'xa/huyen-a')).toEqual([
    [1, ''],
    [2, 'Đơn vị này không trực thuộc đơn vị của nhóm.'],
  ]);
});
