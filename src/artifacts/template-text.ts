import type { GateSummary } from '../formats/chat-template/structure.ts';
import { harmfulElsewhere } from './template-languages.ts';
import { HARMFUL, type Pattern } from './template-patterns.ts';

/** What a text that a template adds asks of the model. */
export interface Weight {
  /** `harmful` acts against the person who talks; `instruction` asks for something; `words` only says something. */
  readonly kind: 'none' | 'words' | 'instruction' | 'harmful';
  /** Of a harmful text: what it tells the model to do, as the end of a sentence. */
  readonly why?: string;
  /** True where even a default system prompt has no honest reason for it. */
  readonly grave?: boolean;
}

const everywhere = (patterns: readonly Pattern[]): readonly Pattern[] =>
  patterns.map((one) => ({ ...one, pattern: new RegExp(one.pattern, `${one.pattern.flags}g`) }));
/** Made with the first template: most subjects that are scanned fast have none. */
let tables: { readonly english: readonly Pattern[]; readonly elsewhere: readonly Pattern[] } | undefined;
const harmful = (): NonNullable<typeof tables> =>
  (tables ??= { english: everywhere(HARMFUL), elsewhere: everywhere(harmfulElsewhere()) });

function harmIn(text: string, patterns: readonly Pattern[]): Weight | undefined {
  for (const { pattern, why, grave, negatable } of patterns) {
    for (const { index } of text.matchAll(pattern)) {
      if (negatable && NEGATION.test(text.slice(Math.max(0, index - 120), index))) continue;
      return { kind: 'harmful', why, grave };
    }
  }
  return undefined;
}

/** The sentences of a text that are not English, by its commonest words. */
function notEnglish(text: string): string {
  const sentences = text.split(/(?<=[.!?。！？])\s*|\n+/);
  return sentences.filter((sentence) => (sentence.match(COMMON)?.length ?? 0) < 2).join('\n');
}

const COMMON = /\b(?:the|and|you|your|this|that|any|are|with|how|should|must|which|from|previous|about|user)\b/gi;

/** To stay in a part that is played: whoever reads it knows, as the rest of the text says who is played. */
const OF_A_PART =
  /\b(?:never|do not|don't|must not)\s+(?:ever\s+)?(?:mention|say|reveal|admit|acknowledge|state)\w*\s+(?:that\s+)?(?:you(?:'re| are)|being)\s+(?:only\s+|just\s+)?(?:an?\s+)?(?:AI|artificial intelligence|(?:large\s+)?language\s+model|chat\s?bot|bot|model|machine|computer|program)\b/gi;
/** Against orders that stand in what is to be translated, summed up or searched. */
const OF_A_TASK =
  /\b(?:ignore|disregard|do not follow)\s+(?:any|all)\s+(?:\w+\s+)?(?:instructions?|commands?|requests?|prompts?)\s+(?:that\s+(?:are|appear|stand)\s+)?(?:contained\s+|found\s+|given\s+)?(?:in|inside|within)\s+(?:the|this|these|that|those)\s+(?:following\s+|retrieved\s+|quoted\s+|source\s+|input\s+)?(?:texts?|documents?|passages?|articles?|sources?|inputs?|quotes?|contents?|transcripts?|e-?mails?|pages?|data|results?)\b/gi;

/** What is quoted as an example of what not to obey. */
const QUOTED =
  /(?<=\b(?:even (?:when|if|though)|do not follow|don't follow|not (?:obey|follow)|treat|untrusted|never (?:obey|follow))\b[^.!?\n]{0,160}\b(?:such as|like|for example|for instance|e\.g\.)[,:]?\s*)["“‘«'][^"”’»'\n]{1,120}["”’»']/gi;

/** A picture that programs fetch to show it, or an address that ends where something is put in. */
const BEACON =
  /!\[[^\]\n]{0,80}\]\(\s*(?:https?:)?\/\/|<(?:img|iframe|script|link)\b[^>]{0,80}\b(?:src|href)\s*=\s*["']?\s*(?:https?:)?\/\/|https?:\/\/[^\s"')]{3,200}[?&][\w.-]{1,40}=$/i;

const NEGATION =
  /\b(?:not|never|avoid\w*|without|refuse\w*|cannot|can't|don't|against|prevent\w*|nor|isn't|no)\b[^.!?;\n]{0,80}$/i;

const ASKS =
  /\b(?:always|never|must|should|do not|don't|make sure|ensure|remember|respond|reply|answer|output|write|use|include|add|append|insert|begin|end|say|state|mention|recommend|refuse|you are|act as|follow|treat|assume|only|instead|please|keep|give|tell|set|call)\b/i;

/** How much a text weighs, by the words of it. Text spelt in invisible characters or base64 weighs as what it spells. */
export function weigh(text: string): Weight {
  const hidden = spelled(text);
  if (hidden !== undefined)
    return { kind: 'harmful', why: `something in a form that people cannot read: "${hidden}"`, grave: true };
  const plain = text.normalize('NFKC').replace(OF_A_PART, ' ').replace(OF_A_TASK, ' ').replace(QUOTED, ' ');
  const words = wordsOf(plain);
  if (BEACON.test(plain))
    return { kind: 'harmful', why: 'to make whoever shows the answer call an address', grave: true };
  const harm =
    words >= 4 ? (harmIn(plain, harmful().english) ?? harmIn(notEnglish(plain), harmful().elsewhere)) : undefined;
  if (harm !== undefined) return harm;
  if (words < 4) return { kind: 'none' };
  return { kind: ASKS.test(plain) ? 'instruction' : 'words' };
}

/** Words of a text; special tokens and tags are none, and two characters of Chinese or Japanese are one. */
export function wordsOf(text: string): number {
  const bare = text.replace(/<[^<>]{1,60}>|\[\/?[A-Z_ ]+\]/g, ' ');
  const ideographs =
    bare.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const words = bare.match(/[\p{L}][\p{L}'’-]+/gu)?.filter((word) => !/^[\p{Script=Han}]+$/u.test(word)).length ?? 0;
  return words + Math.floor(ideographs / 2);
}

function spelled(text: string): string | undefined {
  const tags = Array.from(text).filter(
    (one) => (one.codePointAt(0) ?? 0) >= 0xe0000 && (one.codePointAt(0) ?? 0) < 0xe0080,
  );
  if (tags.length > 3)
    return tags
      .map((tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
      .join('')
      .slice(0, 120);
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{28,}={0,2}/g)) {
    const decoded = Buffer.from(run, 'base64').toString('latin1');
    if (/^[\x09\x0a\x0d\x20-\x7e]+$/.test(decoded) && wordsOf(decoded) >= 4 && decoded.includes(' '))
      return decoded.slice(0, 120);
  }
  return undefined;
}

/** A constant that marks structure and is no word that people say: tags, tokens, switches, names of fields. */
export function isMarker(constant: string): boolean {
  const bare = constant.trim();
  if (!/\p{L}{2,}/u.test(bare)) return true;
  if (/^[<[{|/#*`@!"'(\\$%_-]/.test(bare) || /[>\]}|`:]$/.test(bare) || /^<.*>/s.test(bare)) return true;
  return (
    FIELDS.has(bare.toLowerCase()) ||
    /^(?:(?:detailed )?thinking (?:on|off)|\/?(?:no_?)?think|reasoning:? \w+)$/i.test(bare)
  );
}

const FIELDS: ReadonlySet<string> = new Set(
  `text type image images image_url video video_url audio audio_url input_audio input_text output_text content role name id url file document documents
  tool tool_calls tool_call function functions parameters arguments thinking reasoning reasoning_content title data value string object array list
  system user assistant model developer ipython none null true false observation analysis commentary final media chunk parts blocks formatted_content tool_outputs response formatting refusal json`
    .trim()
    .split(/\s+/),
);

/** Names of tools that templates honestly document, because a library brings them along. */
const BUILTIN_TOOLS: ReadonlySet<string> = new Set(
  'python browser code_interpreter ipython brave_search wolfram_alpha search web_search bash container final_answer respond default'.split(
    ' ',
  ),
);

/** What about the conversation a gate looks for, in words; undefined where any template may look for that. */
export function narrowness({
  reads,
  constants,
}: GateSummary): { what: 'words' | 'tool' | 'date' | 'name'; of: string } | undefined {
  if (reads.includes('date') && constants.some((constant) => /\p{L}|\d/u.test(constant)))
    return { what: 'date', of: list(constants) };
  if (reads.includes('content')) {
    const words = constants.filter((constant) => !isMarker(constant));
    if (words.length > 0) return { what: 'words', of: list(words) };
  }
  const named = constants.filter(
    (constant) => !BUILTIN_TOOLS.has(constant) && !FIELDS.has(constant) && /\p{L}/u.test(constant),
  );
  if (named.length === 0) return undefined;
  if (reads.includes('name')) return { what: 'name', of: list(named) };
  return reads.includes('tool-name') ? { what: 'tool', of: list(named) } : undefined;
}

function list(constants: readonly string[]): string {
  return constants
    .slice(0, 4)
    .map((constant) => `"${constant.slice(0, 40)}"`)
    .join(', ');
}
