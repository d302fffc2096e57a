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

const GB2312 = encoded('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]]);
const BIG5 = encoded(
  'big5',
  [0xa4, 0xf9],
  [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
);

const only = (of: ReadonlySet<string>, than: ReadonlySet<string>) => (one: string) => of.has(one) && !than.has(one);
const isSimplified = only(GB2312, BIG5);
const isTraditional = only(BIG5, GB2312);

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
  if (language === 'zh-Hans') found.push(...han(text).filter(isTraditional));
  if (language === 'zh-Hant') found.push(...han(text).filter(isSimplified));
  if (!language.startsWith('zh')) found.push(...han(text));
  // Letters that only look alike.
  found.push(...(text.match(/\p{L}*(?:\p{sc=Cyrl}\p{sc=Latn}|\p{sc=Latn}\p{sc=Cyrl})\p{L}*/gu) ?? []));
  if (language !== 'ru') found.push(...(text.match(/\p{sc=Cyrl}+/gu) ?? []));
  if (language !== 'ar') found.push(...(text.match(/\p{sc=Arab}+/gu) ?? []));
  if (language === 'ar') found.push(...(text.match(/[یکگپچژ]/gu) ?? []));
  if (language.startsWith('zh')) found.push(...(text.match(/[\p{sc=Hira}\p{sc=Kana}]+/gu) ?? []));
  return [...new Set(found)];
}

/** A question without a letter of its language's script. */
export const foreign = (language: string, text: string): boolean => LETTERS[language]?.test(text) === false;
