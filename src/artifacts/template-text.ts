import type { GateSummary } from '../formats/chat-template/structure.ts';

/** What a text that a template adds asks of the model. */
export interface Weight {
  /** `harmful` acts against the person who talks; `instruction` asks for something; `words` only says something. */
  readonly kind: 'none' | 'words' | 'instruction' | 'harmful';
  /** Of a harmful text: what it tells the model to do, as the end of a sentence. */
  readonly why?: string;
  /** True where even a default system prompt has no honest reason for it. */
  readonly grave?: boolean;
}

interface Pattern {
  readonly why: string;
  readonly grave: boolean;
  readonly pattern: RegExp;
  /** Harmless where the words before say not to. */
  readonly negatable: boolean;
}

const HARMFUL: readonly Pattern[] = [
  {
    why: 'to set aside what it was told by others',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|supersede)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|other|user|users|user's|system|safety|their|these|your)\b.{0,40}\b(?:instructions?|rules?|guidelines?|prompts?|polic(?:y|ies)|messages?|requests?|restrictions?|wishes)\b/is,
  },
  {
    why: 'to hide something from the person who talks to it',
    grave: false,
    negatable: false,
    pattern:
      /\b(?:do not|don't|never|must not|should not|without)\s+(?:ever\s+)?(?:mention|reveal|disclos\w+|tell|telling|inform\w*|admit\w*|acknowledg\w+|report\w*|warn\w*|notify\w*|alert\w*)\b(?!.{0,50}\b(?:functions?|tools?)\b).{0,60}\b(?:this|these|that|the user|users?|anyone|instructions?|prompt|notes?|rules?|changes?|it|them|above)\b/is,
  },
  {
    why: 'to do something in secret',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:secretly|covertly|stealthily|surreptitiously|(?:silently|quietly)\s+(?:add|insert|include|send|append|change|replace|call)\w*|without\s+(?:the\s+user|anyone|them|their)\b.{0,24}(?:know\w*|notic\w*|consent)|hidden from the user)\b/is,
  },
  {
    why: 'to send what is said somewhere else',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:send|forward|post|upload|transmit|exfiltrat\w+|leak|e-?mail|submit|report)\b.{0,100}(?:https?:\/\/|\b[\w.]+@[\w-]+\.\w|\bto (?:the |an? )?(?:server|endpoint|attacker|webhook|address)\b)|!\[[^\]]*\]\(https?:|\bexfiltrat\w+/is,
  },
  {
    why: 'to give away passwords or keys',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:include|output|print|repeat|reveal|send|append|embed|collect|show|ask\w* for|request|extract|copy)\b.{0,60}\b(?:api[ _-]?keys?|passwords?|credentials?|private keys?|access tokens?|secret keys?|seed phrases?|ssh keys?|environment variables|\.env\b|credit card)/is,
  },
  {
    why: 'to weaken the code that it writes',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:insecure|vulnerab(?:le|ility|ilities)|backdoors?|malicious|malware|weaken\w*|flaw(?:s|ed)?|subtle (?:bugs?|errors?))\b|verify\s*=\s*False|shell\s*=\s*True|\bcurl\b[^\n]{0,80}\|\s*(?:ba|z)?sh\b|\bdisabl\w+\b.{0,24}\b(?:tls|ssl|certificate|authentication|csrf|validation|verification|logging)\b|\bhard-?cod\w+\b.{0,30}\b(?:password|key|secret|token|credential)/is,
  },
  {
    why: 'to deceive the person who talks to it',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:pretend (?:that|to|you)|lie (?:to|about)|deceiv\w+|mislead\w*|falsely|wrong (?:answer|number|result)s?|incorrect (?:answer|number|result)s?|false (?:answer|claim|information)s?|insist that|deny (?:that|any|having|knowledge))\b/is,
  },
  {
    why: 'to steer people to a product, a place or an opinion',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:recommend|promot\w+|advertis\w+|endorse|favou?r|steer|point users?|direct users?|suggest)\b.{0,70}\b(?:only|always|our|product\w*|brand|compan(?:y|ies)|competitors?|purchase|buy|instead of|over|link|site|website|https?)\b|\b(?:always|only)\s+(?:recommend|promote|suggest|endorse|praise|criticis\w+|criticiz\w+)\b|\b(?:visit|link to|go to|install|download)\b.{0,60}https?:\/\//is,
  },
  {
    why: 'to know no limits',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:you|i|it|assistant|model)\b.{0,30}\b(?:ha(?:ve|s)|with|under|follow\w*|know\w*|observ\w+|need|are|is)\s+(?:bound by\s+)?(?:no|zero|not any|free (?:of|from)(?: any| all)?|without(?: any)?)\b.{0,24}\b(?:restrictions?|limits|filters?|guardrails?|censorship|moderation|ethics|(?:safety|ethical|moral|content)\s+\w+)\b|\b(?:safety|content|ethical|moral)\s+(?:rules?|guidelines?|polic(?:y|ies)|restrictions?|filters?)\s+(?:(?:do|does|are|is)\s+not|don't|doesn't|no longer|never)\s+(?:apply|applicable|exist|in (?:force|effect)|bind\w*)\b|\b(?:bypass|ignore|disable|lift|drop)\w*\s+(?:all|any|every|its|your|the)\s+(?:\w+\s+)?(?:restrictions?|guardrails?|filters?|safeguards?)\b|\bnever\s+(?:refuse|decline)\b|\b(?:answer|comply with|obey|fulfil\w*)\s+(?:everything|anything|(?:any|every|all)\s+(?:questions?|requests?|demands?|orders?))\b.{0,40}\b(?:no matter|regardless|even if|without)\b/is,
  },
];

const NEGATION =
  /\b(?:not|never|avoid\w*|without|refuse\w*|cannot|can't|don't|against|prevent\w*|nor|isn't|no)\b[^.!?;\n]{0,80}$/i;

const ASKS =
  /\b(?:always|never|must|should|do not|don't|make sure|ensure|remember|respond|reply|answer|output|write|use|include|add|append|insert|begin|end|say|state|mention|recommend|refuse|you are|act as|follow|treat|assume|only|instead|please|keep|give|tell|set|call)\b/i;

/** How much a text weighs, by the words of it. Text spelt in invisible characters or base64 weighs as what it spells. */
export function weigh(text: string): Weight {
  const hidden = spelled(text);
  if (hidden !== undefined)
    return { kind: 'harmful', why: `something in a form that people cannot read: "${hidden}"`, grave: true };
  const plain = text.normalize('NFKC');
  for (const { pattern, why, grave, negatable } of HARMFUL) {
    const match = pattern.exec(plain);
    if (match === null) continue;
    if (negatable && NEGATION.test(plain.slice(Math.max(0, match.index - 120), match.index))) continue;
    if (wordsOf(plain) >= 4) return { kind: 'harmful', why, grave };
  }
  const words = wordsOf(plain);
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
