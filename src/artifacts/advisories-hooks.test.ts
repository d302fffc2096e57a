import { describe, expect, it } from 'vitest';
import { bytesOf, type Chunk, op } from '../formats/pickle/assemble.fixture.ts';
import { anyAtLeast, audit } from './audit.fixture.ts';

const made = (module: string, name: string, ...state: readonly Chunk[]): Uint8Array =>
  bytesOf(
    op.stackGlobal(module, name),
    op.emptyTuple,
    op.newobj,
    op.emptyDict,
    op.mark,
    ...state,
    op.setitems,
    op.build,
  );
const severe = async (...chunks: readonly Chunk[]): Promise<boolean> =>
  anyAtLeast(await audit({ 'a.pkl': bytesOf(op.proto(4), ...chunks, op.stop) }), 'medium');

describe('objects that hold what they call', () => {
  it("runs scipy's test runner through a method that BUILD put on a container", async () => {
    // APPEND calls the instance's own `append`, which hands options to pytest: it imports a conftest.py of the file's choice.
    const tester = made('scipy._lib._testutils', 'PytestTester', op.str('module_name'), op.str('scipy'));
    const wrapper = made(
      'scipy.optimize._lsq.least_squares',
      '_WrapArgsKwargs',
      bytesOf(op.str('f'), tester, op.str('args'), op.emptyTuple),
      bytesOf(op.str('kwargs'), op.emptyDict, op.str('extra_argv')),
      bytesOf(op.emptyList, op.str('/tmp/x'), op.append, op.setitem),
    );
    const container = made('collections', 'OrderedDict', op.str('append'), wrapper);
    expect(await severe(container, op.str('fast'), op.append)).toBe(true);
    expect(await severe(tester)).toBe(true);
  });

  it.each([
    ['collections', 'UserList', 'extend'],
    ['collections', 'Counter', 'append'],
    ['email.message', 'Message', 'append'],
    ['pandas.core.indexes.frozen', 'FrozenList', 'extend'],
  ])('calls what stands on %s.%s as %s', async (module, name, method) => {
    const object = made(module, name, op.str(method), op.stackGlobal('builtins', 'len'));
    expect(await severe(object, op.str('x'), op.append)).toBe(true);
    expect(await severe(object)).toBe(false);
  });

  it('lets a policy of email call its header factory', async () => {
    const policy = made('email.policy', 'EmailPolicy', op.str('header_factory'), op.stackGlobal('builtins', 'len'));
    const message = made('email.message', 'Message', op.str('policy'), policy);
    expect(await severe(message, op.str('name'), op.str('value'), op.setitem)).toBe(true);
  });
});

describe('states that run setters of their class', () => {
  it.each([
    ['scipy.stats._levy_stable', 'levy_stable_frozen', 'dist', 'parameterization'],
    ['scipy.stats._distn_infrastructure', 'rv_frozen', 'dist', 'random_state'],
    ['scipy.stats._multivariate', 'multi_rv_frozen', '_dist', 'random_state'],
    ['sklearn.gaussian_process.kernels', 'Exponentiation', 'kernel', 'theta'],
  ])('%s.%s sets an attribute of the class that it holds', async (module, name, held, property) => {
    const object = made(module, name, op.str(held), op.stackGlobal('sklearn.base', 'BaseEstimator'));
    const state = bytesOf(op.none, op.emptyDict, op.str(property), op.int(1), op.setitem, op.tuple2);
    expect(await severe(object)).toBe(false);
    expect(await severe(object, state, op.build)).toBe(true);
  });
});

describe('names that the file does not show', () => {
  it.each([
    ['builtins', 'str'],
    ['numpy', 'str_'],
  ])('%s.%s decodes bytes to a hook', async (module, name) => {
    const bytes = op.bytes(Uint8Array.from(Buffer.from('+AF8AXw-setstate+AF8AXw-')));
    const key = bytesOf(op.stackGlobal(module, name), bytes, op.str('utf-7'), op.tuple2, op.reduce);
    const object = made('types', 'SimpleNamespace', key, op.stackGlobal('builtins', 'len'));
    expect(await severe(object, op.emptyDict, op.build)).toBe(true);
  });

  it('an address that NumPy believes', async () => {
    const object = made('types', 'SimpleNamespace', op.str('__array_interface__'), op.emptyDict);
    expect(await severe(op.stackGlobal('scipy.sparse', 'csr_matrix'), object, op.tuple1, op.reduce)).toBe(true);
  });

  it('a function that gives back its argument', async () => {
    const tag = op.stackGlobal('torch.jit._pickle', 'restore_type_tag');
    expect(await severe(tag, op.stackGlobal('builtins', 'len'), op.str(''), op.tuple2, op.reduce)).toBe(true);
    expect(await severe(tag, op.emptyList, op.str('List[int]'), op.tuple2, op.reduce)).toBe(false);
  });
});

describe('a memo fuller than what is kept', () => {
  it('does not lose count of its entries, and with it the one that MEMOIZE fills', async () => {
    const pages = Array.from({ length: 8192 }, (_, page) => bytesOf(op.none, op.longBinput(1024 * page), op.pop));
    const far = bytesOf(op.none, op.longBinput(9_000_000), op.pop);
    const known = bytesOf(op.str('collections'), op.longBinput(8194), op.pop);
    const swapped = bytesOf(op.str('os'), op.memoize, op.pop, op.longBinget(8194), op.str('system'), [0x93]);
    expect(await severe(...pages, known, far, far, swapped)).toBe(true);
  });
});
