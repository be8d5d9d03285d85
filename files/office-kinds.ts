/**
 * What an Office file may be made of. What is not named here is refused: the kinds that run, fetch or embed something
 * (macros, controls, objects, chunks and documents of another kind, external workbooks, connections, add-ins) are none of
 * these, nor is what a later Office may invent.
 *
 * After ECMA-376 part 1 (relationships and content types of WordprocessingML, SpreadsheetML, DrawingML), part 2 (packages)
 * and Microsoft's [MS-DOCX], [MS-XLSX] and [MS-ODRAWXML].
 */
const open = 'application/vnd.openxmlformats-';

const word =
  'document.main styles settings webSettings fontTable numbering footnotes endnotes header footer comments commentsExtended commentsIds commentsExtensible people document.glossary';
const excel =
  'sheet.main worksheet chartsheet sharedStrings styles calcChain comments table tableSingleCells pivotTable pivotCacheDefinition pivotCacheRecords sheetMetadata revisionHeaders revisionLog userNames';
const drawing = 'chart chartshapes diagramData diagramLayout diagramStyle diagramColors';
const ofMicrosoft = [
  'word.stylesWithEffects word.classificationlabels',
  'office.chartstyle office.chartcolorstyle office.chartex office.drawingml.diagramDrawing office.classificationlabels',
  'excel.slicer excel.slicerCache excel.timeline excel.timelineCache excel.threadedcomments excel.person',
  'excel.rdrichvalue excel.rdrichvaluestructure excel.rdrichvaluetypes excel.richvaluerel excel.rdarray',
  'excel.rdsupportingpropertybag excel.rdsupportingpropertybagstructure excel.richstyles',
  'excel.featurepropertybag excel.namedsheetviews excel.wsSortMap',
].join(' ');

const named = (prefix: string, names: string, suffix = '+xml'): string[] =>
  names.split(' ').map((name) => `${prefix}${name}${suffix}`);

const contentTypes = new Set(
  [
    ...named(`${open}officedocument.wordprocessingml.`, word),
    ...named(`${open}officedocument.spreadsheetml.`, excel),
    ...named(`${open}officedocument.drawingml.`, drawing),
    ...named('application/vnd.ms-', ofMicrosoft),
    ...named(
      `${open}officedocument.`,
      'theme themeOverride drawing extended-properties custom-properties customXmlProperties',
    ),
    ...named(`${open}package.`, 'core-properties relationships digital-signature-xmlsignature'),
    `${open}officedocument.vmlDrawing`,
    `${open}officedocument.obfuscatedFont`,
    `${open}officedocument.spreadsheetml.customProperty`,
    ...named(`${open}officedocument.`, 'spreadsheetml wordprocessingml', '.printerSettings'),
    ...named(`${open}package.digital-signature-`, 'origin certificate', ''),
    'application/xml',
    'text/xml',
    'application/x-font-ttf',
    'application/x-fontdata',
  ].map((type) => type.toLowerCase()),
);

/** A whole file within a file, as the numbers behind a chart: it is looked into by the same rules. */
const packageTypes = new Set(
  ['spreadsheetml.sheet', 'wordprocessingml.document'].map((name) => `${open}officedocument.${name}`),
);

/** Why a part, a relationship or an element is not taken. */
export type OfficeRefusal = 'has-macros' | 'embeds-object' | 'fetches-by-itself' | 'unknown-part';

const causes: [RegExp, OfficeRefusal][] = [
  [/macro|vba|dialogsheet|keymapcustomizations|attachedtoolbars|script/, 'has-macros'],
  [
    /externallink|connection|querytable|volatiledependencies|webextension|extensibility|\+data$|webimage|attachedtemplate|mailmerge|webvideo|link$|webpr$|dbpr$|olappr$|webpublish|frame$|subdoc/,
    'fetches-by-itself',
  ],
  [
    /ole|activex|control|ctrlprop|afchunk|altchunk|foreignobject|presentation|text\/|rtf|rfc822|video|audio|powerpivot|\.binary/,
    'embeds-object',
  ],
];
/** What something is refused for, by the name of its kind. */
export const causeOf = (kind: string): OfficeRefusal =>
  causes.find(([names]) => names.test(kind.toLowerCase()))?.[1] ?? 'unknown-part';

export const isPackage = (contentType: string): boolean => packageTypes.has(contentType);

/** By the type of a part, without its parameters. */
export const isHarmlessPart = (contentType: string): boolean =>
  contentTypes.has(contentType) || packageTypes.has(contentType) || /^image\/[\w.+-]+$/.test(contentType);

/** By the last word of its type: there are three families of the same words (transitional, strict, Microsoft's). */
const relationships = new Set(
  [
    'officeDocument core-properties extended-properties custom-properties thumbnail classificationlabels',
    'coreProperties extendedProperties customProperties',
    'origin signature certificate customXml customXmlProps theme themeOverride image hdphoto hyperlink',
    'chart chartEx chartStyle chartColorStyle chartUserShapes drawing vmlDrawing font printerSettings package',
    'diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing',
    'styles stylesWithEffects settings webSettings fontTable numbering footnotes endnotes header footer',
    'comments commentsExtended commentsIds commentsExtensible people glossaryDocument documentTasks bibliography',
    'worksheet chartsheet sharedStrings calcChain table tableSingleCells pivotTable pivotCacheDefinition',
    'pivotCacheRecords sheetMetadata xmlMaps customProperty revisionHeaders revisionLog usernames',
    'slicer slicerCache timeline timelineCache threadedComment person namedSheetView wsSortMap',
    'rdRichValue rdRichValueStructure rdRichValueTypes richValueRel rdArray rdSupportingPropertyBag',
    'rdSupportingPropertyBagStructure richStyles FeaturePropertyBag',
  ]
    .join(' ')
    .toLowerCase()
    .split(' '),
);

/** What a link leads to by a click, and by nothing but a click: the web, or a letter. No file, no share. */
export const isClickable = (target: string): boolean =>
  /^(https?:\/\/[^/\\]|mailto:|tel:|#)/i.test(target.trim()) && !/[\\\u0000-\u001f]/.test(target.trim());

/**
 * Why a part may not be tied to another one, or to something elsewhere, in this way; null where it may.
 * @param type the whole type of the relationship
 */
export function refusalOfRelationship(type: string, mode: string, target: string): OfficeRefusal | null {
  const kind = /[^/]*$/.exec(type.trim().toLowerCase())?.[0] ?? '';
  if (mode.trim().toLowerCase() === 'external')
    return kind === 'hyperlink' && isClickable(target) ? null : 'fetches-by-itself';
  // An address within the file begins with a part's name: a scheme or a share is none.
  if (/^\s*([a-z][a-z0-9+.-]*:|\\\\|\/\/)/i.test(target)) return 'fetches-by-itself';
  return relationships.has(kind) ? null : causeOf(kind);
}
