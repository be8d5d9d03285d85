import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { Refusal } from '../domain/problems.ts';
import { Fields, judge } from './office-fields.ts';
import { isHarmlessFormula } from './office-formulas.ts';
import { causeOf, isClickable, refusalOfRelationship } from './office-kinds.ts';
import type { OfficeRefusal } from './office-kinds.ts';

/** What a part says of the others: types by part and by ending, as `[Content_Types].xml` has them. */
export interface Declared {
  overrides: Map<string, string>;
  defaults: Map<string, string>;
}

const VML = 'urn:schemas-microsoft-com:vml';
const SVG = 'http://www.w3.org/2000/svg';
/** Of formulas, in cells, names and rules of a workbook. */
const formulas = new Set([
  ...['f', 'formula', 'formula1', 'formula2', 'oldFormula', 'definedName'],
  ...['calculatedColumnFormula', 'totalsRowFormula'],
]);
const isFormula = ({ local, uri }: SaxesTagNS): boolean =>
  formulas.has(local) && /spreadsheetml|\/excel\//.test(uri);
const isCode = ({ local }: SaxesTagNS): boolean => local === 'instrText' || local === 'delInstrText';
/** What fetches or runs without a relationship that would say so. */
const active = new Set([
  ...[
    'mailMerge',
    'altChunk',
    'subDoc',
    'webVideoPr',
    'attachedTemplate',
    'control',
    'OLEObject',
    'oleLink',
    'ddeLink',
  ],
  ...[
    'webPublishItem',
    'scriptAnchor',
    'script',
    'foreignObject',
    'webPr',
    'dbPr',
    'olapPr',
    'queryTable',
    'connection',
  ],
]);

/** @throws Refusal as `OfficeRefusal` has them; SaxesParser's errors for what is no XML */
class PartReader {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly fields = new Fields();
  private text: string | null = null;
  readonly declared: Declared = { overrides: new Map(), defaults: new Map() };

  constructor() {
    this.parser.on('opentag', (tag) => this.opened(tag));
    this.parser.on('closetag', (tag) => this.closed(tag));
    this.parser.on('text', (text) => this.read(text));
    this.parser.on('cdata', (text) => this.read(text));
    // An entity may stand for anything; a stylesheet is fetched.
    this.parser.on('doctype', () => refuse('unknown-part'));
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(utf-8|utf-16(le|be)?|us-ascii)$/i.test(encoding))
        refuse('unknown-part');
    });
    this.parser.on('processinginstruction', ({ target }) => {
      if (/stylesheet/i.test(target)) refuse('fetches-by-itself');
    });
    this.parser.on('error', (failure) => {
      throw failure;
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.parser.close();
    this.fields.finish();
  }

  private read(text: string): void {
    if (this.text !== null) this.text += text;
  }

  private opened(tag: SaxesTagNS): void {
    const { local } = tag;
    const value = (name: string) => attributesOf(tag).find((a) => a.local === name)?.value ?? '';
    if (isCode(tag) || isFormula(tag)) this.text = '';
    if (active.has(local) && !isEmbeddedObject(tag)) refuse(causeOf(local));
    if (local === 'Relationship') {
      const cause = refusalOfRelationship(value('Type'), value('TargetMode'), value('Target'));
      if (cause) refuse(cause);
    }
    if (local === 'Override')
      this.declared.overrides.set(partName(value('PartName')), typeOf(value('ContentType')));
    if (local === 'Default')
      this.declared.defaults.set(value('Extension').toLowerCase(), typeOf(value('ContentType')));
    if (local === 'fldSimple') judge(value('instr'));
    if (local === 'fldChar') this.character(value('fldCharType'));
    if (local === 'cacheSource' && value('type') === 'external') refuse('fetches-by-itself');
    for (const attribute of attributesOf(tag)) if (fetches(tag, attribute)) refuse('fetches-by-itself');
  }

  private character(kind: string): void {
    if (kind === 'begin') this.fields.begin();
    else if (kind === 'separate') this.fields.separate();
    else if (kind === 'end') this.fields.end();
  }

  private closed(tag: SaxesTagNS): void {
    if (!isCode(tag) && !isFormula(tag)) return;
    const text = this.text ?? '';
    this.text = null;
    if (isCode(tag)) this.fields.code(text, tag.local === 'delInstrText');
    else if (!isHarmlessFormula(text)) refuse('fetches-by-itself');
  }
}

const attributesOf = ({ attributes }: SaxesTagNS): SaxesAttributeNS[] => Object.values(attributes);

/** An object whose content lies in the file as a package: that is looked into by itself. */
const isEmbeddedObject = (tag: SaxesTagNS): boolean =>
  tag.local === 'OLEObject' &&
  attributesOf(tag).some(({ local, value }) => local === 'Type' && value === 'Embed');

/** Pictures by address, in the drawings of old and in vector pictures; links of pictures that are not kept in the file. */
function fetches({ uri, local: element }: SaxesTagNS, { local, value, uri: of }: SaxesAttributeNS): boolean {
  if (value.trim() === '') return false;
  if (local === 'link' && /\/relationships$/.test(of)) return true;
  if (uri === VML && (local === 'src' || local === 'althref')) return true;
  if (uri === VML && local === 'href')
    return element === 'imagedata' || element === 'fill' || !isClickable(value);
  if (uri === SVG && local === 'href') return element !== 'a' && !/^(#|data:image\/)/i.test(value.trim());
  return uri === SVG && (/^on/i.test(local) || /url\(\s*["']?(?!#)/i.test(value));
}

function refuse(cause: OfficeRefusal): never {
  throw new Refusal(cause);
}

/** Names of parts know no difference of case, and begin with a slash only where they are declared. */
export const partName = (name: string): string => name.replace(/^\//, '').toLowerCase();
const typeOf = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** Reads a part to its end. @throws as `PartReader` */
export async function readPart(stream: Readable, { lenient = false } = {}): Promise<Declared> {
  const reader = new PartReader();
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new Refusal('wrong-file-type');
    decoder ??= decoderOf(chunk);
    const text = decoder.decode(chunk, { stream: true });
    // Excel itself writes a line break so in the drawings of its notes.
    reader.write(lenient ? text.replace(/<br\s*>/gi, '') : text);
  }
  reader.write(decoder?.decode() ?? '');
  reader.end();
  return reader.declared;
}

/** UTF-8 or UTF-16, as the standard has it; what declares something else can't be well-formed in these. */
function decoderOf([first, second]: Buffer): TextDecoder {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return new TextDecoder('utf-16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8', { fatal: true });
}
