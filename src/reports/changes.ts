import { plural } from '../core/quantities.ts';
import type { Comparison, FileChange, TensorChanges } from '../dossier/comparison.ts';

/** What changed, in a sentence or two. */
export function changesHeadline({ files, findings, inside }: Comparison): string {
  const counts = (['added', 'removed', 'changed', 'renamed', 'unknown'] as const).flatMap((change) => {
    const count = files.changes.filter((one) => one.change === change).length;
    return count === 0 ? [] : [`${count} ${WORDS[change]}`];
  });
  const changed = counts.length === 0 ? 'No file differs.' : `Files: ${counts.join(', ')}; ${files.same} the same.`;
  const tensors = (inside?.tensors ?? []).reduce((sum, one) => sum + changedTensors(one), 0);
  const inTensors = tensors === 0 ? '' : ` ${plural(tensors, 'tensor')} ${tensors === 1 ? 'differs' : 'differ'}.`;
  return `${changed}${inTensors} Findings: ${findings.new.length} new, ${findings.gone.length} gone, ${findings.same} the same.`;
}

/** How each change of a file is called. */
export const WORDS: Readonly<Record<FileChange['change'], string>> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  renamed: 'renamed',
  unknown: 'perhaps changed',
};

export const SIGNS: Readonly<Record<FileChange['change'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  renamed: '>',
  unknown: '?',
};

/** The lines that say how the tensors of a model changed: a number, what it counts, and names. */
export function tensorLines(
  model: TensorChanges,
): readonly { readonly text: string; readonly names: readonly string[] }[] {
  const { added, removed, reshaped, values, moved, same, unread } = model;
  // Where one side has no such model at all, its number of tensors says it.
  const both = model.a > 0 && model.b > 0;
  const lines = [
    { count: added.count, what: 'added', names: both ? added.first : [] },
    { count: removed.count, what: 'removed', names: both ? removed.first : [] },
    {
      count: reshaped.count,
      what: 'with another type or shape',
      names: reshaped.first.map(({ name, a, b }) => `${name}: ${a} -> ${b}`),
    },
    { count: values.count, what: 'with other values', names: values.first },
    { count: moved, what: 'in another file, with the same values', names: [] },
    { count: unread, what: 'not compared', names: [] },
    { count: same, what: 'the same', names: [] },
  ];
  return lines
    .filter(({ count }) => count > 0)
    .map(({ count, what, names }) => ({ text: `${count.toLocaleString('en-US')} ${what}`, names }));
}

function changedTensors({ added, removed, reshaped, values }: TensorChanges): number {
  return added.count + removed.count + reshaped.count + values.count;
}
