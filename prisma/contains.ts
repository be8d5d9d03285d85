/** A filter for a text that has this in it, letter by letter: in LIKE, `%` and `_` stand for anything, and Prisma passes them on. */
export const contains = (text: string): { contains: string } => ({
  contains: text.replace(/[\\%_]/gu, '\\$&'),
});
