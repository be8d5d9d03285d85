const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const anybody = {
  middle: ['Thị', 'Văn', 'Minh', 'Thu', 'Đức', 'Ngọc', 'Quang'],
  given: 'An Bình Châu Dung Giang Hà Khánh Linh Mai Nam Oanh Phúc Quỳnh'.split(' '),
};
const women = {
  middle: ['Thị', 'Minh', 'Thu', 'Ngọc', 'Quỳnh', 'Hồng', 'Thanh'],
  given: 'An Bình Châu Dung Giang Hà Hiền Hương Lan Linh Mai Nga Oanh'.split(' '),
};

/** The nth of a row of names; none comes twice below 910, the lists having no factor in common. */
const nameFrom =
  ({ middle, given }: typeof anybody) =>
  (n: number): string =>
    [family, middle, given].map((names) => names[n % names.length]).join(' ');

/** Invented people, another for each number. */
export const inventedName = nameFrom(anybody);
export const inventedWoman = nameFrom(women);
