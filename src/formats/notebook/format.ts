import type { Format, Match, Probe } from '../format.ts';
import type { NotebookStructure } from './structure.ts';

/** Jupyter notebooks. https://nbformat.readthedocs.io/en/latest/format_description.html */
export const notebookFormat: Format<NotebookStructure> = {
  id: 'notebook',
  version: 1,
  title: 'Jupyter notebook',
  extensions: ['.ipynb'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readNotebook(source, context),
};

function identify({ name, head }: Probe): Match | undefined {
  if (!name.toLowerCase().endsWith('.ipynb')) return undefined;
  return /^\ufeff?\s*\{/.test(Buffer.from(head.buffer, head.byteOffset, head.length).toString('utf8'))
    ? 'structure'
    : 'name';
}
