import type { DossierFile } from '../../../src/dossier/dossier.ts';

export const COLUMNS = ['path', 'format', 'size', 'status'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });

export function sorted(files: readonly DossierFile[], { column, descending }: Order): DossierFile[] {
  const sign = descending ? -1 : 1;
  return files.toSorted((a, b) => {
    const by = column === 'size' ? a.size - b.size : collator.compare(a[column], b[column]);
    return sign * by || collator.compare(a.path, b.path);
  });
}

export function matching(files: readonly DossierFile[], text: string): readonly DossierFile[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter(({ path, format, status, sha256 }) => {
    const searched = `${path}\n${format}\n${status}\n${sha256 ?? ''}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
