import type { Invisible } from './structure.ts';

/** Tag characters; marks that reorder text; characters without width; controls that no text needs. */
const KINDS: readonly (readonly [Invisible['what'], RegExp])[] = [
  ['tag', /[\u{e0000}-\u{e007f}]+/gu],
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
    found.push({ what, count: [...text].length, line, ...(what === 'tag' ? { spells: spelled(text) } : {}) });
  }
  return found;
}

function spelled(tags: string): string {
  return Array.from(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
    .join('')
    .slice(0, 500);
}
