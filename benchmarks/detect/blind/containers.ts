import { deflateSync, gzipSync } from 'node:zlib';
import type { Container, DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { bad, ECHO } from './make.ts';
import { packed } from './packed.ts';
import { call, dict, pk, ref, type Val } from './pickle.ts';
import { stateDict, tar as oldTar, torchZip } from './torch.ts';
import { tape } from './tape.ts';
import { zip } from './zip.ts';

export type Packed = keyof typeof packed;
export const unpack = (name: Packed): Uint8Array => new Uint8Array(Buffer.from(packed[name], 'base64'));
export const gz = (data: Uint8Array): Uint8Array => new Uint8Array(gzipSync(data, { level: 9 }));
export const zl = (data: Uint8Array): Uint8Array => new Uint8Array(deflateSync(data, { level: 9 }));

const system: Val = call(ref('posix', 'system'), ECHO);
const popen: Val = call(ref('subprocess', 'Popen'), ['echo', 'pwned']);
const python: Val = call(ref('builtins', 'exec'), "print('pwned')");
const torch = (value: Val): Uint8Array => torchZip(pk(stateDict(['extra', value]), 2));

const nemoConfig = 'target: nemo.collections.asr.models.EncDecCTCModel\nsample_rate: 16000\n';

/** A file that a Python library wrote: name, container, title, packed bytes, file name. */
const made: ReadonlyArray<readonly [string, Container, string, Packed, string]> = [
  ['pickle-bz2', 'compressed', 'a bzip2 stream around a pickle that calls os.system', 'bz2Pickle', 'model.pkl.bz2'],
  ['pickle-xz', 'compressed', 'an xz stream around a pickle that starts a process', 'xzPickle', 'model.pkl.xz'],
  ['pickle-lzma', 'compressed', 'an old lzma stream around a pickle that runs exec', 'lzmaPickle', 'model.pkl.lzma'],
  ['pickle-lz4', 'compressed', 'an lz4 frame around a pickle that calls os.system', 'lz4Pickle', 'features.pkl.lz4'],
  ['pickle-zst', 'compressed', 'a zstd frame around a pickle that calls eval', 'zstdPickle', 'checkpoint.pkl.zst'],
  ['bz2-in-xz', 'compressed', 'a pickle compressed twice by two codecs', 'xzTwice', 'model.pkl.bz2.xz'],
  ['npy-gz', 'compressed', 'a gzipped object array whose pickle starts a process', 'npyGzip', 'labels.npy.gz'],
  ['zlib', 'joblib', 'joblib.load inflates zlib and calls os.system', 'joblibZlib', 'model.joblib'],
  ['gzip', 'joblib', 'joblib.load gunzips and calls os.system', 'joblibGzip', 'model.joblib.gz'],
  ['bz2', 'joblib', 'joblib.load takes bzip2 by its magic, under a plain name', 'joblibBz2', 'classifier.joblib'],
  ['lzma', 'joblib', 'joblib.load takes the old lzma by its magic', 'joblibLzma', 'model.pkl'],
  ['xz', 'joblib', 'joblib.load takes xz by its magic', 'joblibXz', 'scaler.joblib'],
  ['lz4', 'joblib', 'joblib.load takes lz4 by its magic', 'joblibLz4', 'encoder.joblib'],
  ['after-array', 'joblib', 'the call comes after a raw array block', 'joblibAfterArray', 'vectors.joblib'],
  ['between-arrays', 'joblib', 'the call comes between two raw array blocks', 'joblibBetweenArrays', 'weights.joblib'],
  ['object-array', 'joblib', 'an object array holds a pickle of its own', 'joblibObjectArray', 'classes.joblib'],
  ['object-array-z', 'joblib', 'an inner pickle of an object array, deflated', 'joblibObjectArrayZlib', 'le.joblib'],
  ['pipeline', 'joblib', 'a real sklearn pipeline carries the call', 'joblibPipeline', 'pipeline.joblib'],
  ['object', 'npz', 'one array of several is a pickle', 'npzObject', 'dataset.npz'],
  ['object-deflated', 'npz', 'one array of several is a pickle, deflated', 'npzObjectDeflated', 'embeddings.npz'],
  ['bare-pickle', '7z', 'a 7z archive around a weights file that is a pickle', 'sevenPickle', 'pytorch_model.7z'],
  ['torch', '7z', 'a 7z archive around a torch archive that runs exec', 'sevenTorch', 'model.7z'],
  ['broken', '7z', 'a 7z archive around a pickle that breaks after its payload', 'sevenBroken', 'model.bin'],
  ['seven-in-seven', '7z', 'a 7z archive inside another', 'sevenInner', 'weights.7z'],
];

export const containerCases: readonly DetectCase[] = [
  ...made.map(([name, container, title, from, file]) =>
    bad('container', name, container, title, () => ({ [file]: unpack(from) })),
  ),
  bad('container', 'pickle-gz', 'compressed', 'a gzip stream around a pickle that calls os.system', () => ({
    'model.pkl.gz': gz(pk(system)),
  })),
  bad(
    'container',
    'pickle-zlib',
    'compressed',
    'a bare zlib stream around a pickle, as mlxtend and others read',
    () => ({
      'model.pkl.z': zl(pk(popen)),
    }),
  ),
  bad('container', 'gz-unnamed', 'compressed', 'gzip around a pickle under a name that says neither', () => ({
    'tokenizer.dat': gz(pk(python)),
  })),
  bad(
    'container',
    'gz-second-member',
    'compressed',
    'the second gzip member continues the pickle with its call',
    () => {
      const body = pk(dict(['weights', [1, 2, 3]], ['hook', system]));
      return { 'state.pkl.gz': bin(gz(body.subarray(0, 20)), gz(body.subarray(20))) };
    },
  ),
  bad('container', 'gz-thrice', 'compressed', 'gzip within gzip within gzip around a pickle', () => ({
    'model.pkl.gz': gz(gz(gz(pk(system, 2)))),
  })),
  bad('container', 'torch-gz', 'compressed', 'gzip around a torch archive with a call', () => ({
    'pytorch_model.bin.gz': gz(torch(popen)),
  })),
  bad('container', 'bare-pickle', 'tar', 'a tar archive with a pickle called model.pkl', () => ({
    'model.tar': tape({ name: 'config.json', data: '{}\n' }, { name: 'model.pkl', data: pk(system) }),
  })),
  bad('container', 'sagemaker', 'tar', 'the gzipped tar SageMaker unpacks and loads', () => ({
    'model.tar.gz': gz(
      tape({ name: 'code/requirements.txt', data: 'numpy==2.1.0\n' }, { name: 'model.joblib', data: pk(popen) }),
    ),
  })),
  bad('container', 'nemo', 'tar', 'a NeMo archive whose checkpoint runs a command', () => ({
    'conformer.nemo': tape(
      { name: './model_config.yaml', data: nemoConfig },
      { name: './model_weights.ckpt', data: torch(system) },
    ),
  })),
  bad('container', 'odd-name', 'tar', 'the pickle in the tar has the name of a text file', () => ({
    'assets.tar': tape({ name: 'labels.txt', data: pk(python, 2) }),
  })),
  bad('container', 'tar-in-tar', 'tar', 'a gzipped tar inside a tar inside a tar', () => ({
    'bundle.tar': tape({
      name: 'inner.tar',
      data: tape({ name: 'deep.tar.gz', data: gz(tape({ name: 'm.pkl', data: pk(system) })) }),
    }),
  })),
  bad('container', 'zip-in-tar', 'tar', 'a zip inside a tar holds the pickle', () => ({
    'release.tar': tape({ name: 'model.zip', data: zip([{ name: 'model.pkl', data: pk(popen), deflated: true }]) }),
  })),
  bad(
    'container',
    'torch-ancient',
    'tar',
    'the tar torch wrote before 0.2: torch.load unpickles its member pickle',
    () => ({
      'model.pth': oldTar([
        { name: 'sys_info', data: pk(dict(['protocol_version', 1000]), 2) },
        { name: 'pickle', data: pk(dict(['w', system]), 2) },
        { name: 'storages', data: pk(0, 2) },
        { name: 'tensors', data: pk(0, 2) },
      ]),
    }),
  ),
  bad('container', 'tar-gz-in-zip', 'zip', 'a gzipped tar inside a zip holds the pickle', () => ({
    'model.mar': zip([
      { name: 'MAR-INF/MANIFEST.json', data: bin('{"runtime": "python", "model": {"serializedFile": "w.tar.gz"}}') },
      { name: 'w.tar.gz', data: gz(tape({ name: 'weights.pt', data: torch(python) })), deflated: true },
    ]),
  })),
  bad('container', 'npz-in-zip', 'zip', 'an npz with a pickled array inside a zip', () => ({
    'data.zip': zip([{ name: 'arrays/train.npz', data: unpack('npzObject') }]),
  })),
  bad('container', 'skops-joblib', 'zip', 'a skops archive that also carries a joblib dump with a call', () => ({
    'model.skops': zip([
      {
        name: 'schema.json',
        data: bin('{"__class__": "dict", "__module__": "builtins", "__loader__": "DictNode", "content": {}}'),
      },
      { name: 'fallback.joblib', data: unpack('joblibZlib') },
    ]),
  })),
];
