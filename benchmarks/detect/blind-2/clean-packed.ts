import type { Container, DetectCase, TrickClass } from '../case.ts';
import { good } from '../blind/make.ts';
import { type PackedToo, unpackToo } from './packed.ts';

/** Files that real libraries wrote. */
const made: ReadonlyArray<readonly [TrickClass, string, Container, string, PackedToo, string]> = [
  ['torchscript', 'scripted', 'torch-zip', 'a scripted recurrent network with a branch', 'jitScripted', 'model.pt'],
  ['torchscript', 'traced', 'torch-zip', 'a traced network of convolutions', 'jitTraced', 'traced.pth'],
  ['torchscript', 'frozen', 'torch-zip', 'a frozen network whose weights are constants', 'jitFrozen', 'frozen.ts'],
  [
    'torchscript',
    'words',
    'torch-zip',
    'a decoder with a loop, an exception, words like os.system, and extra text files',
    'jitWords',
    'decoder.pt',
  ],
  ['torchscript', 'mobile', 'torch-zip', 'a module for phones, with bytecode', 'jitMobile', 'model.ptl'],
  ['torchscript', 'exported', 'torch-zip', 'a linear layer that torch.export saved', 'exported', 'model.pt2'],
  [
    'gadget',
    'train-state',
    'torch-zip',
    'a whole training state with arguments, a date and a numpy number',
    'trainState',
    'last.ckpt',
  ],
  [
    'gadget',
    'whole-module',
    'torch-zip',
    'a whole module of torch as torch.save pickles it',
    'wholeModule',
    'model.pth',
  ],
  [
    'gadget',
    'random-state',
    'torch-zip',
    'the random states of Python, numpy and torch',
    'rngState',
    'rng_state_0.pth',
  ],
  [
    'gadget',
    'odd-tensors',
    'torch-zip',
    'sparse, quantised, complex, small and meta tensors',
    'oddTensors',
    'tensors.pt',
  ],
  [
    'legacy-torch',
    'whole-module',
    'torch-legacy',
    'a whole module of the old form, with the source of its classes',
    'legacyModule',
    'model.pt',
  ],
  [
    'legacy-torch',
    'plain-state',
    'torch-legacy',
    'a state dict as torch.save writes the old form',
    'legacyState',
    'pytorch_model.bin',
  ],
  ['unlisted-gadget', 'frame', 'pickle', 'a table of pandas with dates and categories', 'frame', 'train.pkl'],
  ['unlisted-gadget', 'sparse', 'pickle', 'a sparse matrix of scipy', 'sparse', 'features.pkl'],
  [
    'unlisted-gadget',
    'generator',
    'pickle',
    'random generators, records, a date and a masked array of numpy',
    'generator',
    'state.pkl',
  ],
  ['unlisted-gadget', 'tfidf', 'pickle', 'a vectorizer of sklearn with its vocabulary', 'tfidf', 'vectorizer.pkl'],
  ['unlisted-gadget', 'svc', 'pickle', 'a support vector machine', 'svc', 'svc.pkl'],
  ['unlisted-gadget', 'kmeans', 'pickle', 'clusters and a label encoder of protocol 3', 'kmeans', 'bundle.pickle'],
  [
    'call-form',
    'counts-p0',
    'pickle',
    'a vectorizer in protocol 0, whose vocabulary has the words eval and system',
    'counts',
    'counts.p',
  ],
  ['container', 'gradient', 'joblib', 'gradient boosting, deflated', 'gradient', 'gb.joblib'],
  ['container', 'columns', 'joblib', 'a pipeline with a transformer of columns', 'columns', 'pipeline.joblib'],
  ['container', 'neighbours', 'joblib', 'neighbours with a tree, gzipped', 'neighbours', 'knn.joblib'],
  ['container', 'isolation', 'joblib', 'an isolation forest, bzip2', 'isolation', 'outliers.pkl'],
  ['container', 'names', 'npz', 'pictures, a number, and names like os.system', 'npz', 'dataset.npz'],
  ['tensor-structure', 'structured', 'npz', 'an array of records', 'structured', 'table.npy'],
  ['tensor-structure', 'fortran', 'npz', 'a big-endian array in the order of Fortran', 'fortran', 'grid.npy'],
];

export const cleanPackedCases: readonly DetectCase[] = [
  ...made.map(([trick, name, container, title, from, file]) =>
    good(trick, name, container, title, () => ({ [file]: unpackToo(from) })),
  ),
];
