/** Stands in a wording for anything of its kind. */
export type Special = '{number}' | '{year}' | '{day}';

export const isSpecial = (part: string): part is Special => Object.hasOwn(SPOTS, part);

/** A year that people write about. Over folded text. */
const YEAR = /(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)/gu;

/** A day with its month, in words or digits. */
const DAY =
  /(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{1,2}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|[\d〇零一二三四五六七八九十]{1,3}月[\d〇零一二三四五六七八九十]{1,3}(?:日|号)|(?<!\d)\d{1,2}(?:-го)? (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\p{L}*|(?<!\d)\d{1,2} (?:من )?(?:شهر )?(?:يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيو|حزيران|يوليو|تموز|اغسطس|اب|سبتمبر|ايلول|اكتوبر|تشرين|نوفمبر|ديسمبر|كانون|شباط|اذار)/gu;

/** A count: no year, and no part of a date. */
const NUMBER =
  /(?<![\d.,])(?!(?:1[5-9]|20)\d\d(?!\d|[.,]\d))\d+(?:[.,]\d+)*(?! ?(?:月|日|号))|(?<!\p{L})(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|life)(?!\p{L})|[〇零一二三四五六七八九十百千万亿两数]+(?=[余多]?(?:个|名|人|条|票|国|座|年|天|月有期|岁|位|所|艘|架|次|万|亿|间|项|件|席|种|省))|(?<!\p{L})(?:од(?:ин|ного|на|ну)|дв[аеу][а-я]*|тр(?:и|ех|оих)|четыр[а-я]*|пят[а-я]*|шест[а-я]*|сем[ьи][а-я]*|восем[а-я]*|восьм[а-я]*|девят[а-я]*|десят[а-я]*|сорок[а-я]*|сто|ста|сот[а-я]*|сотн[а-я]*|тысяч[а-я]*|миллион[а-я]*|пожизненн[а-я]*)(?!\p{L})|(?<!\p{L})[وبل]?(?:ال)?(?:واحد[اة]?|اثن[ايت]\p{L}*|سنتين|عامين|ثلاث\p{L}*|اربع\p{L}*|خمس\p{L}*|ست(?:ة|ين|ون)?|سبع\p{L}*|ثمان\p{L}*|تسع\p{L}*|عشر\p{L}*|مئ\p{L}*|مائ\p{L}*|الف|الاف|الوف|عشرات|مليون\p{L}*|ملايين|مؤبد)(?!\p{L})/gu;

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
