import type { Container, DetectCase, TrickClass } from '../case.ts';
import { bin } from '../blind/bytes.ts';
import { good, rows } from '../blind/make.ts';
import { call, dict, global, pk } from '../blind/pickle.ts';
import { baseKv, gguf, kvStr } from '../blind/tensors.ts';
import { type PackedThird, unpackThird } from './packed.ts';

/** Files that real libraries wrote. */
const made: ReadonlyArray<readonly [TrickClass, string, Container, string, PackedThird, string]> = [
  [
    'gadget',
    'settings',
    'pickle',
    'settings of a run: a path, dates, a decimal, a pattern, an address',
    'settings',
    'run.pkl',
  ],
  [
    'gadget',
    'resume',
    'torch-zip',
    'what a training needs to go on: optimizer, schedule, scale, counts',
    'resume',
    'resume.pth',
  ],
  [
    'gadget',
    'averaged',
    'torch-zip',
    'averaged weights in halves of protocol 4, with an array of numpy',
    'ema',
    'ema.pt',
  ],
  ['gadget', 'encoder', 'torch-zip', 'the state of a layer of a transformer', 'encoderState', 'pytorch_model.bin'],
  ['gadget', 'whole-gru', 'torch-zip', 'a dictionary of modules as torch.save pickles it', 'wholeGru', 'model.pt'],
  ['gadget', 'dataset', 'torch-zip', 'a dataset of tensors', 'dataset', 'train.pt'],
  ['unlisted-gadget', 'dates', 'pickle', 'a series of pandas over days', 'dates', 'load.pkl'],
  ['unlisted-gadget', 'levels', 'pickle', 'a table of pandas with an index of two levels', 'levels', 'table.pkl'],
  [
    'unlisted-gadget',
    'spline',
    'pickle',
    'a spline, a tree of points and a sparse matrix of scipy',
    'spline',
    'geo.pkl',
  ],
  [
    'unlisted-gadget',
    'polynomial',
    'pickle',
    'polynomials, flags, dates and empty arrays of numpy',
    'polynomial',
    'fit.pkl',
  ],
  [
    'unlisted-gadget',
    'regression',
    'pickle',
    'a pipeline of features and a ridge regression',
    'regression',
    'model.pkl',
  ],
  ['unlisted-gadget', 'perceptron', 'pickle', 'a perceptron of sklearn with its random state', 'perceptron', 'mlp.pkl'],
  ['unlisted-gadget', 'hashing', 'pickle', 'a vectorizer that hashes', 'hashing', 'vec.pkl'],
  ['container', 'search', 'joblib', 'a search over trees, deflated', 'search', 'search.joblib'],
  ['container', 'process', 'joblib', 'a Gaussian process with two kernels', 'process', 'gp.joblib'],
  ['container', 'voting', 'joblib', 'a vote of two classifiers, xz', 'voting', 'vote.pkl'],
  ['container', 'union', 'joblib', 'a union of features, bzip2', 'union', 'features.pkl'],
  ['container', 'trees', 'joblib', 'extra trees, gzip', 'trees', 'trees.pkl.gz'],
  ['legacy-torch', 'mixed', 'torch-legacy', 'tensors of three types in the old form', 'legacyMixed', 'stats.pt'],
  [
    'torchscript',
    'attention',
    'torch-zip',
    'attention with a mask, a dictionary and an exported method',
    'jitAttention',
    'attention.pt',
  ],
  ['torchscript', 'beam', 'torch-zip', 'a loop with an end of its own, and texts', 'jitBeam', 'beam.pt'],
  ['torchscript', 'traced-gru', 'torch-zip', 'a traced recurrent network', 'jitTracedGru', 'gru.pt'],
  [
    'torchscript',
    'nested',
    'torch-zip',
    'three modules in one, and a word list as an extra file',
    'jitNested',
    'embed.pt',
  ],
  ['torchscript', 'optimized', 'torch-zip', 'a network made ready for inference', 'jitOptimized', 'optimized.pt'],
  [
    'torchscript',
    'dynamic',
    'torch-zip',
    'an exported model with batches of any size and a word list',
    'exportedDynamic',
    'model.pt2',
  ],
  [
    'tensor-structure',
    'halves',
    'safetensors',
    'a layer in halves, with a licence',
    'safetensors',
    'model.safetensors',
  ],
  [
    'tensor-structure',
    'bert',
    'gguf',
    'an encoder with tags, languages and two types of numbers',
    'ggufBert',
    'model.gguf',
  ],
  [
    'tokenizer',
    'pattern',
    'repository',
    'a trained tokenizer of bytes with the pattern of Llama 3',
    'tokenizerPattern',
    'tokenizer.json',
  ],
  [
    'tokenizer',
    'speech',
    'repository',
    'letters of a model of speech, with its decoder',
    'tokenizerSpeech',
    'tokenizer.json',
  ],
  [
    'tokenizer',
    'multilingual',
    'repository',
    'a trained Unigram of several scripts with places kept free',
    'tokenizerMultilingual',
    'tokenizer.json',
  ],
  [
    'tokenizer',
    'cased',
    'repository',
    'a trained WordPiece with truncation, padding and a word of its own',
    'tokenizerCased',
    'tokenizer.json',
  ],
];

export const cleanPackedCases: readonly DetectCase[] = [
  ...made.map(([trick, name, container, title, from, file]) =>
    good(trick, name, container, title, () => ({ [file]: unpackThird(from) })),
  ),
  ...rows(
    'alias',
    [
      [
        'old-range',
        'pickle',
        2,
        'a range and a text type of Python 2',
        dict(['steps', call(global('__builtin__', 'xrange'), 1, 5)], ['kind', global('__builtin__', 'unicode')]),
      ],
    ],
    false,
  ),
  good('resource', 'long-text', 'gguf', 'a licence of a hundred thousand letters in the metadata', () => ({
    'model.gguf': gguf(
      [...baseKv, kvStr('general.license', 'Permission is hereby granted. '.repeat(3400))],
      [{ name: 'token_embd.weight' }],
    ),
  })),
  good('multi-stream', 'log-lines', 'folder', 'a log of a trainer beside two pickles of numbers', () => ({
    'train.log': bin('step 1 loss 0.5\n'.repeat(100)),
    'losses.pkl': pk([1, 2, 3], 3),
    'steps.pkl': pk([1, 2, 3], 0),
  })),
];
