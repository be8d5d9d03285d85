const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const middle = ['Thị', 'Minh', 'Thu', 'Ngọc', 'Quỳnh', 'Hồng', 'Thanh'];
const given = [
  'An',
  'Bình',
  'Châu',
  'Dung',
  'Giang',
  'Hà',
  'Hiền',
  'Hương',
  'Lan',
  'Linh',
  'Mai',
  'Nga',
  'Oanh',
];

/** The nth of a row of people who don't exist; none comes twice below 910. */
export function personName(n: number): string {
  const of = (names: readonly string[]) => names[n % names.length] ?? '';
  return `${of(family)} ${of(middle)} ${of(given)}`;
}
