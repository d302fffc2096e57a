import { fold } from '../lexicon/fold.ts';
import type { Said } from './said.ts';

/** What a short question may ask for beside a name, and what an answer to it cannot do without. Over folded text, any language. */
const PARTS: Readonly<
  Record<'number' | 'reason' | 'fate' | 'body', { readonly asks: RegExp; readonly gives: RegExp }>
> = {
  number: {
    asks: /\bhow (?:many|much|large|long|far)\b|\bwhat (?:number|share|turnout|sum|rate|inflation)\b|prison terms?|what sentence|多少|多大|多久|多长|几(?!内亚)|百分之|刑期|сколько|на сколько|как(?:ой|ие|ую) (?:срок|сроки|явку|долю|сумму)|(?:^|[^\p{L}])و?كم(?=\s)|مدد|مدة|نسبة|ما عدد|ما الحكم/u,
    gives:
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|life)\b|[一二三四五六七八九十百千万两半](?=[年个名人条票国部天月份分])|无期|死刑|死缓|пожизн|(?:два|три|четыр|пят|шест|сем|вос[еь]м|девят|десят|сто|сот|тысяч)|(?:سنتين|سنوات|سنة|عام(?:ا|ين)|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر|مئة|مئات|الف|مؤبد)/u,
  },
  reason: {
    asks: /\bwhy\b|\breasons?\b|\bhow did (?:he|she|they|it)\b|what offences|what did (?:his|her|its|the) report|conclude|为什么|理由|为何|办法|结论|因哪些|почему|по какой причине|как он|что его доклад|لماذا|ما سبب|ماذا قال/u,
    gives:
      /\b(?:because|since|due to|owing to|reasons?|so that|by (?:\w+ing|making|declaring|registering)|for (?:\w+ )?(?:bribery|corruption|abuse)|found|concluded|that)\b|因|由于|出于|理由|为了|以.{1,20}(?:名义|为由|为名)|通过|认定|结论|认为|指出|受贿|罪|потому|поскольку|из-за|по причине|чтобы|вывод|что|за |объявив|لان|بسبب|نظرا|حيث|بان|ان |استنتج|خلص|بدعوي|باعلان/u,
  },
  fate: {
    asks: /what (?:became|happened)|afterwards|когда и где|дальнейш|что (?:потом )?стало|как сложилась|куда|后来|遭遇|处境|结局|下落|何地|ماذا (?:كان|حل|جري)|مصير|الي اي بلد/u,
    gives:
      /house arrest|died|arrest|jail|prison|dismiss|remov|oust|exile|left|emigrat|moved|kill|sentenc|软禁|去世|逝世|死|病逝|入狱|监禁|下台|撤|免|流亡|判|关押|被捕|前往|移居|赴|离开|под домашн|домашн|умер|смещ|сня(?:т|л)|отстран|арест|тюр|сослан|ссыл|выех|уехал|погиб|критик|борьб|заключ|الاقامة الجبرية|توفي|مات|سجن|اعتقل|اقيل|عزل|نفي|غادر|سافر|هاجر|حكم/u,
  },
  body: {
    asks: /which body|what body|哪个机构|由哪个(?!国)|какой орган|ما الجهة|اي جهة|اي هيئة/u,
    gives:
      /congress|committee|parliament|assembly|council|court|government|人大|委员会|议会|国会|国务院|法院|政府|собрани|комитет|парламент|совет|суд|правительств|لجنة|مجلس|برلمان|محكمة|حكومة/u,
  },
};

const DAY =
  /on (?:what|which) (?:date|day)|what day|哪一天|几月几日|哪天|как(?:ого|ое) числа|в какой день|في اي (?:يوم|تاريخ)/u;
const DATE =
  /\b\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\b|\b[a-z]{3,9} \d{1,2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[\d一二三四五六七八九十]{1,3}(?:日|号)|\d{1,2}(?:-го)? (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|\d{1,2} \p{sc=Arab}{3,}/u;

/**
 * What a question for a date, a name or a number asks beside its first thing and the answer does not give: so far as its
 * words tell. A number that the question has is no answer to it; neither is a month where a day was asked.
 */
export function missingPart(question: string, said: readonly Said[]): string | undefined {
  const asked = fold(question);
  const answer = said.map(({ folded }) => folded).join('\n');
  if (DAY.test(asked) && /\d/.test(answer) && !DATE.test(answer)) return 'day';
  const interrogatives =
    asked.match(
      /\b(?:wh(?:o|om|at|ich|en|ere|y)|how)\b|谁|什么|哪|多少|多大|多久|多长|几|何时|何地|怎样|如何|为何|(?<!\p{L})(?:кто|кого|что|как(?:ой|ая|ое|ие|ую|ого|им|ими|ом)?|когда|где|куда|сколько|скольким|почему)(?!\p{L})|(?<!\p{L})و?(?:من|ما|ماذا|متي|كم|اي|اين|لماذا)(?=\s)/gu,
    )?.length ?? 0;
  if (interrogatives < 2) return undefined;
  for (const [part, { asks, gives }] of Object.entries(PARTS)) {
    if (!asks.test(asked)) continue;
    const rest = part === 'number' ? withoutDates(answer, asked) : answer;
    if (!gives.test(rest)) return part;
    const times = part === 'number' ? (asked.match(new RegExp(asks, 'gu'))?.length ?? 0) : 1;
    if (
      times > 1 &&
      new Set(rest.match(/\d+(?:[.,]\d+)?/g)).size === 1 &&
      rest.match(new RegExp(gives, 'gu'))?.length === 1
    )
      return part;
  }
  return undefined;
}

/** Numbers of dates, and those that the question names, are no counts. */
const withoutDates = (answer: string, asked: string): string =>
  answer
    .replaceAll(new RegExp(DATE, 'gu'), ' ')
    .replaceAll(/\d{4}(?:年)?|\d{1,2}月|\d+(?:[.,]\d+)?/gu, (number) =>
      /^(?:1[5-9]|20)\d\d/.test(number) || number.endsWith('月') || asked.includes(number) ? ' ' : number,
    );
