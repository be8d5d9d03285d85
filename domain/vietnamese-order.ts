import { vietnameseD } from './identity.ts';

const collator = new Intl.Collator('vi', { numeric: true });

/** As a Vietnamese dictionary has it, also where the Icelandic Ð was typed for Đ; numbers by their value. */
export const vietnameseOrder = {
  compare: (a: string, b: string): number => collator.compare(vietnameseD(a), vietnameseD(b)),
};

/** People are looked for by what they are called by, which comes last: "Trần Thị An" stands before "Lê Văn Bình". */
export const byCalledName = (displayName: string): string => {
  const names = displayName.split(' ');
  return [names.at(-1), ...names.slice(0, -1)].join(' ');
};
