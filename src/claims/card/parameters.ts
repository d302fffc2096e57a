import { NUMBER, POWER, stated } from './number.ts';
import type { Sentence } from './sentence.ts';
import type { StatementOf } from './statement.ts';

/** Words of sentences on other models, on parts of this one, or on several sizes. */
const OTHERS =
  /\b(?:compar\w*|than|outperform\w*|versus|vs|surpass\w*|teachers?|distill\w*|drafts?|famil(?:y|ies)|series|suite|collection|rang(?:e|es|ing)|sizes|both|encoder|adapters?|lora|qlora|projector|tokenizer|reward|classifier|head|similar|like|such as|or|trainable|merge\w*|base model|quantized from|larger|smaller|effective)\b/i;

/** `7B parameters`, `671B total parameters`. */
const BEFORE = new RegExp(
  String.raw`${NUMBER}(?:${POWER})?\+?[- ]?((?:(?:total|active|activated|trainable|non-embedding|model|dense|learnable)[- ]){0,3})param(?:eter)?s?\b`,
  'gi',
);
/** `37B activated`, `3.3B active`. */
const ACTIVE = new RegExp(String.raw`${NUMBER}${POWER} (?:parameters )?(?:are )?activ(?:e|ated)\b`, 'gi');
/** `Number of parameters: 7.61B`, `| Parameters | 7B |`, `Model size: 7B`. */
const LABEL =
  /^\|? ?(?:(?:number|#|no\.?|count) (?:of )?|model )?(total |activated |active )?(?:param(?:eter|ater)s?(?: count| size)?|size)(?: ?\((total|non-embedding|active|activated)\))? ?[:|=]/i;
const BEHIND_LABEL = new RegExp(String.raw`${NUMBER}(?:${POWER})?`, 'i');

type Parameters = StatementOf<'parameters'>;

const which = (words: string): Parameters['which'] =>
  /activ/i.test(words) ? 'active' : /non-embedding/i.test(words) ? 'non-embedding' : 'total';

/** Plain counts under this are layers, heads and the like. */
const LEAST = 1_000;

export function parametersIn(sentence: Sentence): Parameters[] {
  const { text } = sentence;
  const own = !OTHERS.test(text) && sentence.kind !== 'heading';
  const found: Parameters[] = [];
  const add = (match: RegExpMatchArray, kind: Parameters['which'], mine = own): void => {
    const [whole, digits = '', fraction = '', power = ''] = match;
    const end = (match.index ?? 0) + whole.length;
    const number = stated(digits, fraction, power, text.slice(0, match.index), text.slice(end, end + 1));
    if (number.value >= LEAST) found.push({ ...number, what: 'parameters', which: kind, own: mine, in: sentence });
  };
  for (const match of text.matchAll(ACTIVE)) add(match, 'active');
  for (const match of text.matchAll(BEFORE)) add(match, which(match[4] ?? ''));
  const label = LABEL.exec(text);
  if (label === null) return found;
  // A row with several numbers is of several models, or of parts of one.
  const rest = text.slice(label[0].length);
  const numbers = [...rest.matchAll(new RegExp(BEHIND_LABEL, 'gi'))].slice(0, 20);
  const alone = sentence.kind !== 'row' || numbers.length === 1;
  for (const match of sentence.kind === 'row' ? numbers : numbers.slice(0, 1)) {
    if (match[3] === undefined && !/,/.test(match[1] ?? '') && (match[1] ?? '').length < 6) continue;
    const words = `${label[1] ?? ''}${label[2] ?? ''}`;
    add(match, which(words), own && alone);
  }
  return found;
}

/** A size in the front matter: `model_size: 7B`. */
export function sizeIn(key: string, value: string, line: number): Parameters[] {
  if (!/^(?:model_size|parameters|params|num_parameters|parameter_count|size)$/i.test(key)) return [];
  const match = new RegExp(String.raw`^~?${NUMBER}(?:${POWER})?\+?(?: param(?:eter)?s?)?$`, 'i').exec(value);
  if (match === null) return [];
  const number = stated(match[1] ?? '', match[2] ?? '', match[3] ?? '');
  const sentence = { text: `${key}: ${value}`, line, kind: 'row' } as const;
  return number.value < LEAST ? [] : [{ ...number, what: 'parameters', which: 'total', own: true, in: sentence }];
}
