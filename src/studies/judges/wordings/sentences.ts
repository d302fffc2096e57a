/** A stop with what closes behind it, or the end of a line. */
const STOP = /[.!?…。！？؟۔．｡]+["'”’»）)\]」』】》*_]*|[\n\r\u2028\u2029]+/g;
/** After these no space follows. */
const WIDE = /[。！？｡．]/;
const UNPARTED = /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}/u;

/** Abbreviations after which a sentence goes on, in lower case without the last point. */
const GOING_ON = new Set(
  (
    'mr mrs ms dr prof gen sen rep lt col capt sgt maj gov pres st jr sr vs e.g i.e cf al no nos vol ed eds pp ca approx ' +
    'fig art jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c ph.d b.c a.d c.e ' +
    'г гг в вв т.е т.к т.н т им ул пл млн млрд тыс руб см стр напр проф акад ген н.э до н.э св о р п ст рис ' +
    'د أ م هـ ص'
  ).split(' '),
);
/** Those that may end a sentence: they do before a capital. */
const MAY_END = new Set('etc inc ltd co corp a.m p.m др пр т.д т.п'.split(' '));

/** A word of letters and points before a place. Longer ones are no abbreviations. */
const LONGEST_ABBREVIATION = 8;

/**
 * The sentences of a text with the offset of each, without the space around them. They end at . ! ? … and the like of
 * Chinese and Arabic and at the end of a line, not after initials, numbers of a list, within numbers or after common
 * abbreviations. Linear in the text.
 */
export function sentencesOf(text: string): readonly { readonly at: number; readonly text: string }[] {
  const sentences: { at: number; text: string }[] = [];
  let from = 0;
  const close = (end: number): void => {
    const sentence = text.slice(from, end);
    const trimmed = sentence.trim();
    if (trimmed !== '') sentences.push({ at: from + sentence.indexOf(trimmed[0] ?? ''), text: trimmed });
    from = end;
  };
  for (const { 0: stop, index } of text.matchAll(STOP)) {
    if (ends(text, from, index, stop)) close(index + stop.length);
  }
  close(text.length);
  return sentences;
}

function ends(text: string, from: number, at: number, stop: string): boolean {
  if (/[\n\r\u2028\u2029]/.test(stop) || WIDE.test(stop)) return true;
  const next = text[at + stop.length];
  if (next !== undefined && !/\s/.test(next) && !UNPARTED.test(next)) return false;
  if (!stop.startsWith('.') || stop.startsWith('..')) return true;
  return next === undefined || !goesOn(text, from, at, at + stop.length);
}

function goesOn(text: string, from: number, at: number, after: number): boolean {
  const before = text.slice(Math.max(from, at - LONGEST_ABBREVIATION - 1), at);
  const word = /(?:^|[^\p{L}\p{N}.])([\p{L}\p{N}.]+)$/u.exec(before)?.[1];
  const next = /^\s*(\S)/.exec(text.slice(after, after + 8))?.[1] ?? '';
  // The text is cut at a line's end and elsewhere: what begins with a small letter goes on.
  if (/^\p{Ll}/u.test(next)) return true;
  if (word === undefined) return false;
  if (/^\p{N}+$/u.test(word)) return text.slice(from, at).trim() === word;
  const name = word.toLowerCase();
  if (MAY_END.has(name)) return !/^\p{Lu}/u.test(next);
  return GOING_ON.has(name) || INITIALS.test(word);
}

/** J. or U.S.A., in capitals. */
const INITIALS = /^(?:\p{Lu}\.)*\p{Lu}$/u;
