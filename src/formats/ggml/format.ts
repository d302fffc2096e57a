import type { Format, Match, Probe } from '../format.ts';
import { CONTAINERS } from './containers.ts';
import type { GgmlStructure } from './structure.ts';

/** The containers of llama.cpp before GGUF: ggml, ggmf, ggjt, and ggla for LoRA adapters (llama.cpp before August 2023). */
export const ggmlFormat: Format<GgmlStructure> = {
  id: 'ggml',
  version: 1,
  title: 'GGML (before GGUF)',
  extensions: ['.ggml'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readGgml(source, context),
};

function identify({ head, name }: Probe): Match | undefined {
  if (head.length >= 4) {
    const magic = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
    if (CONTAINERS.has(magic)) return 'magic';
  }
  return name.toLowerCase().endsWith('.ggml') ? 'name' : undefined;
}
