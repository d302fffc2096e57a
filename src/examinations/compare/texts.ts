import { structuredPatch } from 'diff';
import { printable } from '../../core/printable.ts';
import type { TextChange } from '../../dossier/comparison.ts';
import type { ByteSource } from '../../sources/byte-source.ts';

const CONTEXT = 3;
const MOST_LINES = 200;
const MOST_WIDTH = 300;
/** Edits after which two texts count as wholly different: the search takes the square of it (CWE-407). */
const MOST_EDITS = 2_000;

/** The content as text; undefined where it is none, or longer than `most` bytes. */
export async function textOf(source: ByteSource, most: number, signal?: AbortSignal): Promise<string | undefined> {
  if (source.size > most) return undefined;
  const bytes = await source.read(0, source.size, signal);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The lines that differ, as a unified difference. Empty where none does. */
export function textChange(place: { readonly path: string; readonly at?: string }, a: string, b: string): TextChange[] {
  if (a === b) return [];
  const patch = structuredPatch('a', 'b', a, b, '', '', { context: CONTEXT, maxEditLength: MOST_EDITS });
  if (patch === undefined) {
    const [removed, added] = [a.split('\n').length, b.split('\n').length];
    return [{ ...place, added, removed, lines: ['too different to be shown line by line'], more: 0 }];
  }
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: of }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...of,
  ]);
  const count = (sign: string): number =>
    patch.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.startsWith(sign)).length;
  return [
    {
      ...place,
      added: count('+'),
      removed: count('-'),
      lines: lines.slice(0, MOST_LINES).map((line) => printable(line, MOST_WIDTH)),
      more: Math.max(0, lines.length - MOST_LINES),
    },
  ];
}
