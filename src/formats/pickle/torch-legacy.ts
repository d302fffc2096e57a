/**
 * `torch.save` before version 1.6 wrote five pickles (a magic number, a protocol version, system facts, the object, the
 * storage keys) and then the storages as raw bytes. Source: torch/serialization.py, `_legacy_save` and `_legacy_load`.
 */
export const TORCH_LEGACY_STREAMS = 5;

/** The pickle of 0x1950a86a20f9469cfc6c at protocol 2 as LONG1: the first five pickles' own first one. */
const MAGIC = Uint8Array.of(0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e);

/** Recognised by bytes alone: a magic number that is computed instead of written makes it an ordinary pickle to us. */
export function isTorchLegacy(head: Uint8Array): boolean {
  const start = head[0] === 0x80 ? 2 : 0;
  return MAGIC.every((byte, i) => head[start + i] === byte);
}
