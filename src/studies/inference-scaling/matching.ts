import type { Question } from './question.ts';

/** What the prompt asks for, and where an answer is looked for. */
export const ASKED = 'Think it through, then give the answer alone on a last line that begins with “Answer:”.';

/** Longer is no answer to a question of one line. */
const LONGEST = 2_000;

/** The last answer that a text gives in a form that says so; undefined where there is none. */
export function givenIn(text: string): string | undefined {
  const lines = text.split('\n');
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = (lines[at] ?? '').slice(0, LONGEST);
    const said = /^[\s*_#>]*(?:the )?(?:final )?answer(?: is)?\s*[*_]*\s*[:=]\s*(.*)$/iu.exec(line)?.[1];
    if (said !== undefined) return plain(said === '' ? (lines[at + 1] ?? '').slice(0, LONGEST) : said);
    const boxed = /\\boxed\{([^{}]*)\}/gu;
    const inside = [...line.matchAll(boxed)].at(-1)?.[1];
    if (inside !== undefined) return plain(inside);
  }
  return undefined;
}

/** Without the marks that surround an answer in Markdown and TeX. */
function plain(said: string): string | undefined {
  const boxed = /\\boxed\{([^{}]*)\}/u.exec(said)?.[1] ?? said;
  const bare = boxed.replaceAll(/[*_`$“”"']/gu, '').trim();
  const ended = bare.replace(/[.。!]+$/u, '').trim();
  return ended === '' ? undefined : ended;
}

/** Whether what was given is the right answer: numbers by value, letters of a choice, and text but for case and white space. */
export function isRight(given: string, { answers, match }: Pick<Question, 'answers' | 'match'>): boolean {
  return answers.some((answer) => {
    if (match === 'number') return numberOf(given) !== undefined && numberOf(given) === numberOf(answer);
    if (match === 'choice') return choiceOf(given) === choiceOf(answer);
    return folded(given) === folded(answer);
  });
}

/** Exact: as a canonical decimal, or a fraction of two whole numbers in lowest terms. Undefined for anything else. */
export function numberOf(text: string): string | undefined {
  const bare = text.replaceAll(/(?<=\d)[,\s](?=\d{3}(?!\d))/gu, '').replaceAll('−', '-');
  const parts = /^[^\d+.-]*([+-]?(?:\d{1,400}(?:\.\d{1,400})?|\.\d{1,400}))(?:\s*\/\s*(\d{1,400}))?\D{0,40}$/u.exec(
    bare,
  );
  if (parts === null) return undefined;
  const [, above = '', below = '1'] = parts;
  const [whole = '', part = ''] = above.replace('+', '').split('.');
  const [top, bottom] = [BigInt(whole + part), 10n ** BigInt(part.length) * BigInt(below)];
  if (bottom === 0n) return undefined;
  const common = divisor(top < 0n ? -top : top, bottom);
  // The sign of −0.5 stands in its whole part.
  return `${top / common}/${bottom / common}`;
}

function divisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

const choiceOf = (text: string): string =>
  /^[\s(]*([A-Za-z])(?:[).:\s]|$)/u.exec(text)?.[1]?.toUpperCase() ?? folded(text);

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
