import { InputError } from '../../core/errors.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { startsAsFile, SUSPECT_HEAD } from '../embedded.ts';
import type { ReadContext } from '../format.ts';
import { holdsObjects, type NpyHeader, parseHeader } from './header.ts';
import { isNpy, NPY_MAGIC, type NpyStructure } from './structure.ts';

/** Arrays of one file that are looked at one after another (CWE-834). */
const MOST_ARRAYS = 1_000;
/** Bytes of a header; NumPy itself warns from 10,000 on. */
const MOST_HEADER = 1024 * 1024;

export async function readNpy(source: ByteSource, context: ReadContext): Promise<NpyStructure> {
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
    await followed(source, context, header, dataStart);
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

/** An array of numbers, and what `numpy.save` may have written into the same file behind it: further arrays. */
async function followed(source: ByteSource, context: ReadContext, first: NpyHeader, from: number): Promise<void> {
  let [rest, header, dataStart] = [source, first, from];
  let base = 0;
  for (let count = 1; ; count++) {
    const lead = await rest.read(dataStart, SUSPECT_HEAD, context.signal);
    if (startsAsFile(lead)) {
      const numbers = rangeSource(rest, dataStart, rest.size - dataStart);
      context.part({ role: 'storage', name: `numbers ${count}`, source: numbers, offset: base + dataStart });
    }
    const end = endOf(header, dataStart);
    const next = end === undefined ? new Uint8Array(0) : await rest.read(end, NPY_MAGIC.length, context.signal);
    if (end === undefined || count >= MOST_ARRAYS || !isNpy(next))
      return checkLength(rest, context, header, dataStart, base);
    if (count === 1)
      context.anomaly({
        code: 'npy.several',
        message: 'further arrays follow the first: numpy.load reads one for each call',
        offset: end,
        stops: false,
      });
    base += end;
    rest = rangeSource(source, base, source.size - base);
    const found = await headerText(rest, context);
    ({ dataStart } = found);
    header = parseHeader(found.text);
    if (!holdsObjects(header.descr)) continue;
    const objects = rangeSource(rest, dataStart, rest.size - dataStart);
    context.part({ role: 'member', name: 'objects.pkl', source: objects, offset: base + dataStart });
    return;
  }
}

/** Bytes of an array's numbers, or undefined where that is not known. */
function bytesOf({ descr, shape }: NpyHeader): number | undefined {
  const element = /^'[|<>=]?([?bhilqBHILQefdgFDGSUVmMciu])(\d*)(?:\[[^\]]*\])?'$/.exec(descr);
  if (element === null || element[2] === '') return undefined;
  return shape.reduce((product, one) => product * one, 1) * Number(element[2]) * (element[1] === 'U' ? 4 : 1);
}

function endOf(header: NpyHeader, dataStart: number): number | undefined {
  const bytes = bytesOf(header);
  return bytes === undefined || !Number.isSafeInteger(bytes) ? undefined : dataStart + bytes;
}

/** Data shorter or longer than shape and element size make it; types that are lists of fields are not added up. */
function checkLength(
  source: ByteSource,
  context: ReadContext,
  header: NpyHeader,
  dataStart: number,
  base: number,
): void {
  const wanted = bytesOf(header);
  if (wanted === undefined) return;
  if (!Number.isSafeInteger(wanted)) {
    context.anomaly({
      code: 'npy.overflow',
      message: 'the product of the dimensions passes 2^53',
      offset: base + dataStart,
      stops: false,
    });
    return;
  }
  const have = source.size - dataStart;
  if (have < wanted) {
    context.anomaly({
      code: 'npy.truncated',
      message: `the array needs ${wanted} bytes and has ${have}`,
      offset: base + dataStart,
      stops: true,
    });
  } else if (have > wanted) {
    const offset = dataStart + wanted;
    context.anomaly({
      code: 'npy.trailing',
      message: `${have - wanted} bytes follow the array`,
      offset: base + offset,
      stops: false,
    });
    context.part({
      role: 'tail',
      name: `after the array`,
      source: rangeSource(source, offset, source.size - offset),
      offset: base + offset,
    });
  }
}
