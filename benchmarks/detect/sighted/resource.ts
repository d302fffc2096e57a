import { bytesOf, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { program2, trick } from './make.ts';

const { files, pickle } = trick('resource');

/** Counts, lengths, depths and expansions that exhaust a loader. */
export const resourceCases: readonly DetectCase[] = [
  pickle('memo-index', 'A memo index near 2^31 makes the C unpickler allocate gigabytes', () =>
    program2(op.none, op.longBinput(0x7fff_ffff)),
  ),
  pickle('length-of-a-pebibyte', 'BINBYTES8 claims a pebibyte', () =>
    bytesOf(op.proto(4), [0x8e, 0, 0, 0, 0, 0, 0, 4, 0], op.stop),
  ),
  pickle(
    'exponential-hash',
    'A tuple of tuples through the memo, sixty deep, as a key: its hash takes 2^60 steps, on load',
    () =>
      program2(
        op.emptyDict,
        op.emptyTuple,
        ...Array.from({ length: 60 }, () => bytesOf(op.dup, op.tuple2)),
        op.none,
        op.setitem,
      ),
    'fickling #111',
  ),
  pickle('nested-tuples', 'Tuples fifty thousand deep in each other, which nothing can compare or print', () =>
    program2(op.emptyTuple, ...Array.from({ length: 25_000 }, () => bytesOf(op.none, op.tuple2, [0x85]))),
  ),
  files('zip', 'nested-archives', 'Archives inside archives, deeper than anything reads', () => {
    let inner: Uint8Array = writeZip({ members: [{ name: 'a.txt', data: new Uint8Array(10) }] });
    for (let i = 0; i < 12; i++) inner = writeZip({ members: [{ name: 'a.zip', data: inner }] });
    return { 'model.zip': inner };
  }),
  files('safetensors', 'header-length', 'A header length of 2^62', () => ({
    'model.safetensors': writeSafetensors({
      tensors: [{ name: 'w', dtype: 'F32', shape: [2], bytes: 8 }],
      headerLength: 2n ** 62n,
    }),
  })),
  files(
    'gguf',
    'counts',
    'Counts of 2^60 overflow the sizes that a loader allocates by',
    () => ({
      'model.gguf': writeGguf({ tensorCount: 2n ** 60n, metadataCount: 2n ** 60n }),
    }),
    'CVE-2024-21836',
  ),
  files(
    'gguf',
    'string-length',
    'A string length of 2^64-1: one more is zero',
    () => ({
      'model.gguf': writeGguf({ metadata: [['general.name', { type: 'string', value: 'x', length: 2n ** 64n - 1n }]] }),
    }),
    'CVE-2024-23496',
  ),
];
