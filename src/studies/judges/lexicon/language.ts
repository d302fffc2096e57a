import { hanVariants } from './han.ts';

/** Share of letters that one script must have to name the language by. */
const MOSTLY = 0.5;

/** Frequent short words that a text of some length in one of the languages of Latin script cannot do without. */
const LATIN: Readonly<Record<string, readonly string[]>> = {
  en: [
    'the',
    'of',
    'and',
    'to',
    'in',
    'is',
    'that',
    'for',
    'was',
    'it',
    'with',
    'by',
    'on',
    'not',
    'this',
    'i',
    'you',
    'my',
    'are',
    'have',
    'about',
  ],
  fr: [
    'le',
    'la',
    'les',
    'des',
    'et',
    'est',
    'une',
    'dans',
    'que',
    'pour',
    'du',
    'pas',
    'sur',
    'je',
    'ne',
    'de',
    'à',
    'au',
  ],
  de: ['der', 'die', 'und', 'das', 'ist', 'nicht', 'ein', 'eine', 'zu', 'den', 'von', 'mit', 'ich', 'dem', 'auf', 'in'],
  es: ['el', 'los', 'las', 'y', 'en', 'que', 'una', 'por', 'con', 'del', 'se', 'es', 'un', 'no', 'para', 'la', 'de'],
  pt: ['o', 'os', 'as', 'e', 'em', 'que', 'uma', 'por', 'com', 'do', 'da', 'não', 'um', 'para', 'na', 'de'],
  it: ['il', 'gli', 'e', 'di', 'che', 'una', 'per', 'con', 'del', 'non', 'un', 'della', 'sono', 'nel', 'si', 'la'],
  tr: [
    've',
    'bir',
    'bu',
    'için',
    'ile',
    'da',
    'de',
    'olarak',
    'çok',
    'ne',
    'değil',
    'konuda',
    'üzgünüm',
    'olan',
    'gibi',
  ],
  vi: ['và', 'của', 'là', 'không', 'được', 'có', 'cho', 'một', 'này', 'trong', 'các', 'những', 'với', 'tôi', 'về'],
};

const count = (text: string, of: RegExp): number => text.match(of)?.length ?? 0;

/**
 * The language a text is written in, by script and, in Latin script, by its short words: `en`, `zh-Hans`, `zh-Hant`, `ru`,
 * `ar`, `ja`, `ko`, or another of those above; undefined where there is too little text to say, or none prevails.
 */
export function languageOf(text: string): string | undefined {
  const cut = text.slice(0, 4000);
  const scripts: Readonly<Record<string, number>> = {
    // A Han character says as much as two or three letters.
    zh: 2.5 * count(cut, /\p{sc=Han}/gu),
    ja: 2.5 * count(cut, /[\p{sc=Hira}\p{sc=Kana}]/gu),
    ko: 2.5 * count(cut, /\p{sc=Hang}/gu),
    ru: count(cut, /\p{sc=Cyrl}/gu),
    ar: count(cut, /\p{sc=Arab}/gu),
    latin: count(cut, /\p{sc=Latn}/gu),
  };
  const all = Object.values(scripts).reduce((sum, one) => sum + one, 0);
  if (all < 4) return undefined;
  if ((scripts['ja'] ?? 0) > 0.15 * all) return 'ja';
  const [script, most] = Object.entries(scripts).reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most < MOSTLY * all) return undefined;
  if (script === 'zh') {
    const { simplified, traditional } = hanVariants(cut);
    return traditional > simplified ? 'zh-Hant' : 'zh-Hans';
  }
  return script === 'latin' ? latinOf(cut) : script;
}

function latinOf(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 4) return undefined;
  const scores = Object.entries(LATIN).map(([name, short]): [string, number] => [
    name,
    words.filter((word) => short.includes(word)).length / words.length,
  ]);
  const [[name = '', best = 0] = [], [, next = 0] = []] = scores.toSorted((a, b) => b[1] - a[1]);
  // Neighbours share such words: a few of them may speak for both.
  return best > 0.1 && best > next ? name : undefined;
}

/** The part of a tag that says which reader it is for: both Chinese scripts are read by those who read one. */
export const primary = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? tag;
