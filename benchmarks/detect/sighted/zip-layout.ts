import { bytesOf, callPickle } from '../../../src/formats/pickle/assemble.fixture.ts';
import { torchMembers, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program2, stateDict, text, torchZip as archive, trick } from './make.ts';

const { files, zip } = trick('zip-structure');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const CLEAN = program2(stateDict());

/** Members twice, hidden or elsewhere; bytes before, behind and between. */
export const zipLayoutCases: readonly DetectCase[] = [
  zip(
    'torch-zip',
    'other-extension',
    'A second pickle under a name that no scanner opens, which the first loads',
    () => ({
      members: [...torchMembers(callPickle('torch', 'load', 'config.p')), { name: 'archive/config.p', data: PAYLOAD }],
    }),
    'CVE-2025-1889',
  ),
  zip(
    'torch-zip',
    'protocol-0',
    'data.pkl has no magic number',
    () => ({
      members: [
        { name: 'archive/model.weights', data: text(`cos\nsystem\n(S'${COMMAND}'\ntR.`) },
        ...torchMembers(CLEAN),
      ],
    }),
    'modelaudit #624',
  ),
  zip('torch-zip', 'duplicate-member', 'data.pkl twice: one harmless, one not', () => ({
    members: [...torchMembers(CLEAN), { name: 'archive/data.pkl', data: PAYLOAD }],
  })),
  zip(
    'zip',
    'corrupt-first',
    'The first member is corrupt and the second is the payload',
    () => ({
      members: [
        { name: 'a.pkl', data: CLEAN, method: 8, raw: Buffer.from('ffffffff', 'hex') },
        { name: 'b.pkl', data: PAYLOAD },
      ],
    }),
    'modelscan #354',
  ),
  zip('torch-zip', 'hidden-member', 'The payload has a local header but is not in the directory', () => ({
    members: [...torchMembers(CLEAN), { name: 'archive/data.pkl', data: PAYLOAD, central: null }],
  })),
  files('torch-zip', 'comment-with-end-record', 'The comment holds the end record of a second archive', () => {
    const other = writeZip({ members: [{ name: 'archive/data.pkl', data: PAYLOAD }] });
    return { 'model.pt': archive(CLEAN, { comment: other }) };
  }),
  files('torch-zip', 'two-archives', 'Two whole archives after each other', () => ({
    'model.pt': bytesOf(archive(CLEAN), writeZip({ members: [{ name: 'archive/data.pkl', data: PAYLOAD }] })),
  })),
  files(
    'torch-zip',
    'pickle-before-archive',
    'A pickle in front of an archive: pickle.load sees one, zipfile the other',
    () => ({
      'model.bin': archive(CLEAN, { prefix: PAYLOAD }),
    }),
  ),
  files('zip', 'shared-bytes', 'A hundred members lie on the same bytes: the archive expands a hundred times', () => ({
    'model.zip': writeZip({
      members: [
        { name: 'a', data: new Uint8Array(4096), method: 8 },
        ...Array.from({ length: 99 }, (_, i) => ({
          name: `b${i}`,
          data: new Uint8Array(4096),
          method: 8 as const,
          absent: true,
          central: { offset: 0 },
        })),
      ],
    }),
  })),
];
