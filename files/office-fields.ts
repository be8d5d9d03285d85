import { Refusal } from '../domain/problems.ts';
import { isClickable } from './office-kinds.ts';

/**
 * Word's fields that say something about the document itself, by ECMA-376 part 1, 17.16.5. Those that fetch (INCLUDEPICTURE,
 * INCLUDETEXT, IMPORT, LINK, DDE, DDEAUTO, DATABASE, RD), run or ask (MACROBUTTON, PRINT, FILLIN, ASK), or bring in what a
 * template holds (AUTOTEXT, GLOSSARY), are not among them, nor is any other word.
 */
const harmless = new Set(
  (
    'PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF FOOTNOTEREF STYLEREF BIDIOUTLINE DATE TIME CREATEDATE ' +
    'SAVEDATE PRINTDATE EDITTIME AUTHOR LASTSAVEDBY TITLE SUBJECT KEYWORDS COMMENTS DOCPROPERTY DOCVARIABLE INFO ' +
    'FILENAME FILESIZE NUMCHARS NUMWORDS REVNUM TEMPLATE USERNAME USERINITIALS USERADDRESS TOC TC TOA TA INDEX XE SEQ ' +
    'AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM SYMBOL EQ ADVANCE IF COMPARE QUOTE SET FORMTEXT FORMCHECKBOX FORMDROPDOWN ' +
    'BIBLIOGRAPHY CITATION GOTOBUTTON BARCODE DISPLAYBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ' +
    'ADDRESSBLOCK GREETINGLINE ADDIN EMBED SHAPE PRIVATE'
  ).split(' '),
);
/** In place of a field within a field's code: what it will say is not known. */
const NESTED = '\u0000';

/** The fields of one part, which may be written over many runs and lie in one another. */
export class Fields {
  /** The first stands for code outside of any field, which Word may read all the same. */
  private readonly open: Field[] = [newField()];

  begin(): void {
    this.open.push(newField());
  }

  /** A piece of the code of the field that is open; `deleted` in changes that are still to be accepted. */
  code(text: string, deleted = false): void {
    const field = this.open.at(-1);
    if (!field) return;
    if (deleted) field.deleted += text;
    else field.code += text;
  }

  /** The code is complete, and what it last said follows. @throws Refusal as `judge` */
  separate(): void {
    const field = this.open.at(-1);
    if (!field) return;
    judgeBoth(field);
    Object.assign(field, { ...newField(), separated: true });
  }

  /** @throws Refusal as `judge` */
  end(): void {
    const field = this.open.length > 1 ? this.open.pop() : undefined;
    if (field) judgeBoth(field);
    this.code(NESTED);
  }

  /** The part is at its end: what was begun, or never begun, counts as well. @throws Refusal as `judge` */
  finish(): void {
    const [outside, ...begun] = this.open;
    begun.forEach(judgeBoth);
    if (outside) judgeBoth({ ...outside, separated: true });
  }
}

interface Field {
  code: string;
  deleted: string;
  /** What comes now is what it said, in which other fields may stand. */
  separated: boolean;
}
const newField = (): Field => ({ code: '', deleted: '', separated: false });

function judgeBoth({ code, deleted, separated }: Field): void {
  for (const text of [code, deleted]) judge(separated ? text.replaceAll(NESTED, ' ') : text);
}

/** @param code of one field, with what switches it has @throws Refusal `fetches-by-itself` or `has-macros` unless it is known as harmless */
export function judge(code: string): void {
  const text = code.trim();
  if (text === '' || text.startsWith('=')) return;
  const [, word = '', rest = ''] = /^([A-Za-z]+)(?=[\s"\\]|$)([\s\S]*)/.exec(text) ?? [];
  const keyword = word.toUpperCase();
  if (keyword === 'HYPERLINK' ? isClickableField(rest) : harmless.has(keyword)) return;
  throw new Refusal(keyword === 'MACROBUTTON' ? 'has-macros' : 'fetches-by-itself');
}

/** A place in the document (`\l`), or an address that needs a click. */
function isClickableField(rest: string): boolean {
  if (rest.includes(NESTED)) return false;
  const [, quoted, bare] = /^\s*(?:"([^"]*)"|([^\s"\\]\S*))/.exec(rest) ?? [];
  const address = quoted ?? bare;
  if (address === undefined) return /^\s*\\[lotmn]/i.test(rest);
  // Within a field a backslash is written twice.
  return address === '' || isClickable(address.replaceAll('\\\\', '\\'));
}
