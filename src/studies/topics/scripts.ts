/**
 * Texts in the wrong script. Of Chinese the legacy encodings tell: what GB 2312 has and Big5 lacks is simplified, what
 * Big5 has and GB 2312 lacks traditional. What both have is neither here.
 */
const encoded = (
  name: string,
  leads: readonly [number, number],
  trails: readonly (readonly [number, number])[],
): Set<string> => {
  const decoder = new TextDecoder(name);
  const all = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (const [from, to] of trails)
      for (let trail = from; trail <= to; trail++) {
        const text = decoder.decode(new Uint8Array([lead, trail]));
        if (/^\p{sc=Han}$/u.test(text)) all.add(text);
      }
  return all;
};

type Is = (one: string) => boolean;
const only =
  (of: ReadonlySet<string>, than: ReadonlySet<string>): Is =>
  (one) =>
    of.has(one) && !than.has(one);

let told: { readonly isSimplified: Is; readonly isTraditional: Is } | undefined;

/** Thousands of characters are decoded: only where there is Chinese. */
function tell(): NonNullable<typeof told> {
  if (told !== undefined) return told;
  const gb2312 = encoded('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]]);
  const big5 = encoded(
    'big5',
    [0xa4, 0xf9],
    [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  );
  told = { isSimplified: only(gb2312, big5), isTraditional: only(big5, gb2312) };
  return told;
}

const han = (text: string): string[] => text.match(/\p{sc=Han}/gu) ?? [];
const LETTERS: Readonly<Record<string, RegExp>> = {
  ru: /\p{sc=Cyrl}/u,
  ar: /\p{sc=Arab}/u,
  en: /\p{sc=Latn}/u,
  'zh-Hans': /\p{sc=Han}/u,
  'zh-Hant': /\p{sc=Han}/u,
};

/** What of a text is in another script than its language's. A text is a question, or a wording of any length. */
export function strange(language: string, text: string): string[] {
  const found: string[] = [];
  if (language === 'zh-Hans') found.push(...han(text).filter(tell().isTraditional));
  if (language === 'zh-Hant') found.push(...han(text).filter(tell().isSimplified));
  if (!language.startsWith('zh')) found.push(...han(text));
  // Letters that only look alike.
  found.push(...(text.match(/\p{L}*(?:\p{sc=Cyrl}\p{sc=Latn}|\p{sc=Latn}\p{sc=Cyrl})\p{L}*/gu) ?? []));
  if (language !== 'ru') found.push(...(text.match(/\p{sc=Cyrl}+/gu) ?? []));
  if (language !== 'ar') found.push(...(text.match(/\p{sc=Arab}+/gu) ?? []));
  if (language === 'ar') found.push(...(text.match(/[یکگپچژ]/gu) ?? []));
  if (language.startsWith('zh')) found.push(...(text.match(/[\p{sc=Hira}\p{sc=Kana}]+/gu) ?? []));
  return [...new Set(found)];
}

/** Whether the script of a language is known here: of any other nothing is strange. */
export const isKnown = (language: string): boolean => Object.hasOwn(LETTERS, language);

/** A question without a letter of its language's script. */
export const foreign = (language: string, text: string): boolean => LETTERS[language]?.test(text) === false;
