import { printable } from '../../core/printable.ts';
import type { ReadContext } from '../format.ts';
import { JsonText } from '../json-text.ts';
import type { Notes } from '../notes.ts';
import type { TensorTableBuilder } from '../tensor-table.ts';
import { oddName } from '../text-checks.ts';
import { readEntry } from './entry.ts';
import { METADATA_ENTRIES, METADATA_TEXT, METADATA_TEXT_ALL, type MetadataEntry, NAME_TEXT } from './structure.ts';

/** What has been read of a header, filled as it is read so that an error loses nothing before it. */
export interface Header {
  readonly tensors: TensorTableBuilder;
  tensorCount: number;
  parameters: number;
  readonly metadata: MetadataEntry[];
  metadataCount: number;
  /** Offset in the header after its object. */
  end: number;
  /** Every tensor of the header is in the table with an extent: gaps can be told. */
  complete: boolean;
}

export interface HeaderContext {
  readonly notes: Notes;
  readonly context: ReadContext;
  readonly dataStart: number;
}

/**
 * Reads the JSON object of a header into `header`. `base` is the offset of `bytes` in the file.
 * @throws InputError where the JSON is not sound
 */
export function readHeader(bytes: Uint8Array, base: number, header: Header, c: HeaderContext): void {
  const json = new JsonText(bytes);
  const { notes } = c;
  const most = c.context.limits['safetensors.tensors'];
  const names = new Set<string>();
  let placed = true;
  let metadataSeen = false;
  json.object((key, at) => {
    const where = { offset: base + at };
    const cut = json.cut;
    if (key === '__metadata__') {
      if (metadataSeen) notes.note('safetensors.duplicate-key', () => 'the key "__metadata__" stands twice', where);
      metadataSeen = true;
      readMetadata(json, base, header, notes);
      return;
    }
    header.tensorCount++;
    if (header.tensorCount > most) {
      if (header.tensorCount === most + 1) {
        notes.note('safetensors.limit', () => `more than ${most} tensors`, { ...where, stops: true });
      }
      placed = false;
      json.skip();
      return;
    }
    if (names.has(key)) {
      const message = () => `the tensor "${printable(key)}" stands twice: readers differ in which they load`;
      notes.note('safetensors.duplicate-key', message, where);
    }
    names.add(key);
    const odd = cut ? `has more than ${NAME_TEXT} bytes` : oddName(key);
    if (odd !== undefined) notes.note('safetensors.tensor-name', () => `the name "${printable(key)}" ${odd}`, where);
    placed = readEntry(json, key, base + at, header, c) && placed;
  }, NAME_TEXT);
  header.end = json.at;
  header.complete = placed;
}

/** `__metadata__`: a map from string to string. */
function readMetadata(json: JsonText, base: number, header: Header, notes: Notes): void {
  if (json.kind() !== 'object') {
    const message = () => `"__metadata__" is a JSON ${json.kind()}, not an object`;
    notes.note('safetensors.metadata', message, { offset: base + json.at });
    json.skip();
    return;
  }
  const keys = new Set<string>();
  let textLeft = METADATA_TEXT_ALL;
  json.object((key, at) => {
    const keyCut = json.cut;
    const where = { offset: base + at };
    const keep = header.metadataCount++ < METADATA_ENTRIES;
    if (header.metadataCount === METADATA_ENTRIES + 1) {
      notes.note('safetensors.metadata-limit', () => `more than ${METADATA_ENTRIES} entries of "__metadata__"`, {
        ...where,
        stops: true,
      });
    }
    if (keep && keys.has(key)) {
      notes.note('safetensors.duplicate-key', () => `the metadata key "${printable(key)}" stands twice`, where);
    }
    if (json.kind() !== 'string') {
      const kind = json.kind();
      notes.note(
        'safetensors.metadata',
        () => `the metadata "${printable(key)}" is a JSON ${kind}, not a string`,
        where,
      );
      json.skip();
    } else {
      const value = json.string(keep ? Math.min(METADATA_TEXT, textLeft) : 0);
      textLeft -= value.length;
      if (keep) header.metadata.push({ key, value, cut: keyCut || json.cut });
    }
    if (keep) keys.add(key);
  }, NAME_TEXT);
}
