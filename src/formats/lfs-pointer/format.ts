import { Buffer } from 'node:buffer';
import { bytes as inUnits } from '../../core/quantities.ts';
import type { Format } from '../format.ts';
import type { LfsPointerStructure } from './structure.ts';

const BEGIN = 'version https://git-lfs.github.com/spec/';
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: "must be less than 1024 bytes". */
const MOST = 1_024;

/**
 * A Git LFS pointer: the repository was cloned without its large files.
 * https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer
 */
export const lfsPointerFormat: Format<LfsPointerStructure> = {
  id: 'lfs-pointer',
  version: 1,
  title: 'Git LFS pointer',
  extensions: [],
  identify: ({ head }) => (textOf(head.subarray(0, BEGIN.length)) === BEGIN ? 'magic' : undefined),
  read: async (source, context) => {
    const text = textOf(await source.read(0, MOST, context.signal));
    const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
    const size = /^size (\d{1,15})$/m.exec(text)?.[1];
    const odd = text
      .split('\n')
      .some((line) => line !== '' && !/^(?:version https:|oid sha256:|size \d|ext-\d-)/.test(line));
    if (oid === undefined || size === undefined || odd || source.size >= MOST) {
      const message = 'the file begins like a Git LFS pointer but is not written as one';
      context.anomaly({ code: 'lfs-pointer.malformed', message, offset: 0, stops: true });
    } else {
      const message = `only a Git LFS pointer is here: the ${inUnits(Number(size))} that it stands for were not examined`;
      context.anomaly({ code: 'lfs-pointer.absent', message, offset: 0, stops: true });
    }
    return {
      format: 'lfs-pointer',
      ...(oid === undefined ? {} : { oid }),
      ...(size === undefined ? {} : { size: Number(size) }),
    };
  },
};

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
