import { type Codec, loaded } from '../../codecs/codec.ts';
import { ExpandedSource, type Measured } from '../../codecs/expanded-source.ts';
import { Expansion } from '../../codecs/expansion.ts';
import type { GzipHeader } from '../../codecs/gzip.ts';
import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { printable } from '../../core/printable.ts';
import { type ByteSource, memorySource, rangeSource } from '../../sources/byte-source.ts';
import { pathDanger } from '../archive-names.ts';
import type { ReadContext } from '../format.ts';
import { codecOfFile, LZMA_NAME } from './recognise.ts';
import type { CodecId, CompressedStructure } from './structure.ts';

const CODECS: Readonly<Record<CodecId, (limits: Limits) => Codec>> = {
  gzip: () => loaded(async () => (await import('../../codecs/gzip.ts')).gzip),
  zlib: () => loaded(async () => (await import('../../codecs/zlib.ts')).zlib),
  bzip2: () => loaded(async () => (await import('../../codecs/bzip2.ts')).bzip2),
  xz: (limits) => loaded(async () => (await import('../../codecs/xz.ts')).xz(limits)),
  lzma: (limits) => loaded(async () => (await import('../../codecs/lzma.ts')).lzmaAlone(limits)),
  lz4: () => loaded(async () => (await import('../../codecs/lz4.ts')).lz4),
  zstd: () => loaded(async () => (await import('../../codecs/zstd.ts')).zstd),
  'joblib-zfile': () => loaded(async () => (await import('../../codecs/zfile.ts')).zfile),
};

export async function readCompressed(source: ByteSource, context: ReadContext): Promise<CompressedStructure> {
  const { limits, allowance, signal } = context;
  const flavour = (await codecOfFile(source, signal)) ?? (LZMA_NAME.test(context.name) ? 'lzma' : undefined);
  if (flavour === undefined) throw new InputError('malformed', 'no compressed data begins here');
  const expansion = new Expansion(limits, allowance, source.size);
  const inside = new ExpandedSource(CODECS[flavour](limits), source, { size: Infinity, expansion });
  const found = await inside.measured(signal);
  const gzip = flavour === 'gzip' ? await import('../../codecs/gzip.ts') : undefined;
  const header = await gzip?.readGzipHeader(source, 0, signal);
  const name = header?.name;
  if (header !== undefined) emitHeader(header, source, context);
  note(found, context, name);
  if (found.size > 0) context.part({ role: 'member', name: innerName(context.name), source: inside, offset: 0 });
  if (found.fault === undefined && found.consumed < source.size) await emitTail(source, found.consumed, context);
  return {
    format: 'compressed',
    flavour,
    size: found.size,
    consumed: found.consumed,
    members: found.members ?? 1,
    ...(name === undefined ? {} : { name }),
  };
}

function note(found: Measured, { anomaly }: ReadContext, name: string | undefined): void {
  const { fault } = found;
  if (fault !== undefined) {
    const expanded = fault.message.includes('expanded.bytes');
    anomaly({
      code: expanded ? 'compressed.expanded' : `compressed.${fault.fault}`,
      message: `after ${found.size} decompressed bytes: ${fault.message}; what comes before was read`,
      offset: found.consumed,
      stops: true,
    });
  }
  for (const { kind, message, offset } of found.remarks ?? [])
    anomaly({ code: `compressed.${kind}`, message, offset, stops: false });
  if ((found.members ?? 1) > 1)
    anomaly({
      code: 'compressed.members',
      message: `${found.members ?? 0} compressed streams follow one another; a tool that reads only the first sees less than a loader`,
      offset: 0,
      stops: false,
    });
  const danger = name === undefined ? undefined : pathDanger(name);
  if (name !== undefined && danger !== undefined)
    anomaly({
      code: 'compressed.path-traversal',
      message: `the file name in the header, '${printable(name, 120)}', ${danger}`,
      offset: 10,
      stops: false,
    });
}

/** Subfields that compressors of blocks write: BGZF, dictzip, RAZF, and the times of some archivers. */
const WRITTEN_EXTRA = /^(?:BC|RA|RZ|AP|LU|cp)/;
/** Bytes of an identifier and a length before the content of a subfield (RFC 1952, 2.3.1.1). */
const SUBFIELD = 4;

/** What decompressors pass over in the header may be a file of its own. */
function emitHeader({ extra, comment }: GzipHeader, source: ByteSource, context: ReadContext): void {
  const emit = (name: string, bytes: Uint8Array, offset: number): void =>
    context.part({ role: 'constant', name, source: memorySource(`${source.id}#${name}`, bytes), offset });
  if (extra !== undefined && extra.length > 0) {
    if (!WRITTEN_EXTRA.test(Buffer.from(extra.subarray(0, 2)).toString('latin1')))
      context.anomaly({
        code: 'compressed.extra',
        message: `the header has an extra field of ${extra.length} bytes that no known compressor writes`,
        offset: 10,
        stops: false,
      });
    emit('extra field', extra, 12);
    for (let at = 0; at + SUBFIELD < extra.length; ) {
      const length = (extra[at + 2] ?? 0) | ((extra[at + 3] ?? 0) << 8);
      emit(`extra subfield at ${12 + at}`, extra.subarray(at + SUBFIELD, at + SUBFIELD + length), 12 + at + SUBFIELD);
      at += SUBFIELD + length;
    }
  }
  if (comment !== undefined && comment !== '') {
    context.anomaly({
      code: 'compressed.comment',
      message: `the header has the comment '${printable(comment, 120)}'`,
      offset: 10,
      stops: false,
    });
    emit('comment', Buffer.from(comment, 'latin1'), 10);
  }
}

/** Bytes after the compressed data: zeros are padding, anything else is a part of its own. */
async function emitTail(source: ByteSource, from: number, context: ReadContext): Promise<void> {
  const length = source.size - from;
  const zero = await isZero(source, from, context.signal);
  context.anomaly({
    code: zero ? 'compressed.padding' : 'compressed.tail',
    message: `${length} bytes follow the compressed data${zero ? ', all of them zero' : ': decompressors ignore them or fail on them'}`,
    offset: from,
    length,
    stops: false,
  });
  if (!zero)
    context.part({ role: 'tail', name: `(tail at ${from})`, source: rangeSource(source, from, length), offset: from });
}

async function isZero(source: ByteSource, from: number, signal: AbortSignal | undefined): Promise<boolean> {
  for (let at = from; at < source.size; at += 65_536)
    if ((await source.read(at, 65_536, signal)).some((byte) => byte !== 0)) return false;
  return true;
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:tgz|tbz2?|txz|tlz|tzst)$/i, '.tar'],
  [/\.(?:gz|gzip|bz2|xz|lzma|lz4|zst|zstd|z)$/i, ''],
];

/** The name without the ending that only says how it is compressed. */
function innerName(name: string): string {
  for (const [ending, instead] of ENDINGS) {
    const inner = name.replace(ending, instead);
    if (inner !== name && inner !== '') return inner;
  }
  return name;
}
