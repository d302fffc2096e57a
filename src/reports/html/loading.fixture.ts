import type { LoadingRow } from '../../dossier/loading.ts';

const PICKLE = {
  what: 'pickle: os.system, builtins.exec',
  files: ['pytorch_model.bin'],
  under: 'weights_only=False, or PyTorch before 2.6',
  byDefault: false,
};

/** Loaders of every kind, as a repository with a little of everything has them. */
export const LOADING: readonly LoadingRow[] = [
  {
    loader: 'transformers',
    folder: '',
    call: 'AutoModel.from_pretrained(folder)',
    files: [
      'model.safetensors.index.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
      'config.json',
      'tokenizer.json',
    ],
    fileCount: 5,
    runs: [
      {
        what: 'Python classes modeling_mine.Mine, with all that their files import',
        files: ['modeling_mine.py'],
        under: 'trust_remote_code=True',
        byDefault: false,
      },
      {
        what: 'chat template (Jinja, in a sandbox)',
        files: ['chat_template.jinja'],
        under: 'apply_chat_template()',
        byDefault: true,
      },
    ],
    note: 'The pickle beside it is taken only with use_safetensors=False.',
  },
  {
    loader: 'llama.cpp',
    folder: 'checkpoints/old',
    call: 'llama-server -m file',
    files: ['checkpoints/old/model.gguf'],
    fileCount: 1,
    runs: [],
  },
  {
    loader: 'torch.load',
    folder: '',
    call: 'torch.load(file)',
    files: ['pytorch_model.bin'],
    fileCount: 24,
    runs: [PICKLE],
    note: 'By default it refuses pytorch_model.bin.',
  },
  {
    loader: 'pickle.load',
    folder: 'optimizer',
    call: 'pickle.load, joblib.load(file)',
    files: ['optimizer/state.pkl'],
    fileCount: 1,
    runs: [{ ...PICKLE, files: ['optimizer/state.pkl'], under: 'there is no flag against it', byDefault: true }],
  },
];
