import type { Format, Match, Probe } from '../format.ts';
import type { SafetensorsStructure } from './structure.ts';

/** A header this long is not refused by a recogniser: it is the reader that says it is too long. */
const PLAUSIBLE_HEADER = 1_000_000_000n;

/** Safetensors: eight bytes of length, a JSON header, the tensors' bytes. https://github.com/huggingface/safetensors#format */
export const safetensorsFormat: Format<SafetensorsStructure> = {
  id: 'safetensors',
  version: 1,
  title: 'Safetensors',
  extensions: ['.safetensors'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readSafetensors(source, context),
};

function identify(probe: Probe): Match | undefined {
  const { head } = probe;
  if (head.length > 9 && looksLikeHeader(head)) {
    const length = new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true);
    if (length >= 2n && length <= PLAUSIBLE_HEADER && 8n + length <= BigInt(probe.size)) return 'structure';
    // Cut short, or with a length that lies: the words of the header still tell it.
    if (Buffer.from(head.buffer, head.byteOffset, head.length).includes('"data_offsets"')) return 'structure';
  }
  return probe.name.toLowerCase().endsWith('.safetensors') ? 'name' : undefined;
}

/** `{` at offset 8, then a key or the end. */
function looksLikeHeader(head: Uint8Array): boolean {
  if (head[8] !== 0x7b) return false;
  let at = 9;
  while (head[at] === 0x20 || head[at] === 0x0a || head[at] === 0x0d || head[at] === 0x09) at++;
  return head[at] === 0x22 || head[at] === 0x7d;
}
