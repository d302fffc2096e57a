import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, call, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { dtype, joblibFile } from '../formats/pickle/joblib.fixture.ts';
import { writeSevenZip } from '../formats/seven-zip/write.fixture.ts';
import { torchTar, writeTar } from '../formats/tar/write.fixture.ts';
import { writeZip } from '../formats/zip/write.fixture.ts';
import { audit } from './audit.fixture.ts';

const PAYLOAD = callPickle('os', 'system', 'echo pwned');
const CALL = call('os', 'system', 'echo pwned');
const NUMBERS = new Uint8Array(32).fill(1);

async function scan(name: string, bytes: Uint8Array) {
  const { files, findings } = await audit({ [name]: Uint8Array.from(bytes) });
  const gadget = findings.find(({ message }) => message.includes('os.system'));
  return { status: files[0]?.status, rules: findings.map(({ rule }) => rule), gadget };
}

describe('containers that have carried pickles past scanners', () => {
  it('nullifAI (ReversingLabs, 2025): a 7z archive with a pickle that breaks after its payload', async () => {
    const broken = bytesOf(op.proto(2), CALL, [0x01, 0x02, 0x03]);
    const result = await scan(
      'pytorch_model.bin',
      writeSevenZip({ members: [{ name: 'archive/data.pkl', data: broken }], method: 'deflate' }),
    );
    expect(result.gadget).toMatchObject({ severity: 'critical', location: { member: 'archive/data.pkl' } });
    expect(result.rules).toContain('pickle-incomplete');
    expect(result.status).toBe('partial');
  });

  it('a legacy torch tar, which torch.load still opens', async () => {
    expect((await scan('model.bin', torchTar(PAYLOAD, PAYLOAD))).gadget).toMatchObject({ severity: 'critical' });
  });

  it('a NeMo archive: a torch archive in a tar, compressed or not', async () => {
    const checkpoint = writeZip({ members: [{ name: 'archive/data.pkl', data: PAYLOAD }] });
    const nemo = writeTar({ members: [{ name: './model_weights.ckpt', data: checkpoint }] });
    const place = { location: { member: './model_weights.ckpt!/archive/data.pkl' } };
    expect((await scan('model.nemo', nemo)).gadget).toMatchObject(place);
    expect((await scan('model.nemo', gzipSync(nemo))).gadget).toBeDefined();
  });

  it('CVE-2007-4559: a tar member that climbs out of the folder', async () => {
    const tar = writeTar({ members: [{ name: '../../../home/user/.bashrc', data: 'echo pwned' }] });
    expect((await scan('weights.tar', tar)).rules).toEqual(['archive-path-traversal']);
  });

  it('containers inside containers, to the limit and not silently beyond it', async () => {
    const layers = [gzipSync, zstdCompressSync, gzipSync, zstdCompressSync, gzipSync];
    const five = layers.reduce<Uint8Array>((inner, compress) => compress(inner), PAYLOAD);
    expect((await scan('model.joblib', five)).gadget).toBeDefined();
    const ten = [...layers, ...layers].reduce<Uint8Array>((inner, compress) => compress(inner), PAYLOAD);
    expect(await scan('model.joblib', ten)).toMatchObject({ status: 'partial', rules: ['not-read'] });
  });

  it('many layers share one allowance', async () => {
    const zeros = Buffer.alloc(60_000_000);
    const inner = gzipSync(zeros);
    const members = Array.from({ length: 6 }, (_, i) => ({ name: `${i}.gz`, data: inner }));
    expect((await scan('many.tar', writeTar({ members }))).rules).toContain('archive-bomb');
  });
});

describe('the arrays of joblib', () => {
  it('CVE-2024-34997: the pickle inside an array of objects, which NumpyArrayWrapper.read_array loads', async () => {
    const file = joblibFile({ dtype: dtype('O8', -1, 63) }, PAYLOAD);
    expect((await scan('model.joblib', file)).gadget).toMatchObject({ severity: 'critical' });
    expect((await scan('model.joblib.gz', gzipSync(file))).gadget).toMatchObject({ severity: 'critical' });
  });

  it('do not end the scan: what follows their bytes is read', async () => {
    expect((await scan('model.joblib', joblibFile({}, NUMBERS, op.pop, CALL))).gadget).toBeDefined();
  });

  it('do not hide what plain loaders run', async () => {
    const hidden = bytesOf(CALL, op.stop);
    const file = joblibFile({ shape: bytesOf([0x4b, hidden.length], op.tuple1), dtype: dtype('i1') }, hidden);
    expect(await scan('model.pkl', file)).toMatchObject({
      rules: ['pickle-array-block'],
      gadget: { severity: 'high' },
    });
  });
});

describe('functions with their code', () => {
  const called = (module: string, name: string): Uint8Array =>
    bytesOf(op.proto(4), op.stackGlobal(module, name), op.emptyTuple, op.reduce, op.stop);
  it.each([
    ['cloudpickle.cloudpickle', '_make_function'],
    ['cloudpickle.cloudpickle', '_builtin_type'],
    ['cloudpickle.cloudpickle', '_make_skeleton_class'],
    ['cloudpickle.cloudpickle', 'subimport'],
    ['joblib.externals.cloudpickle.cloudpickle', '_make_function'],
    ['dill._dill', '_create_function'],
    ['dill._dill', '_create_code'],
    ['dill._dill', '_create_type'],
    ['dill._dill', '_load_type'],
    ['dill._dill', '_import_module'],
    ['types', 'CodeType'],
  ])('%s.%s is a finding', async (module, name) => {
    const { findings } = await audit({ 'function.pkl': called(module, name) });
    expect(findings.filter(({ severity }) => severity === 'critical' || severity === 'high')).not.toEqual([]);
  });
});

it('what paddle.save writes of a layer is no finding', async () => {
  const array = bytesOf(
    op.global('numpy.core.multiarray', '_reconstruct'),
    op.global('numpy', 'ndarray'),
    [0x4b, 0],
    op.tuple1,
    [0x43, 1, 0x62],
    op.tuple3,
    op.reduce,
    op.mark,
    [0x4b, 1],
    bytesOf([0x4b, 2], op.tuple1),
    dtype('f4'),
    [0x89],
    op.bytes(new Uint8Array(8)),
    op.tuple,
    op.build,
  );
  const value = bytesOf(
    op.global('builtins', 'tuple'),
    op.mark,
    op.str('linear_0.w_0'),
    array,
    op.tuple,
    op.tuple1,
    op.reduce,
  );
  const file = bytesOf(op.proto(4), op.emptyDict, op.mark, op.str('weight'), value, op.setitems, op.stop);
  expect((await audit({ 'model.pdparams': file })).findings).toEqual([]);
});

describe('arrays as dill writes them', () => {
  const NUMPY = op.global('numpy.core.multiarray', '_reconstruct');
  const made = (reconstruct: Uint8Array): Uint8Array =>
    bytesOf(
      op.proto(4),
      op.global('dill._dill', '_create_array'),
      op.mark,
      reconstruct,
      bytesOf(op.global('numpy', 'ndarray'), bytesOf([0x4b, 0], op.tuple1), [0x43, 1, 0x62], op.tuple3),
      bytesOf(op.mark, [0x4b, 1], bytesOf([0x4b, 2], op.tuple1), dtype('f4'), [0x89], op.bytes(NUMBERS), op.tuple),
      [0x4e],
      op.tuple,
      op.reduce,
      op.stop,
    );

  it('are no finding', async () => {
    expect((await audit({ 'model.dill': made(NUMPY) })).findings).toEqual([]);
  });

  it('are one where another function is called to make them', async () => {
    const { findings } = await audit({ 'model.dill': made(op.global('os', 'system')) });
    expect(findings[0]).toMatchObject({ severity: 'critical' });
  });
});
