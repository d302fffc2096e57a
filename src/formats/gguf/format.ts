import type { Format, Match, Probe } from '../format.ts';
import type { GgufStructure } from './structure.ts';

/** GGUF, llama.cpp's container. https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
export const ggufFormat: Format<GgufStructure> = {
  id: 'gguf',
  version: 1,
  title: 'GGUF',
  extensions: ['.gguf'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readGguf(source, context),
};

function identify({ head, name }: Probe): Match | undefined {
  if (head[0] === 0x47 && head[1] === 0x47 && head[2] === 0x55 && head[3] === 0x46) return 'magic';
  return name.toLowerCase().endsWith('.gguf') ? 'name' : undefined;
}
