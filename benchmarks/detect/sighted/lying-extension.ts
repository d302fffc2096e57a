import { bytesOf, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program2, stateDict, torchLegacy, torchZip as archive, trick } from './make.ts';

const { files, pickle } = trick('lying-extension');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const PAYLOAD_0 = bytesOf(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce);

/** The name says another format than the content. */
export const lyingExtensionCases: readonly DetectCase[] = [
  pickle(
    'pickle-as-safetensors',
    'A pickle called .safetensors, for a loader that falls back to torch.load',
    () => PAYLOAD,
    undefined,
    'model.safetensors',
  ),
  pickle(
    'protocol-0-as-text',
    'A pickle of protocol 0 called .txt',
    () => bare(PAYLOAD_0),
    'modelaudit #624',
    'notes.txt',
  ),
  files('torch-zip', 'archive-as-gguf', 'A torch archive called .gguf', () => ({ 'model-q4.gguf': archive(PAYLOAD) })),
  files(
    'torch-zip',
    'harmless-today',
    'A torch archive that calls nothing is called .json, past every filter by name',
    () => ({
      'tokenizer.json': archive(program2(stateDict())),
    }),
  ),
  files('torch-legacy', 'legacy-as-onnx', 'A legacy torch file called .onnx', () => ({
    'model.onnx': torchLegacy(PAYLOAD),
  })),
  files('zip', 'archive-as-image', 'An archive with a pickle called .png', () => ({
    'preview.png': writeZip({ members: [{ name: 'a.pkl', data: PAYLOAD, method: 8 }] }),
  })),
  pickle(
    'late-call-in-bin',
    'A bare pickle called .bin whose first value, a long string, fills the first pages',
    () => bare(op.unicode('x'.repeat(6000)), op.pop, PAYLOAD_0),
    'CVE-2025-10155',
    'pytorch_model.bin',
  ),
];
