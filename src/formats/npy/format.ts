import { InputError } from '../../core/errors.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { Format, Match, Probe, ReadContext } from '../format.ts';
import { holdsObjects, parseHeader } from './header.ts';
import type { NpyStructure } from './structure.ts';

const MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
/** Bytes of a header; NumPy itself warns from 10,000 on. */
const MOST_HEADER = 1024 * 1024;

/** NumPy's array file. An array of objects is a pickle with a header, which `numpy.load(allow_pickle=True)` loads (CVE-2019-6446). */
export const npyFormat: Format<NpyStructure> = {
  id: 'npy',
  version: 1,
  title: 'NumPy array',
  extensions: ['.npy'],
  identify,
  read,
};

function identify({ head }: Probe): Match | undefined {
  return MAGIC.every((byte, i) => head[i] === byte) ? 'magic' : undefined;
}

async function read(source: ByteSource, context: ReadContext): Promise<NpyStructure> {
  const { dataStart, text, version } = await headerText(source, context);
  const header = parseHeader(text);
  const objects = holdsObjects(header.descr);
  if (objects) {
    context.part({
      role: 'member',
      name: 'objects.pkl',
      source: rangeSource(source, dataStart, source.size - dataStart),
      offset: dataStart,
    });
  } else {
    checkLength(source, context, header, dataStart);
  }
  return {
    format: 'npy',
    version,
    descr: header.descr.slice(0, 1000),
    fortranOrder: header.fortranOrder,
    shape: header.shape,
    objects,
    dataStart,
  };
}

/** @throws InputError `truncated`, `unsupported`, `limit` */
async function headerText(
  source: ByteSource,
  context: ReadContext,
): Promise<{ dataStart: number; text: string; version: string }> {
  const head = await source.read(0, 12, context.signal);
  const [major, minor] = [head[6] ?? 0, head[7] ?? 0];
  if (major < 1 || major > 3) throw new InputError('unsupported', `version ${major}.${minor}`, { offset: 6 });
  const wide = major > 1;
  const start = wide ? 12 : 10;
  if (head.length < start) throw new InputError('truncated', 'the file ends before the length of its header');
  const view = new DataView(head.buffer, head.byteOffset);
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > MOST_HEADER) throw new InputError('limit', `a header of ${length} bytes`, { offset: 8 });
  const bytes = await source.read(start, length, context.signal);
  if (bytes.length < length) throw new InputError('truncated', 'the file ends inside its header', { offset: start });
  return {
    dataStart: start + length,
    text: new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes),
    version: `${major}.${minor}`,
  };
}

/** Data shorter or longer than shape and element size make it; types that are lists of fields are not added up. */
function checkLength(
  source: ByteSource,
  context: ReadContext,
  header: { descr: string; shape: readonly number[] },
  dataStart: number,
): void {
  const element = /^'[|<>=]?([?bhilqBHILQefdgFDGSUVmMciu])(\d*)(?:\[[^\]]*\])?'$/.exec(header.descr);
  if (element === null) return;
  const size = Number(element[2] ?? '') * (element[1] === 'U' ? 4 : 1);
  const count = header.shape.reduce((product, one) => product * one, 1);
  if (element[2] === '' || !Number.isSafeInteger(count * size)) {
    if (element[2] !== '')
      context.anomaly({
        code: 'npy.overflow',
        message: 'the product of the dimensions passes 2^53',
        offset: dataStart,
        stops: false,
      });
    return;
  }
  const have = source.size - dataStart;
  if (have < count * size) {
    context.anomaly({
      code: 'npy.truncated',
      message: `the array needs ${count * size} bytes and has ${have}`,
      offset: dataStart,
      stops: true,
    });
  } else if (have > count * size) {
    const offset = dataStart + count * size;
    context.anomaly({
      code: 'npy.trailing',
      message: `${have - count * size} bytes follow the array`,
      offset,
      stops: false,
    });
    context.part({
      role: 'tail',
      name: `after the array`,
      source: rangeSource(source, offset, source.size - offset),
      offset,
    });
  }
}
