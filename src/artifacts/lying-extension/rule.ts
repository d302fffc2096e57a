import type { Draft, Rule } from '../rule.ts';

/** Formats that may run code or hold something that does. */
const ACTIVE: ReadonlySet<string> = new Set(['pickle', 'zip', 'torchscript-code', 'tar', 'seven-zip']);

const PICKLE = ['pickle', 'zip'];
/** joblib and pandas decompress by content or by name before they unpickle. */
const COMPRESSIBLE = [...PICKLE, 'compressed'];
/** Content that each extension promises to a loader or to a person. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  '.safetensors': ['safetensors'],
  '.gguf': ['gguf'],
  '.ggml': ['ggml'],
  '.pt': PICKLE,
  '.pth': PICKLE,
  '.ckpt': PICKLE,
  '.pkl': COMPRESSIBLE,
  '.pickle': COMPRESSIBLE,
  '.joblib': COMPRESSIBLE,
  '.dill': PICKLE,
  '.zip': ['zip'],
  '.npz': ['zip'],
  '.npy': ['npy'],
  '.keras': ['zip'],
  // skops loads anything else by joblib (CVE-2025-54886).
  '.skops': ['zip'],
  // Checkpoints are often called .pth.tar.
  '.tar': ['tar', ...COMPRESSIBLE],
  '.7z': ['seven-zip'],
  // Archives that were never compressed are often named so.
  '.gz': ['compressed', 'tar'],
  '.bz2': ['compressed'],
  '.xz': ['compressed'],
  '.lz4': ['compressed'],
  '.zst': ['compressed'],
  '.py': ['python'],
  '.pyw': ['python'],
  ...Object.fromEntries(
    [
      '.txt',
      '.md',
      '.rst',
      '.csv',
      '.tsv',
      '.json',
      '.jsonl',
      '.yaml',
      '.yml',
      '.toml',
      '.ini',
      '.cfg',
      '.xml',
      '.html',
      '.css',
      '.js',
      '.ts',
      '.sh',
      '.ipynb',
      '.jinja',
      '.png',
      '.jpg',
      '.jpeg',
      '.gif',
      '.webp',
      '.bmp',
      '.svg',
      '.ico',
      '.pdf',
      '.wav',
      '.mp3',
      '.mp4',
      '.h5',
      '.hdf5',
      '.onnx',
      '.pb',
      '.tflite',
      '.gitignore',
      '.gitattributes',
    ].map((extension) => [extension, [] as string[]]),
  ),
};
/** Readers that belong to such an ordinary file, or whose own rule says what is wrong with the name. */
const ORDINARY: ReadonlySet<string> = new Set([
  'shard-index',
  'skops-schema',
  'adapter-config',
  'model-config',
  'tokenizer',
  'tokenizer-config',
  'chat-template',
  'torchscript-code',
  'executable',
  'lfs-pointer',
  'config-code',
  'requirements',
  'notebook',
  'workspace',
  'modelfile',
  'picture',
  'graph',
]);

export const lyingExtensionRule: Rule = {
  id: 'lying-extension',
  title: 'The content is not what the name says',
  severity: 'medium',
  explanation:
    'Loaders and scanners that go by the extension treat this file as something that it is not. Where the content is a pickle or an archive, it can carry code under a name that nobody checks. Assay always goes by the content.',
  advice: 'Ask why the file is named like this. Rename it, or do not use it.',
  references: ['CWE-646', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'file',
  *check(file): Generator<Draft> {
    for (const part of file.parts) {
      if (part.match === 'name' || part.role === 'tail' || part.role === 'constant' || ORDINARY.has(part.format))
        continue;
      const name = (part.at.member ?? part.at.path).split('/').at(-1) ?? '';
      const dot = name.lastIndexOf('.');
      const promised = PROMISES[dot < 0 ? '' : name.slice(dot).toLowerCase()];
      if (promised === undefined || promised.includes(part.format)) continue;
      // What torch.jit saves is called so as well as TypeScript is.
      if (/\.ts$/i.test(name) && part.structure?.flavour === 'torchscript') continue;
      // torch.save itself wrote tar archives until 2017.
      if (promised === PICKLE && part.structure?.flavour === 'torch-tar') continue;
      const where = part.at.member === undefined ? 'The file' : `The member ${part.at.member}`;
      yield {
        severity: ACTIVE.has(part.format) ? 'medium' : 'low',
        confidence: part.match === 'magic' ? 'high' : 'medium',
        message: `${where} is named ${name}, but its content is ${part.format}.`,
        key: `${part.at.member ?? ''}\0${part.format}`,
      };
    }
  },
};
