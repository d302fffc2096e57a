import { u16, u32 } from '../../codecs/little-endian.ts';
import type { Format, Match, Probe } from '../format.ts';
import { CENTRAL, END, END_LENGTH, LOCAL, LOCATOR64, LOCATOR64_LENGTH } from './records.ts';
import type { ZipStructure } from './structure.ts';

/** ZIP (PKWARE APPNOTE.TXT 6.3), as loaders of models use it: torch, TorchScript, npz, Keras, NeMo, MAR and others. */
export const zipFormat: Format<ZipStructure> = {
  id: 'zip',
  version: 1,
  title: 'ZIP archive',
  extensions: ['.zip', '.pt', '.pth', '.ckpt', '.bin', '.npz', '.keras', '.mar', '.ptl', '.pt2'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readZip(source, context),
};

function identify({ head, tail, size }: Probe): Match | undefined {
  const first = u32(head, 0);
  if (head.length >= 4 && (first === LOCAL || first === END)) return 'magic';
  const base = size - tail.length;
  let loose = false;
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail[at] !== 0x50 || u32(tail, at) !== END || !leadsSomewhere(tail, at, base)) continue;
    if (at + END_LENGTH + u16(tail, at + 20) === tail.length) return 'magic';
    // Something follows its comment: readers that search backwards take it all the same.
    loose = true;
  }
  return loose ? 'end' : undefined;
}

/** An end record in front of which a directory fits; where the directory is at hand, it begins as one. */
function leadsSomewhere(tail: Uint8Array, at: number, base: number): boolean {
  const entries = u16(tail, at + 10);
  const length = u32(tail, at + 12);
  const offset = u32(tail, at + 16);
  if (u32(tail, at - LOCATOR64_LENGTH) === LOCATOR64) return true;
  if (length > base + at || offset > base + at || (entries === 0) !== (length === 0)) return false;
  const isDirectory = (start: number): boolean => start < base || u32(tail, start - base) === CENTRAL;
  return entries > 0 ? isDirectory(base + at - length) || isDirectory(offset) : base + at === 0 || offset === base + at;
}
