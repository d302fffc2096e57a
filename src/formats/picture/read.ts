import { inflateSync } from 'node:zlib';
import { InputError } from '../../core/errors.ts';
import { type ByteSource, memorySource, rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { WindowCursor } from '../window-cursor.ts';
import { kindOf } from './kind.ts';
import { type Aside, MOST_ASIDES, type PictureStructure } from './structure.ts';
import { walkPicture } from './walk.ts';

/** Texts of a picture are short; of a packed one no more is unpacked (CWE-409). */
const MOST_UNPACKED = 4_194_304;

export async function readPicture(source: ByteSource, context: ReadContext): Promise<PictureStructure> {
  const kind = kindOf(await source.read(0, 16, context.signal));
  if (kind === undefined) throw new InputError('malformed', 'no picture begins here');
  const walked = await walkPicture(kind, new WindowCursor(source, context.signal));
  const asides = walked.asides.slice(0, MOST_ASIDES);
  for (const aside of asides) context.part(await partOf(aside, source, context));
  const end = walked.end ?? source.size;
  const length = source.size - end;
  if (length > 0) {
    const message = `${length} bytes follow the end of the picture, which no viewer looks at`;
    context.anomaly({ code: 'picture.trailing', message, offset: end, length, stops: false });
    context.part({ role: 'tail', name: `(tail at ${end})`, source: rangeSource(source, end, length), offset: end });
  }
  return { format: 'picture', flavour: kind, asides };
}

async function partOf({ name, offset, length, packed }: Aside, source: ByteSource, { signal }: ReadContext) {
  const stretch = rangeSource(source, offset, length);
  const part = { role: 'tail', name, source: stretch, offset } as const;
  if (packed === undefined || length > MOST_UNPACKED) return part;
  try {
    const bytes = inflateSync(await stretch.read(0, length, signal), { maxOutputLength: MOST_UNPACKED });
    return { ...part, source: memorySource(`${source.id}#${name}`, bytes) };
  } catch (error) {
    // Not what it says it is: the bytes as they stand.
    if (error instanceof InputError) throw error;
    return part;
  }
}
