import type { Format, Match, Probe } from '../format.ts';
import type { SkopsSchemaStructure } from './structure.ts';

/** `schema.json` of a skops archive: which types to build, by which loader (skops/io/_persist.py). */
export const skopsSchemaFormat: Format<SkopsSchemaStructure> = {
  id: 'skops-schema',
  version: 1,
  title: 'skops schema',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readSkopsSchema(source, context),
};

function identify({ head }: Probe): Match | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const keys = ['"__loader__"', '"__module__"', '"__class__"'].every((key) => text.includes(key));
  return keys && /^\s*\{/.test(text) ? 'structure' : undefined;
}
