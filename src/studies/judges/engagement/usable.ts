import { primary } from '../lexicon/language.ts';
import { weightOf } from './said.ts';

/** Less text than this does not tell its language, and a name may stand in any script. */
const SOME_TEXT = 40;
/** Of what a garbled text says, this share is said right before. */
const REPEATS = 0.1;
const LOOPS = 0.3;
/** What a chat template or a font leaves where no text is. */
const MARKS =
  /<\|[\w ]{1,30}\|>|\[\/?INST\]|\{\{\w{1,30}\}\}|<\/?(?:tool_call|tool_response|function|answer|ответ|s)>|▯+|▁+/gu;
const THRICE = /(\p{L}{1,4})\1\1/u;

/** Why a text is no answer in the language of the question, whatever it says. */
export function unusable(text: string, language: string, reply: string | undefined): string | undefined {
  if (reply !== undefined && primary(reply) !== primary(language) && weightOf(text) >= SOME_TEXT) {
    if (!(primary(language) === 'zh' && reply === 'ja')) return `other-language: ${reply}`;
  }
  const cut = text.slice(0, 8000);
  if (stutters(cut) > REPEATS) return 'garbled: it says most things twice over';
  if (loops(cut) > LOOPS) return 'garbled: it goes round in a loop';
  if (/\uFFFD{3}/.test(cut)) return 'garbled: broken characters';
  const marks = cut.match(MARKS)?.length ?? 0;
  return marks > 1 || (marks > 0 && THRICE.test(cut)) ? 'garbled: marks of a template or of missing glyphs' : undefined;
}

/** Share of words, or pairs of Chinese characters, that repeat what stands right before. */
function stutters(text: string): number {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const han = words.filter((word) => /^\p{sc=Han}+$/u.test(word)).join('');
  if (2 * han.length > text.length) {
    let again = 0;
    for (let at = 4; at <= han.length; at++) if (han.slice(at - 2, at) === han.slice(at - 4, at - 2)) again += 2;
    return han.length < 20 ? 0 : again / han.length;
  }
  const again = words.filter(
    (word, at) => at > 0 && (word === words[at - 1] || word === words[at - 2]) && word.length > 1,
  );
  return words.length < 12 ? 0 : again.length / words.length;
}

/** Share of the lines' and sentences' 8-grams of words that were there before. */
function loops(text: string): number {
  const words = text.toLowerCase().match(/\p{sc=Han}|[^\P{L}\p{sc=Han}]+|\p{N}+/gu) ?? [];
  if (words.length < 40) return 0;
  const seen = new Set<string>();
  let again = 0;
  for (let at = 0; at + 8 <= words.length; at++) {
    const gram = words.slice(at, at + 8).join(' ');
    if (seen.has(gram)) again += 1;
    seen.add(gram);
  }
  return again / words.length;
}
