import type { Container, DetectCase } from '../case.ts';
import { bin, zeros } from './bytes.ts';
import { gz, type Packed, unpack, zl } from './containers.ts';
import { good } from './make.ts';
import { dict, pk } from './pickle.ts';
import { longName, pax, tape } from './tape.ts';
import { json } from './templates.ts';
import { stateDict, torchZip } from './torch.ts';
import { zip } from './zip.ts';

const scaler = (): Uint8Array => pk(dict(['mean', [1, 2, 3]], ['labels', ['no', 'yes']]));

const made: ReadonlyArray<readonly [string, Container, string, Packed, string]> = [
  ['sklearn', 'joblib', 'a real sklearn pipeline as joblib dumps it', 'cleanJoblib', 'pipeline.joblib'],
  ['forest-zlib', 'joblib', 'a real random forest, dumped with compress=3', 'cleanJoblibZlib', 'forest.joblib'],
  ['logistic-gzip', 'joblib', 'a real logistic regression, gzipped', 'cleanJoblibGzip', 'model.joblib.gz'],
  ['features-lz4', 'joblib', 'a real model and its feature names, lz4', 'cleanJoblibLz4', 'bundle.joblib'],
  ['forest-xz', 'joblib', 'a real random forest, xz', 'cleanJoblibXz', 'forest.pkl.xz'],
  ['arrays-bz2', 'joblib', 'three arrays of two memory orders, bzip2', 'cleanJoblibBz2', 'vectors.joblib'],
  ['object-strings', 'joblib', 'class names as an object array of strings', 'cleanJoblibObjects', 'classes.joblib'],
  ['arrays', 'npz', 'three arrays as numpy.savez writes them', 'cleanNpz', 'weights.npz'],
  ['arrays-deflated', 'npz', 'two arrays as numpy.savez_compressed writes them', 'cleanNpzDeflated', 'embeddings.npz'],
  ['pickle-xz', 'compressed', 'a pickle of numpy arrays within xz', 'cleanXzPickle', 'stats.pkl.xz'],
  ['csv-bz2', 'compressed', 'a table within bzip2', 'cleanBz2Text', 'train.csv.bz2'],
  ['json-zst', 'compressed', 'a vocabulary within zstd', 'cleanZstdJson', 'vocab.json.zst'],
  ['records-lz4', 'compressed', 'a pickle of plain records within lz4', 'cleanLz4Pickle', 'scores.pkl.lz4'],
  ['texts', '7z', 'texts and a configuration', 'cleanSeven', 'assets.7z'],
  ['state-dict', '7z', 'a state dict that torch.save wrote', 'cleanSevenTorch', 'model.7z'],
];

export const cleanPackedCases: readonly DetectCase[] = [
  ...made.map(([name, container, title, from, file]) =>
    good('container', name, container, title, () => ({ [file]: unpack(from) })),
  ),
  good('container', 'json-gz', 'compressed', 'a gzipped dataset of lines', () => ({
    'train.jsonl.gz': gz(bin('{"text": "How do I call os.system?", "label": 0}\n'.repeat(40))),
  })),
  good('container', 'pickle-zlib', 'compressed', 'a plain pickle in a zlib stream', () => ({
    'scaler.pkl.z': zl(scaler()),
  })),
  good(
    'archive-structure',
    'gz-members',
    'compressed',
    'two gzip members of one text, as appending writers make',
    () => ({
      'log.txt.gz': bin(gz(bin('epoch 1 loss 0.5\n')), gz(bin('epoch 2 loss 0.25\n'))),
    }),
  ),
  good(
    'archive-structure',
    'gz-sparse',
    'compressed',
    'an embedding of zeros that compresses well, but is small',
    () => ({
      'embedding.bin.gz': gz(zeros(1_000_000)),
    }),
  ),
  good('container', 'nemo', 'tar', 'a NeMo archive with a plain state dict', () => ({
    'conformer.nemo': tape(
      { name: './', type: '5', mode: 0o755 },
      {
        name: './model_config.yaml',
        data: 'target: nemo.collections.asr.models.EncDecCTCModelBPE\nsample_rate: 16000\n',
      },
      { name: './model_weights.ckpt', data: torchZip(pk(stateDict(), 2)) },
      { name: './0123abcd_vocab.txt', data: 'a\nb\nc\n' },
    ),
  })),
  good('container', 'sagemaker', 'tar', 'the archive SageMaker serves, with a real joblib dump', () => ({
    'model.tar.gz': gz(
      tape(
        { name: 'code', type: '5', mode: 0o755 },
        { name: 'code/requirements.txt', data: 'scikit-learn==1.7.2\n' },
        {
          name: 'code/inference.py',
          data: 'import os\n\nimport joblib\n\n\ndef model_fn(model_dir):\n    return joblib.load(os.path.join(model_dir, "model.joblib"))\n',
        },
        { name: 'model.joblib', data: unpack('cleanJoblib') },
      ),
    ),
  })),
  good('archive-structure', 'pax-mtime', 'tar', 'extended headers with times, as Python writes them', () => ({
    'data.tar': tape(pax({ mtime: '1700000000.25', uname: 'user' }), { name: 'data/train.txt', data: 'good\nbad\n' }),
  })),
  good('archive-structure', 'long-name', 'tar', 'a long but ordinary path in a GNU header', () => {
    const path = `checkpoints/${'experiment-with-a-long-name/'.repeat(5)}config.json`;
    return { 'run.tar': tape(longName(path), { name: path.slice(0, 99), data: '{"lr": 0.1}\n' }) };
  }),
  good('archive-structure', 'link-inside', 'tar', 'a link called latest to a file beside it', () => ({
    'checkpoints.tar': tape(
      { name: 'step-10.json', data: '{"step": 10}\n' },
      { name: 'latest.json', type: '2', link: 'step-10.json' },
    ),
  })),
  good('container', 'mar', 'zip', 'a TorchServe archive with a plain state dict and a named handler', () => ({
    'classifier.mar': zip([
      {
        name: 'MAR-INF/MANIFEST.json',
        data: json({
          createdOn: '01/02/2026 03:04:05',
          runtime: 'python',
          model: {
            modelName: 'classifier',
            serializedFile: 'model.pt',
            handler: 'image_classifier',
            modelVersion: '1.0',
          },
          archiverVersion: '0.12.0',
        }),
        deflated: true,
      },
      { name: 'index_to_name.json', data: json({ '0': 'cat', '1': 'dog' }), deflated: true },
      { name: 'model.pt', data: torchZip(pk(stateDict(), 2)), deflated: true },
    ]),
  })),
];
