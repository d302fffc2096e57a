import type { DetectCase } from '../case.ts';
import { bin, crc32, hex, type Part, u16, u32, zeros } from './bytes.ts';
import { bad, ECHO, PRINT } from './make.ts';
import { call, pk, ref } from './pickle.ts';
import { legacy, legacyState, stateDict, torchEntries, torchZip } from './torch.ts';
import { directory, type Entry, zip } from './zip.ts';

const evil = (): Uint8Array => pk(stateDict(['x', call(ref('posix', 'system'), ECHO)]), 2);
const calm = (): Uint8Array => pk(stateDict(), 2);
const note = bin('nothing to see\n');
const up = '../../pwned.txt';

/** A fake end record for the end of a comment. */
function comment(headers: readonly Uint8Array[], at: number): Uint8Array {
  return directory(headers, at);
}

function headerOf(entry: Entry, offset: number): Uint8Array {
  const whole = zip([{ ...entry, noLocal: true, offset }]);
  return whole.subarray(0, whole.length - 22);
}

/** Honest archive, a second central directory behind it whose data.pkl lies in a gap of the first. */
function fakeEnd(): Uint8Array {
  const hidden = evil();
  const name = 'archive/data.pkl';
  const local = bin(
    [
      u32(0x04034b50),
      u16(20),
      u16(0),
      u16(0),
      u16(0),
      u16(0x21),
      u32(crc32(hidden)),
      u32(hidden.length),
      u32(hidden.length),
    ],
    [u16(name.length), u16(0), name, hidden],
  );
  const first = torchEntries(calm(), { before: [] });
  const open = zip([{ name: 'archive/.format_version', data: bin('1'), after: local }, ...first]);
  const at = 30 + 'archive/.format_version'.length + 1;
  const end = open.length;
  const plain = torchEntries(calm()).slice(1);
  const offsets = new Map<string, number>();
  const text = Buffer.from(open).toString('latin1');
  for (const entry of plain) offsets.set(entry.name, text.indexOf(entry.name) - 30);
  const headers = [headerOf({ name, data: hidden }, at), ...plain.map((e) => headerOf(e, offsets.get(e.name) ?? 0))];
  const tail = comment(headers, end);
  return bin(open.subarray(0, end - 2), u16(tail.length), tail);
}

const unicodePath = (real: string, shown: string): Uint8Array =>
  bin([u16(0x7075), u16(5 + real.length)], [1, u32(crc32(bin(shown))), real] as readonly Part[]);

export const archiveCases: readonly DetectCase[] = [
  bad(
    'zip-structure',
    'local-encrypted-flag',
    'torch-zip',
    'the local header alone says encrypted; torch.load runs the command',
    () => ({
      'model.pt': torchZip(evil(), { pickle: { local: { flags: 1 } } }),
    }),
  ),
  bad(
    'zip-structure',
    'local-name',
    'torch-zip',
    'the local header names a text file; torch.load runs the command',
    () => ({
      'model.pt': torchZip(evil(), { pickle: { local: { name: 'archive/note.txt' } } }),
    }),
  ),
  bad('zip-structure', 'bad-crc', 'torch-zip', 'the checksum is wrong, which torch.load does not check', () => ({
    'pytorch_model.bin': torchZip(evil(), { pickle: { both: { crc: 0x12345678 } } }),
  })),
  bad(
    'zip-structure',
    'duplicate-last',
    'torch-zip',
    'two data.pkl, the last one hostile; readers that keep the last run it',
    () => ({
      'model.pt': torchZip(calm(), { extra: [{ name: 'archive/data.pkl', data: evil() }] }),
    }),
  ),
  bad(
    'zip-structure',
    'duplicate-first',
    'torch-zip',
    'two data.pkl, the first one hostile; readers that keep the first run it',
    () => ({
      'model.pt': torchZip(evil(), { extra: [{ name: 'archive/data.pkl', data: calm() }] }),
    }),
  ),
  bad(
    'zip-structure',
    'upper-case',
    'torch-zip',
    'the member is called DATA.PKL, which torch.load finds as well',
    () => ({
      'model.pt': torchZip(evil(), { pickle: { name: 'archive/DATA.PKL' } }),
    }),
  ),
  bad(
    'zip-structure',
    'legacy-prefix',
    'torch-zip',
    'an honest archive stands behind a hostile stream, which torch.load reads',
    () => ({
      'model.pt': torchZip(calm(), { prefix: legacy(pk(legacyState(['x', call(ref('builtins', 'exec'), PRINT)]), 2)) }),
    }),
  ),
  bad(
    'zip-structure',
    'second-archive',
    'torch-zip',
    'a hostile archive follows an honest one; readers go by the last end record',
    () => ({
      'model.pt': torchZip(evil(), { prefix: torchZip(calm()) }),
    }),
  ),
  bad(
    'zip-structure',
    'comment-end-record',
    'torch-zip',
    'the comment holds another directory, whose data.pkl is hostile',
    () => ({
      'model.pt': fakeEnd(),
    }),
  ),
  bad(
    'zip-structure',
    'size-lie',
    'torch-zip',
    'the local header says the pickle is empty; torch.load goes by the directory',
    () => ({
      'model.pt': torchZip(evil(), { pickle: { local: { csize: 0, usize: 0, crc: 0 } } }),
    }),
  ),
  bad('zip-structure', 'traversal', 'zip', 'an unpacker that trusts names writes above the target folder', () => ({
    'weights.zip': zip([
      { name: 'README.md', data: note },
      { name: up, data: note },
    ]),
  })),
  bad('zip-structure', 'symlink', 'zip', 'a link leads out of the folder and a file is written through it', () => ({
    'weights.zip': zip([
      { name: 'cache', data: bin('/tmp'), mode: 0o120777 },
      { name: 'cache/pwned.txt', data: note, mode: 0o100644 },
    ]),
  })),
  bad('zip-structure', 'unicode-path', 'zip', 'unzip prefers the path of the extra field, which leads upwards', () => ({
    'weights.zip': zip([{ name: 'notes.txt', data: note, both: { extra: unicodePath(up, 'notes.txt') } }]),
  })),
  bad(
    'lying-extension',
    'zip-as-safetensors',
    'torch-zip',
    'torch.load (before it went by the name) runs a command',
    () => ({
      'model.safetensors': torchZip(evil()),
    }),
  ),
  bad(
    'lying-extension',
    'gif-polyglot',
    'pickle',
    'the file begins as a GIF picture and is a pickle that runs a command',
    () => ({
      'preview.gif': bin('GIF89a', hex('000000'), bin('0'), pk(call(ref('posix', 'system'), ECHO), 0)),
    }),
  ),
  bad(
    'lying-extension',
    'gguf-polyglot',
    'pickle',
    'the file begins like GGUF and is a pickle that runs a command',
    () => ({
      'model.gguf': bin('GGUF', u32(3), zeros(1), '0', pk(call(ref('posix', 'system'), ECHO), 2)),
    }),
  ),
  bad(
    'lying-extension',
    'exe-polyglot',
    'folder',
    'the file begins like a program and is a pickle that runs a command',
    () => ({
      'config.json': bin('{"model_type": "bert"}\n'),
      'setup.exe': bin('MZ', hex('90'), '0', pk(call(ref('posix', 'system'), ECHO), 4)),
    }),
  ),
  bad(
    'lying-extension',
    'text-polyglot',
    'pickle',
    'a text file whose first line is a string; pickle.load runs the command behind it',
    () => ({
      'VERSION.txt': bin('Version 1.2 of the weights\n', '0', pk(call(ref('posix', 'system'), ECHO), 0)),
    }),
  ),
  bad('lying-extension', 'pickle-as-json', 'folder', 'pickle.load of a file called json runs a command', () => ({
    'config.json': bin('{"model_type": "bert"}\n'),
    'label_map.json': pk(call(ref('builtins', 'exec'), PRINT), 0),
  })),
  bad(
    'lying-extension',
    'pickle-as-safetensors-shard',
    'folder',
    'torch.load (before it went by the name) of the shard runs a command',
    () => ({
      'model.safetensors.index.json': bin(
        JSON.stringify({ metadata: { total_size: 32 }, weight_map: { a: 'model-00001-of-00001.safetensors' } }),
      ),
      'model-00001-of-00001.safetensors': legacy(pk(legacyState(['x', call(ref('posix', 'system'), ECHO)]), 2)),
    }),
  ),
];
