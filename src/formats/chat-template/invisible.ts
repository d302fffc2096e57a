import type { Invisible } from './structure.ts';

/** Tag characters; marks that reorder text; characters without width; controls that no text needs. */
const KINDS: readonly (readonly [Invisible['what'], RegExp])[] = [
  ['tag', /[\u{e0000}-\u{e007f}]+/gu],
  // One selects the form of the character before it; a run of them is bytes.
  ['selector', /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{4,}/gu],
  ['bidirectional', /[\u202a-\u202e\u2066-\u2069]/g],
  ['zero-width', /[\u200b\u2060-\u2064\u180e]|\ufeff(?!^)/g],
  ['control', /[\u0000-\u0008\u000e-\u001f\u007f]/g],
];

/** Characters of a template that do not show where a person reads it. */
export function invisibleIn(source: string): Invisible[] {
  const found: Invisible[] = [];
  for (const [what, pattern] of KINDS) {
    const matches = [...source.slice(source.startsWith('\ufeff') ? 1 : 0).matchAll(pattern)];
    const [first] = matches;
    if (first === undefined) continue;
    const line = source.slice(0, first.index).split('\n').length;
    const text = matches.map(([characters]) => characters).join('');
    found.push({
      what,
      count: [...text].length,
      line,
      ...(what === 'tag' || what === 'selector' ? { spells: spelled(text) } : {}),
    });
  }
  return found;
}

/** Tags spell ASCII; of the selectors each is a byte, the sixteen of the first block and those behind them. */
function spelled(hidden: string): string {
  const codes = Array.from(hidden, (one) => one.codePointAt(0) ?? 0);
  if (codes.every((code) => code >= 0xe0000 && code < 0xe0080))
    return String.fromCodePoint(...codes.slice(0, 500).map((code) => code - 0xe0000));
  const bytes = codes.slice(0, 2_000).map((code) => (code < 0xe0000 ? code - 0xfe00 : code - 0xe0100 + 16));
  return new TextDecoder().decode(Uint8Array.from(bytes)).slice(0, 500);
}
