/** As a Vietnamese dictionary has it; numbers by their value. */
export const vietnameseOrder = new Intl.Collator('vi', { numeric: true });

/** People are looked for by what they are called by, which comes last: "Trần Thị An" stands before "Lê Văn Bình". */
export const byCalledName = (displayName: string): string => {
  const names = displayName.split(' ');
  return [names.at(-1), ...names.slice(0, -1)].join(' ');
};
