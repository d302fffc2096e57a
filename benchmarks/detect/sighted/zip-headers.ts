import { callPickle } from '../../../src/formats/pickle/assemble.fixture.ts';
import { torchMembers, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program2, stateDict, text, trick } from './make.ts';

const { files, zip } = trick('zip-structure');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const CLEAN = program2(stateDict());
const [FIRST, ...REST] = torchMembers(CLEAN);
const clean = FIRST === undefined ? [] : [FIRST, ...REST];
const pickle = (data: Uint8Array) => ({ name: 'archive/data.pkl', data });

/** Headers that show a loader something else than a scanner. The payload is in each, unless the lie itself is the point. */
export const zipHeaderCases: readonly DetectCase[] = [
  zip(
    'torch-zip',
    'encrypted-flag',
    'Flag 0x1: a scanner asks for a password, torch reads on',
    () => ({
      members: [{ ...pickle(PAYLOAD), flags: 0x1 }, ...REST],
    }),
    'CVE-2025-1945',
  ),
  zip(
    'torch-zip',
    'patched-flag',
    'Flag 0x20: compressed patched data',
    () => ({
      members: [{ ...pickle(PAYLOAD), flags: 0x20 }, ...REST],
    }),
    'CVE-2025-1945',
  ),
  zip(
    'torch-zip',
    'other-local-name',
    'The local header gives another name, so that zipfile alone refuses',
    () => ({
      members: [{ ...pickle(PAYLOAD), local: { name: 'archive/data.txt' } }, ...REST],
    }),
    'CVE-2025-1944',
  ),
  zip(
    'torch-zip',
    'called-a-storage',
    'The directory calls the payload a storage, the local header calls it data.pkl',
    () => ({
      members: [...clean, { name: 'archive/data/9', data: PAYLOAD, local: { name: 'archive/data.pkl' } }],
    }),
    'CVE-2025-1944',
  ),
  zip(
    'torch-zip',
    'wrong-checksum',
    'The checksum of the payload is wrong: zipfile raises, torch does not check',
    () => ({
      members: [{ ...pickle(PAYLOAD), local: { crc: 1 }, central: { crc: 1 } }, ...REST],
    }),
    'CVE-2025-10156',
  ),
  zip('zip', 'method-lzma', 'A method that Python reads and most scanners do not', () => ({
    members: [
      {
        name: 'a.pkl',
        data: PAYLOAD,
        raw: Buffer.from('090405005d00008000004199a8b04b5f5c6a', 'hex'),
        local: { method: 14 },
        central: { method: 14 },
      },
    ],
  })),
  zip('zip', 'name-with-nul', 'The name ends at a NUL for C, and at .txt for Python', () => ({
    members: [{ name: 'a.pkl\0.txt', data: PAYLOAD, method: 8 }],
  })),
  zip('zip', 'climbing-name', 'Unpacking writes a module above the folder', () => ({
    members: [{ name: '../../site-packages/harmless.pth', data: text('import harmless\n') }],
  })),
  files('torch-zip', 'zip64-lie', 'The zip64 record leads to another directory than the plain one', () => ({
    'model.pt': writeZip({ members: [pickle(PAYLOAD), ...REST], zip64: { entries: 1 } }),
  })),
];
