import { word } from '../word.ts';

/** What follows a free before the pointer is set anew: as far as the text tells. */
export interface After {
  /** The code between the call and the end of the function, calls of the same line left in. */
  readonly text: string;
  readonly pointer: string;
}

/**
 * Whether freed memory is read, written, handed on or freed once more. Follows the text of the function: up to an
 * assignment to the pointer, past a return only where a branch ends there, and through a goto to its label.
 */
export function usedAfter({ text, pointer }: After): boolean {
  const path = pathAfter(text);
  const name = word(pointer);
  const use = new RegExp(`(?<![\\w>.])${name}(?!\\w)`, 'g');
  for (const found of path.matchAll(use)) {
    const before = path.slice(0, found.index);
    const rest = path.slice(found.index + found[0].length);
    const statement = /^[^;]*/.exec(rest)?.[0] ?? '';
    const sets = /^\s*=[^=]/.test(rest) && !/[*&.>(\w]\s*$/.test(before.slice(-1).trim());
    // `p = p->next` reads it before it is set.
    if (sets) return new RegExp(`(?<![\\w>.])${name}(?:->|\\[|\\.)`).test(statement);
    // A handle that could not be closed still says why.
    if (/_err(?:or|msg|code)?\w*\s*\(\s*$/.test(before)) continue;
    if (/sizeof\s*\(?\s*\*?\s*$/.test(before) || /&\s*$/.test(before)) return false;
    return true;
  }
  return false;
}

/** The text that control reaches: a goto goes on at its label; a branch that leaves is skipped. */
export function pathAfter(text: string): string {
  const label = /^\s*;?\s*(?:\w+\s*=[^;]*;\s*)*goto\s+(\w+)\s*;/.exec(text)?.[1];
  if (label !== undefined) {
    const at = new RegExp(`\\b${label}\\s*:(?!:)`).exec(text);
    return at === null ? '' : text.slice(at.index + at[0].length);
  }
  const leaves = /^\s*;?\s*(?:[^{}]*?;\s*)??(?:return\b([^;]*);|exit\b|break\b|continue\b|goto\b)/.exec(
    text.slice(0, Math.max(0, text.search(/[{}]/)) || undefined),
  );
  // What is returned, or done before that, is still pathAfter.
  if (leaves !== null) return text.slice(0, leaves.index + leaves[0].length);
  return text;
}
