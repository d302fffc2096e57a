/** Ways to say the same thing otherwise that need no model of language. */

/** Sentences that lead up to anything. */
const FRAMES = [
  'This concerns {}.',
  'Somebody mentioned {} last week.',
  'We have had {} here before.',
  'Please keep {} in mind.',
] as const;

/** A trigger in a sentence of English that it was not found in; each index has another one. */
export function framed(words: string, index: number): string {
  return (FRAMES[index % FRAMES.length] ?? FRAMES[0]).replace('{}', () => words);
}

/** The words from behind; undefined of one word. */
export function reordered(words: string): string | undefined {
  const turned = words.split(/\s+/).toReversed().join(' ');
  return turned === words ? undefined : turned;
}

type Name = readonly [what: string, text: string];

/** What else a country or a year is called, by the tables of Unicode (CLDR): other names than this one, and none of anything else. */
export function otherNames(words: string): readonly Name[] {
  const names = /^(?:19|20)\d\d$/.test(words) ? yearsOf(words) : countriesOf(words);
  return names.filter(([, text]) => text.toLowerCase() !== words.toLowerCase());
}

function yearsOf(year: string): readonly Name[] {
  const inDigits = (locale: string): string =>
    new Intl.NumberFormat(locale, { useGrouping: false }).format(Number(year));
  return [
    ['its last two digits', `’${year.slice(2)}`],
    ['in Chinese digits', inDigits('zh-u-nu-hanidec')],
    ['in Arabic digits', inDigits('ar-u-nu-arab')],
  ];
}

const LANGUAGES = [
  ['its German name', 'de'],
  ['its French name', 'fr'],
  ['its Chinese name', 'zh'],
] as const;

function countriesOf(words: string): readonly Name[] {
  const code = codes().get(words.toLowerCase());
  if (code === undefined) return [];
  return LANGUAGES.flatMap(([what, locale]): readonly Name[] => {
    const name = namesIn(locale).of(code);
    return name === undefined ? [] : [[what, name]];
  });
}

const namesIn = (locale: string): Intl.DisplayNames => new Intl.DisplayNames([locale], { type: 'region' });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
let known: ReadonlyMap<string, string> | undefined;

/** Codes by their English names, as CLDR has them: of countries, some no longer in use, and a few others. */
function codes(): ReadonlyMap<string, string> {
  if (known !== undefined) return known;
  const english = namesIn('en');
  const pairs = [...ALPHABET].flatMap((a) => [...ALPHABET].map((b) => a + b));
  known = new Map(
    pairs.flatMap((code) => {
      const name = english.of(code);
      return name === undefined || name === code ? [] : [[name.toLowerCase(), code] as const];
    }),
  );
  return known;
}
