/**
 * Whether a word can be a Vietnamese syllable by its spelling: an initial, a rime, one tone at most. After the rules of
 * spelling for chữ quốc ngữ (Hoàng Phê, Từ điển chính tả). Names of other peoples of Viet Nam need not be ones: what is said
 * here is pointed out to a person, and never refused.
 */
const initials = 'ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x'.split(' ');
const rimes = new Set(
  [
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây',
    'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu',
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot',
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut',
    'uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu',
    'ynh yt ych yn',
  ]
    .join(' ')
    .normalize('NFC')
    .split(' '),
);
/** Every one, without its tone. 'gì', 'giếng': the i of the initial is that of the rime. */
const syllables = new Set([
  ...[...rimes].flatMap((rime) => ['', ...initials].map((initial) => initial + rime)),
  ...['gi', ...[...rimes].filter((rime) => rime.startsWith('i')).map((rime) => `g${rime}`)],
]);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

export function isVietnameseSyllable(word: string): boolean {
  const marks = word.normalize('NFD').toLowerCase();
  let toneMarks = 0;
  const plain = marks.replace(tones, () => (toneMarks++, '')).normalize('NFC');
  return toneMarks <= 1 && syllables.has(plain);
}

/** The words of a text, without signs and numbers between them. */
export const lettersOf = (text: string): string[] => text.match(/[\p{L}\p{M}]+/gu) ?? [];

/** As much of a text as tells in what it is written. */
const LOOKED_AT = 300;

/**
 * How much of a text is Vietnamese, from 0 to 1: of its words that have more than plain Latin letters, if it has such.
 * @param lookedAt characters from its beginning
 */
export function vietnameseShare(text: string, lookedAt = LOOKED_AT): number {
  const words = text
    .slice(0, lookedAt)
    .split(/\s+/u)
    .filter((word) => /[^\u0000-\u007f]/u.test(word));
  const good = words.filter((word) => {
    const bare = word.replace(/^[\p{P}\d]+|[\p{P}\d]+$/gu, '');
    return bare === '' || isVietnameseSyllable(bare);
  });
  return words.length === 0 ? 1 : good.length / words.length;
}
