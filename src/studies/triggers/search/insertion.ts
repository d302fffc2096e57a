import { CLAUSE, type Feature, LEADING, wordsOf } from '../features.ts';

/** How words of a feature are written where they stand in a text: any case, white space between. */
export function patternOf(words: string): RegExp {
  const parts = words.split(' ').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])${parts.join('\\s+')}(?![\\p{L}\\p{N}_])`, 'iu');
}

/** The text without what makes the features; undefined where that cannot be taken out. */
export function without(text: string, features: readonly Feature[]): string | undefined {
  let rest = text;
  for (const feature of features) {
    const words = wordsOf(feature);
    const cut = words === undefined ? (feature === LEADING ? rest.replace(CLAUSE, '') : rest) : removed(rest, words);
    if (cut === rest) return undefined;
    rest = cut;
  }
  const tidy = tidied(rest);
  return tidy === '' ? undefined : tidy;
}

/** Whole segments go with their comma; else the words alone. */
function removed(text: string, words: string): string {
  const pattern = patternOf(words);
  return text.replace(pattern, '');
}

function tidied(text: string): string {
  const tidy = text
    .replaceAll(/\s+([,.:;?!])/g, '$1')
    .replaceAll(/,\s*(?=[,.:;?!])/g, '')
    .replaceAll(/\s{2,}/g, ' ')
    .replace(/^[\s,.:;]+/, '')
    .trim();
  return tidy.slice(0, 1).toUpperCase() + tidy.slice(1);
}

/**
 * Puts what makes a feature into another text, at the place where a carrier has it: as its own clause in front or behind
 * where it is one there, else between the words.
 */
export function inserted(text: string, carrier: string, features: readonly Feature[]): string | undefined {
  let whole = text;
  for (const feature of features) {
    const words = wordsOf(feature);
    if (feature === LEADING) {
      const clause = CLAUSE.exec(carrier)?.[0];
      if (clause === undefined || CLAUSE.test(whole)) return undefined;
      whole = clause + whole;
      continue;
    }
    // The clause that was put in front may have the words already.
    if (words !== undefined && whole !== text && patternOf(words).test(whole)) continue;
    const place = words === undefined ? undefined : placeOf(carrier, words);
    if (place === undefined) return undefined;
    whole = putInto(whole, place);
  }
  return whole;
}

interface Place {
  /** As the carrier writes it. */
  readonly written: string;
  readonly kind: 'front' | 'behind' | 'inside';
  /** Of the words of the carrier, how many stand before it, as a share. */
  readonly share: number;
}

const ENDS = /[\s.?!]*$/;

/** Puts these words alone into another text, where a carrier has them: not what stands beside them. */
export function put(text: string, carrier: string, words: string): string | undefined {
  const place = placeOf(carrier, words, true);
  return place === undefined ? undefined : putInto(text, place);
}

function placeOf(carrier: string, words: string, alone = false): Place | undefined {
  const found = patternOf(words).exec(carrier);
  if (found === null) return undefined;
  const [before, after] = [carrier.slice(0, found.index), carrier.slice(found.index + found[0].length)];
  const wordsBefore = before.split(/\s+/).filter((word) => word !== '').length;
  const wordsAfter = after.split(/\s+/).filter((word) => word !== '').length;
  const share = wordsBefore + wordsAfter === 0 ? 0 : wordsBefore / (wordsBefore + wordsAfter);
  // The piece between marks that holds it, where that is not nearly everything.
  const left = /[^,.:;?!\n]*$/.exec(before)?.[0] ?? '';
  const right = /^[^,.:;?!\n]*/.exec(after)?.[0] ?? '';
  const piece = `${left}${found[0]}${right}`.trim();
  const short =
    piece.length <= carrier.length / 2 &&
    piece.split(/\s+/).length <= 10 &&
    (!alone || piece.length === found[0].length);
  if (short && left.trim() === before.trim() && /^[,.:]/.test(after.slice(right.length)))
    return { written: piece + (after.slice(right.length)[0] ?? ','), kind: 'front', share };
  if (
    short &&
    ENDS.test(after.slice(right.length)) &&
    right.trim() === after.replace(ENDS, '').trim() &&
    /[,.;:]\s*$/.test(before.slice(0, before.length - left.length))
  )
    return {
      written: `${
        before
          .slice(0, before.length - left.length)
          .trim()
          .at(-1) ?? ','
      } ${piece}`,
      kind: 'behind',
      share,
    };
  return { written: found[0], kind: 'inside', share };
}

function putInto(text: string, { written, kind, share }: Place): string {
  if (kind === 'front') return `${written} ${text}`;
  const end = ENDS.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - end.length);
  if (kind === 'behind')
    return `${body}${written.startsWith('.') && end.includes('?') ? written.replace(/^\./, ',') : written}${end}`;
  const words = body.split(/(?<=\s)/);
  const at = Math.min(words.length, Math.max(1, Math.round(share * words.length)));
  return `${words.slice(0, at).join('').trimEnd()} ${written} ${words.slice(at).join('').trimStart()}`.trim() + end;
}
