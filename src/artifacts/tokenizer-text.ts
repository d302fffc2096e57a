import { printable } from '../core/printable.ts';
import type { Step, Tally } from '../formats/tokenizer/structure.ts';

/** A token as a person can read it. */
export const shown = (text: string): string => JSON.stringify(printable(text, 80));

/** The examples of a tally, and how many there are besides. */
export function listed({ count, examples }: Tally): string {
  const names = examples.map(shown).join(', ');
  return count > examples.length ? `${names} and ${count - examples.length} more` : names;
}

/** Words that honest tokenizers use for their marks without brackets around them. */
export const ROLES =
  /^(?:pad|unk|unknown|bos|eos|sep|cls|mask|start|end|blank|null|none|token|user|human|assistant|bot|system|tool|function|image|audio|video|sos|eot|eod|madeupword\d*)$/i;

/** True for an ordinary word of a table, with the sign of a space before it or not. */
export const isWord = (text: string): boolean =>
  /^[\u0120\u2581 ]?\p{L}{2,}$/u.test(text) && !ROLES.test(text.replace(/^[\u0120\u2581 ]/u, ''));

/** True where a token is written like a mark for the model and not like text: `<s>`, `[CLS]`, `<|end|>`, `__en__`. */
export function looksSpecial(text: string): boolean {
  return /^\s*(?:<.+>|\[.+\]|\{.+\}|\(.+\)|_{1,2}.+_{1,2}|#+\S+#+|@\S+@)\s*$/su.test(text) || !/\p{L}/u.test(text);
}

/** Marks in the place of something: `<url>`, `@USER`, `[NUM]`, `HTTPURL`. */
const PLACEHOLDER = /^[\s\u2581]*(?:<[^<>]*>|\[[^[\]]*\]|@?[A-Z]+)[\s\u2581]*$/;
/** What cleaning of web text honestly looks for: entities, tags, addresses. */
const WEB = /^(?:&#?\w+;|<\/?\w+\s*\/?>|\(?(?:\?:)?https?|www)/i;

/** What lets a pattern match text that it does not spell: a class, a dot, a set that is left out. */
const OPEN = /\\[pPwWsSdD]|(?<!\\)\.|\[\^|\[:\^?\w+:\]|\[[^\]]*[A-Za-z]-[A-Za-z]/;

/**
 * What a Replace, Prepend or Strip does to words, in words; undefined where it is of the ordinary kind: spaces and their
 * signs, quotes, accents, control characters. Patterns are read, never run.
 */
export function rewriting(step: Step): string | undefined {
  const content = step.content ?? '';
  if (step.own !== undefined && step.own.count > 0) {
    const [from = '', to = ''] = step.own.examples[0]?.split('\0') ?? [];
    const more = step.own.count > 1 ? ` and ${step.own.count - 1} more of the kind` : '';
    return `puts, by its compiled map, ${shown(to)} in the place of ${shown(from)}${more}`;
  }
  if (step.type === 'Prepend') return words(content) ? `puts ${shown(content)} before every text` : undefined;
  if (step.type === 'Metaspace' || step.type === 'Strip') {
    const meant = /[A-Za-z0-9]/.test(content) || (step.type === 'Strip' && OF_A_NUMBER.test(content.trim()));
    return meant ? `treats ${shown(content)} as if it were a space` : undefined;
  }
  if (step.type === 'CharDelimiterSplit')
    return /[\p{L}\p{N}]/u.test(content) ? `takes every ${shown(content)} out of the text` : undefined;
  if (step.type === 'WordPiece' || step.type === 'BPEDecoder' || step.type === 'CTC')
    return words(content) && !looksSpecial(content) ? `takes ${shown(content)} out of words` : undefined;
  if (step.type === 'Split' && step.behavior === 'Removed' && step.invert === true)
    return step.regex === true && OPEN.test(step.pattern ?? '')
      ? undefined
      : `keeps nothing of the text but ${shown(step.pattern ?? '')}`;
  if (step.type === 'Split' && step.behavior === 'Removed' && step.invert !== true) {
    const dropped = literalText(step);
    return dropped.length > 1 && !WEB.test(step.pattern ?? '')
      ? `takes ${shown(step.pattern ?? '')} out of the text`
      : undefined;
  }
  if (step.type !== 'Replace') return undefined;
  if (step.regex !== true && spellsOut(step.pattern ?? '', content)) return undefined;
  const pattern = literalText(step);
  if (
    step.stage === 'decoder' &&
    OF_A_NUMBER.test((step.pattern ?? '').trim()) &&
    content.trim() !== step.pattern?.trim()
  )
    return `puts ${shown(content)} in the place of ${shown(step.pattern ?? '')}`;
  if (pattern === literalText({ ...step, pattern: content, regex: false })) return undefined;
  const exchanges = `puts ${shown(content)} in the place of ${shown(step.pattern ?? '')}`;
  if (WEB.test(step.pattern ?? '') && (PLACEHOLDER.test(content) || !/\p{L}{2}/u.test(content))) return undefined;
  if (pattern.length > 1) return exchanges;
  if (/^[A-Za-z0-9]$/.test(pattern) && pattern.toLowerCase() !== content.toLowerCase()) return exchanges;
  return words(content) ? exchanges : undefined;
}

/** A sign without which a number is another one. */
const OF_A_NUMBER = /^[-\u2212+.,%$€£¥<>=]$/u;

/** Names of signs, as cleaning spells them out for reading and for speech. */
const NAMES: ReadonlySet<string> = new Set(
  `degree degrees percent per and at number hash plus minus equals dollar dollars euro euros pound pounds yen copyright registered trademark
  times micro ohm ohms infinity section paragraph bullet alpha beta gamma delta mu pi sigma omega`
    .trim()
    .split(/\s+/),
);

/** True where a sign is written in the letters that Unicode gives for it, or by its name: ligatures, fractions, degrees. */
function spellsOut(pattern: string, content: string): boolean {
  const sign = pattern.trim();
  if (Array.from(sign).length !== 1 || /^[A-Za-z0-9]$/.test(sign)) return false;
  if (sign.normalize('NFKC').replaceAll('\u2044', '/').trim() === content.trim()) return true;
  return /^(?:\p{S}|[&%@#])$/u.test(sign) && NAMES.has(content.trim().toLowerCase());
}

/** True where text holds a word and not only a mark. */
function words(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !PLACEHOLDER.test(text);
}

/** The letters and digits that a pattern names one by one; classes, ranges and escapes name none. */
function literalText({ pattern = '', regex }: Pick<Step, 'pattern' | 'regex'>): string {
  let text = pattern;
  if (regex === true) {
    text = text
      .replace(/\\(?:u\{?|x\{?)([\dA-Fa-f]{2,6})\}?/g, (_, hex: string) => character(Number.parseInt(hex, 16)))
      .replace(/\\[pP](?:\{[^}]*\}|.)|\[:\^?\w+:\]|\(\?(?:P?<\w+>|[a-zA-Z-]*[:)]?)|\\./g, '')
      .replace(/[^[]-[^\]]/g, '')
      .replace(/\{\d*,?\d*\}/g, '');
  } else {
    text = text.replace(/<[^<>]*>/g, '');
  }
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');
