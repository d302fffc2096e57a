const HAN: Readonly<Record<string, number>> = Object.fromEntries(
  [...'〇一二三四五六七八九']
    .map((one, at) => [one, at] as const)
    .concat([
      ['零', 0],
      ['两', 2],
      ['兩', 2],
    ]),
);
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Number words of English and Russian, as they are said of dead, years and months. */
const WORDS: Readonly<Record<string, number>> = {
  ...numbered(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  ...tens('twenty thirty forty fifty sixty seventy eighty ninety'),
  ...numbered(
    'один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
  ),
  ...tens('двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'),
  ...numbered(
    'одного двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати',
  ),
  ...tens('двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста'),
};

function numbered(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, at) => [word, at + 1]));
}

function tens(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, at) => [word, 10 * (at + 2)]));
}

/** A text with numbers in digits that it has in words: Chinese ones below ten thousand, English and Russian ones below a hundred. */
export const inDigits = (text: string): string =>
  text
    .replaceAll(/[〇零一二三四五六七八九十百千两兩]{2,12}/gu, (run) => hanNumber(run) ?? run)
    .replaceAll(/\p{L}+(?:[- ]\p{L}+)?/gu, (run) => wordNumber(run) ?? run);

/** Years are said digit by digit. */
function hanNumber(run: string): string | undefined {
  if (!/[十百千]/u.test(run)) return [...run].map((one) => HAN[one]).join('');
  let [sum, last] = [0, 0];
  for (const one of run) {
    const step = STEPS[one];
    if (step === undefined) last = HAN[one] ?? 0;
    else {
      sum += (last === 0 ? 1 : last) * step;
      last = 0;
    }
  }
  return String(sum + last);
}

function wordNumber(run: string): string | undefined {
  const words = run.toLowerCase().replaceAll('ё', 'е').split(/[- ]/);
  const values = words.map((word) => WORDS[word]);
  const [first, second] = values;
  if (first === undefined)
    return second === undefined ? undefined : `${run.slice(0, -(words[1] ?? '').length)}${second}`;
  if (words.length === 1) return String(first);
  if (second === undefined) return `${first}${run.slice((words[0] ?? '').length)}`;
  return first >= 20 && first % 10 === 0 && second < 10 ? String(first + second) : undefined;
}
