import type { ByteSource } from '../../sources/byte-source.ts';
import { compressedSizeOf, type Entry, methodsOf, sizeOf } from './entry.ts';
import { STORED } from './records.ts';
import type { TorchRecords, ZipFlavour } from './structure.ts';

const MOST_RECORD = 64;

/** What kind of archive the names make it. */
export interface Recognised {
  readonly flavour?: ZipFlavour;
  /** The folder that holds `data.pkl`; torch's reader takes that of the first member. */
  readonly root?: string;
}

/** Recognises what `torch.save`, `torch.jit.save` and `numpy.savez` write, by the names of the members. */
export function recognise(entries: readonly Entry[]): Recognised {
  const folders = new Map<string, { pickle: boolean; torch: boolean; script: boolean; package: boolean }>();
  let arrays = 0;
  for (const { name } of entries) {
    if (name.endsWith('.npy')) arrays++;
    const slash = name.indexOf('/');
    if (slash <= 0) continue;
    const folder = folders.get(name.slice(0, slash)) ?? { pickle: false, torch: false, script: false, package: false };
    folders.set(name.slice(0, slash), folder);
    const inside = name.slice(slash + 1);
    folder.pickle ||= inside === 'data.pkl';
    folder.torch ||= inside === 'version' || inside.startsWith('data/');
    folder.package ||= inside === '.data/extern_modules';
    folder.script ||= inside === 'constants.pkl' || inside.startsWith('code/');
  }
  for (const [root, folder] of folders) {
    const { pickle, torch, script } = folder;
    if (folder.package) return { flavour: 'torch-package', root };
    if (pickle && torch) return { flavour: script ? 'torchscript' : 'torch-zip', root };
  }
  if (arrays > 0 && arrays === entries.length) return { flavour: 'npz' };
  const flavour = byMember(new Set(entries.map(({ name }) => name)));
  return flavour === undefined ? {} : { flavour };
}

/** Archives known by the members that their loaders ask for. */
function byMember(names: ReadonlySet<string>): ZipFlavour | undefined {
  if (names.has('MAR-INF/MANIFEST.json')) return 'torchserve';
  if (names.has('config.json') && names.has('metadata.json') && names.has('model.weights.h5')) return 'keras';
  return names.has('schema.json') && [...names].every((name) => name === 'schema.json' || /\.np[yz]$/.test(name))
    ? 'skops'
    : undefined;
}

/**
 * True for a member that torch reads as the raw bytes of a tensor and never unpickles: `<root>/data/0` and the like.
 * Only where both headers agree on it, and it is stored as torch stores it.
 */
export function isStorage(entry: Entry, { root }: Recognised): boolean {
  if (root === undefined || entry.central === undefined || entry.local === undefined) return false;
  if (entry.central.rawName !== entry.local.rawName || entry.name !== entry.central.rawName) return false;
  if (!entry.name.startsWith(`${root}/`)) return false;
  const inside = entry.name.slice(root.length + 1);
  return (
    /^(data|constants)\/\d{1,12}$/.test(inside) &&
    methodsOf(entry).join() === String(STORED) &&
    sizeOf(entry) === compressedSizeOf(entry)
  );
}

/** The random identifier that torch writes into each archive: digits, read by nothing. */

const RECORDS: Readonly<Record<string, keyof TorchRecords>> = {
  version: 'version',
  byteorder: 'byteorder',
  '.format_version': 'formatVersion',
  '.storage_alignment': 'storageAlignment',
};

/** The record that a member is in a torch archive, or undefined. */
export function recordOf(name: string, { root }: Recognised): keyof TorchRecords | undefined {
  if (root === undefined || !name.startsWith(`${root}/`)) return undefined;
  const key = name.slice(root.length + 1);
  return Object.hasOwn(RECORDS, key) ? RECORDS[key] : undefined;
}

export async function readRecord(source: ByteSource, signal: AbortSignal | undefined): Promise<string> {
  return Buffer.from(await source.read(0, MOST_RECORD, signal))
    .toString('latin1')
    .trim();
}
