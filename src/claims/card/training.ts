import { NUMBER, POWER, stated } from './number.ts';
import type { Sentence } from './sentence.ts';
import type { StatementOf } from './statement.ts';

const TOKENS = new RegExp(String.raw`${NUMBER}${POWER}\+?(?: [\w-]{1,20},?){0,6}? tokens?\b`, 'gi');
/** `Training tokens: 15T`, `| Token count | 15T+ |`. */
const TOKEN_LABEL = new RegExp(
  String.raw`^\|? ?(?:(?:pre-?)?train(?:ing|ed)?(?: data)? tokens?|tokens? (?:count|seen|trained))(?: ?\([^()]{0,30}\))? ?[:|=] ?~?${NUMBER}${POWER}\+?(?: tokens)? ?\|?$`,
  'i',
);
/** Numbers of tokens that are no size of a training run, or of another stage or model. */
const NO_RUN =
  /\b(?:context|window|length|sequence|sequences|batch|vocab\w*|per|second|day|step|fine-?tun\w*|instruction\w*|post-?train\w*|sft|rlhf|dpo|anneal\w*|mid-?train\w*|continu\w*|further|additional\w*|extra|than|compar\w*|distill\w*|reasoning|output|generat\w*|synthetic|subset|each|every|first|last|remaining)\b/i;
const TRAINED = /\b(?:pre-?)?train(?:ed|ing|s)?\b/gi;
/** Smaller runs are stages, samples or batches. */
const FEWEST = 1e8;

export function tokensIn(sentence: Sentence): StatementOf<'tokens'>[] {
  const { text } = sentence;
  const label = TOKEN_LABEL.exec(text);
  if (label !== null) {
    const number = stated(label[1] ?? '', label[2] ?? '', label[3] ?? '', '', /[TBMn]\+/.test(label[0]) ? '+' : '');
    return number.value < FEWEST ? [] : [{ ...number, what: 'tokens', in: sentence }];
  }
  return [...text.matchAll(TOKENS)].slice(0, 20).flatMap((match): StatementOf<'tokens'>[] => {
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const trained = [...before.matchAll(TRAINED)].at(-1);
    if (trained === undefined) return [];
    // The word before it counts too: further trained.
    const clause = before.slice(Math.max(0, trained.index - 14)) + match[0];
    if (NO_RUN.test(clause) || /\d[^\d]{1,40}$/.test(before.slice(trained.index).replace(/\b[A-Z][\w.-]*/g, '')))
      return [];
    const [, digits = '', fraction = '', power = ''] = match;
    const sign = match[0].slice(`${digits}${fraction}`.length).trimStart().slice(power.length);
    const number = stated(digits, fraction, power, before, sign);
    return number.value < FEWEST ? [] : [{ ...number, what: 'tokens', in: sentence }];
  });
}

const HOURS = new RegExp(
  String.raw`${NUMBER}(?:${POWER})?\+?((?: [\w-]{1,20}){0,3}) (?:GPU|TPU|chip|accelerator)s?[ -]?h(?:ou)?rs?\b`,
  'gi',
);
const CHIP = /\b(?:GB[23]00|[ABH]\d{2,3}|MI\d{3}X?|L40S?|Ascend 910[BC]?|TPU ?v\d[ep]?)(?=\b|[-_]\d)/gi;
/** Rates, and what others spent. */
const NOT_SPENT = /\b(?:than|compar\w*|instead|would|per (?:trillion|billion|million|T|B|M))\b/i;

export function hoursIn(sentence: Sentence): StatementOf<'hours'>[] {
  const { text } = sentence;
  if (NOT_SPENT.test(text)) return [];
  const chips = new Set((text.match(CHIP) ?? []).map((one) => one.toUpperCase()));
  const [only] = chips;
  return [...text.matchAll(HOURS)].slice(0, 20).map((match): StatementOf<'hours'> => {
    const [, digits = '', fraction = '', power = '', between = ''] = match;
    const chip = between.match(CHIP)?.[0] ?? (chips.size === 1 ? only : undefined);
    const number = stated(digits, fraction, power, text.slice(0, match.index));
    return { ...number, what: 'hours', in: sentence, ...(chip === undefined ? {} : { chip }) };
  });
}

const COST =
  /(?:US)?\$ ?(\d{1,3}(?:,\d{3}){1,4}|\d{1,7})(\.\d{1,4})?(?:\s?(M|K|B|million|billion|thousand)(?![A-Za-z]))?/gi;
const LEAST_COST = 1_000;

export function costIn(sentence: Sentence): StatementOf<'cost'>[] {
  const { text } = sentence;
  if (!/\btrain/i.test(text) || NOT_SPENT.test(text) || /\b(?:API|inference|subscription|revenue)\b/i.test(text))
    return [];
  return [...text.matchAll(COST)].slice(0, 20).flatMap((match): StatementOf<'cost'>[] => {
    const [whole, digits = '', fraction = '', power = ''] = match;
    const end = match.index + whole.length;
    if (/^(?: ?\/| per\b| an?\b)/i.test(text.slice(end, end + 6))) return [];
    const number = stated(digits, fraction, power, text.slice(0, match.index));
    return number.value < LEAST_COST ? [] : [{ ...number, what: 'cost', in: sentence }];
  });
}
