/** Stands in a wording for anything of its kind. */
export type Special = '{number}' | '{year}' | '{day}';

/** Whether a part of a wording stands for anything of a kind. */
export const isSpecial = (part: string): part is Special => Object.hasOwn(SPOTS, part);

/** Not within another number: 1,200 is one, and a number behind a Chinese comma, which folds to one of these, is its own. */
const BEGINS = String.raw`(?<!\d|\d[.,])`;
const ENDS = String.raw`(?!\d|[.,]\d)`;
/** No letter of a word goes on. */
const WORD = String.raw`(?!\p{L})`;
const FROM = String.raw`(?<!\p{L})`;
const HAN_DIGIT = '[〇零一二三四五六七八九十百千万亿两]';

/** A year that people write about. Over folded text. */
const YEAR = new RegExp(String.raw`${BEGINS}(?:1[5-9]|20)\d\d${ENDS}`, 'gu');

const MONTHS = {
  en: 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  ru: 'январ[яье]|феврал[яье]|марта?|апрел[яье]|ма[йя]|июн[яье]|июл[яье]|августа?|сентябр[яье]|октябр[яье]|ноябр[яье]|декабр[яье]',
  ar: 'يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيو|حزيران|يوليو|تموز|اغسطس|اب|سبتمبر|ايلول|اكتوبر|تشرين|نوفمبر|ديسمبر|كانون|شباط|اذار',
} as const;

/** A day with its month, in words or digits. */
const DAY = new RegExp(
  [
    String.raw`${BEGINS}\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS.en})${WORD}`,
    String.raw`${FROM}(?:${MONTHS.en})\.? \d{1,2}(?:st|nd|rd|th)?${ENDS}`,
    String.raw`${BEGINS}\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)`,
    String.raw`${BEGINS}\d{4}-\d{1,2}-\d{1,2}(?!\d)`,
    String.raw`(?:${BEGINS}\d{1,2}|(?<!${HAN_DIGIT})[一二三四五六七八九十]{1,2})月(?:\d{1,2}|${HAN_DIGIT}{1,3})(?:日|号)`,
    String.raw`${BEGINS}\d{1,2}(?:-го)? (?:${MONTHS.ru})${WORD}`,
    String.raw`${BEGINS}\d{1,2} (?:من )?(?:شهر )?(?:${MONTHS.ar})${WORD}`,
  ].join('|'),
  'gu',
);

/** What Chinese counts, behind its number. */
const COUNTED = '个|名|人|条|票|国(?!两|家|际)|座|年|天|岁|位|所|艘|架|次|万|亿|间|项|件|席|种|省';

/** A count: no year, and no part of a date. */
const NUMBER = new RegExp(
  [
    String.raw`${BEGINS}(?!(?:1[5-9]|20)\d\d${ENDS})\d+(?:[.,]\d+)*(?!\d)(?! ?(?:月|日|号))`,
    String.raw`${FROM}(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|life)${WORD}`,
    // Bounded, and begun only where a run begins: linear in whatever stands there (CWE-1333). 一 alone is an article.
    String.raw`(?<!${HAN_DIGIT})(?!一(?!${HAN_DIGIT}))${HAN_DIGIT}{1,12}(?=[余多]?(?:${COUNTED}))`,
    String.raw`${FROM}(?:дв[ае]|двух|двум|двумя|тр(?:и|ех|ем|емя)|четыр(?:е|ех|ем|ьмя)|пят(?:ь|и|ью|еро)|шест(?:ь|и|ью|еро)|сем(?:ь|ью|еро)|восем(?:ь|ью)|восьми|девят(?:ь|и|ью)|десят(?:ь|и|ью|ок|ки|ков|ками)|(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцат(?:ь|и|ью)|двадцат(?:ь|и|ью)|тридцат(?:ь|и|ью)|сорока?|(?:пять|шесть|семь|восемь)десят|(?:пяти|шести|семи|восьми)десяти|девяносто?а?|ста?|двести|двухсот|триста|трехсот|четыреста|(?:пять|шесть|семь|восемь|девять)сот|сот(?:ен|ни|нями|нях|ня)|тысяч(?:а|и|у|ей|ами|ах)?|миллион(?:а|ы|ов|ами)?|пожизненн(?:о|ое|ого|ому|ым))${WORD}`,
    String.raw`${FROM}[وبل]?(?:ال)?(?:اثن(?:ان|ين|تان|تين|ا|ي) ?(?:عشر)?|سنتين|عامين|ثلاث(?:ة|ون|ين|مئة|مائة)?|اربع(?:ة|ون|ين|مئة|مائة)?|خمس(?:ة|ون|ين|مئة|مائة)?|ست(?:ة|ون|ين|مئة|مائة)?|سبع(?:ة|ون|ين|مئة|مائة)?|ثمان(?:ي|ية|ون|ين|مئة|مائة)?|تسع(?:ة|ون|ين|مئة|مائة)?|عشر(?:ة|ون|ين|ات)?|مئ(?:ة|ات|تين|تان)|مائ(?:ة|تين|تان)|الف|الاف|الوف|مليون(?:ا|ين|ان)?|ملايين|مؤبد|المؤبد)${WORD}`,
  ].join('|'),
  'gu',
);

const SPOTS: Readonly<Record<Special, RegExp>> = { '{number}': NUMBER, '{year}': YEAR, '{day}': DAY };

/**
 * Where in `[from, to)` of a folded text the first of a kind stands. A number that belongs to a day is none: days are stepped
 * over.
 */
export function spotted(
  text: string,
  kind: Special,
  from: number,
  to: number,
): { readonly at: number; readonly end: number } | undefined {
  const sentence = text.slice(from, to);
  const rest = kind === '{number}' ? sentence.replaceAll(DAY, (day) => ' '.repeat(day.length)) : sentence;
  const [hit] = rest.matchAll(SPOTS[kind]);
  return hit === undefined ? undefined : { at: from + hit.index, end: from + hit.index + hit[0].length };
}
