import { describe, expect, it } from 'vitest';
import { bytesOf, call, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import type { PickleStructure } from '../formats/pickle/structure.ts';
import { type Audit, anyAtLeast, audit } from './audit.fixture.ts';

const rulesOf = ({ findings }: Audit): string[] => [...new Set(findings.map(({ rule }) => rule))].toSorted();
const messages = ({ findings }: Audit): string => findings.map(({ message }) => message).join('\n');
const HARMLESS = 'echo harmless';

describe('stack and memo', () => {
  it('picklescan #14: BINPUT and MEMOIZE mixed, so that a naive memo holds other strings', async () => {
    // Index 0 is filled by BINPUT; MEMOIZE then fills index 1 because one entry exists.
    const pickle = bytesOf(
      op.proto(4),
      op.str('os'),
      op.binput(0),
      op.str('system'),
      op.memoize,
      op.pop,
      op.pop,
      op.binget(0),
      op.binget(1),
      [0x93],
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': pickle }))).toContain(`os.system('${HARMLESS}')`);
  });

  it('picklescan #14: MEMOIZE overwrites an index that BINPUT chose', async () => {
    // BINPUT 1 leaves one entry, so MEMOIZE fills index 1 again.
    const pickle = bytesOf(
      op.proto(4),
      op.str('harmless'),
      op.binput(1),
      op.str('os'),
      op.memoize,
      op.pop,
      op.pop,
      op.binget(1),
      op.str('system'),
      [0x93],
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': pickle }))).toContain('os.system');
  });

  it('picklescan #22 (ImaginaryCTF): the memo index decides which strings STACK_GLOBAL takes', async () => {
    const pickle = bytesOf(
      op.proto(4),
      op.str('os'),
      op.binput(7),
      op.str('collections'),
      op.binput(8),
      op.str('system'),
      op.binput(9),
      op.str('OrderedDict'),
      op.binput(10),
      op.pop,
      op.pop,
      op.pop,
      op.pop,
      op.binget(7),
      op.binget(9),
      [0x93],
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': pickle }))).toContain('os.system');
  });

  it('CVE-2025-71325 GHSA-9gvj-pp9x-gcfr: STACK_GLOBAL with its operand at the very first opcode, and STRING operands', async () => {
    const first = bytesOf(op.str('os'), op.str('system'), [0x93], op.str(HARMLESS), op.tuple1, op.reduce, op.stop);
    expect(messages(await audit({ 'a.pkl': first }))).toContain('os.system');
    const strings = bytesOf(
      op.string('os'),
      op.string('system'),
      [0x93],
      op.string(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': strings }))).toContain('os.system');
  });

  it('picklescan #52 (missing memo key): the payload before the failing GET stands, and the file is partial', async () => {
    const result = await audit({
      'a.pkl': bytesOf(op.proto(2), call('os', 'system', HARMLESS), op.binget(99), op.stop),
    });
    expect(messages(result)).toContain('os.system');
    expect(result.files[0]?.status).toBe('partial');
  });

  it('picklescan #52 (type confusion): a memo value that is no string breaks the stream, not the scanner', async () => {
    const result = await audit({
      'a.pkl': bytesOf(
        op.proto(4),
        call('os', 'system', HARMLESS),
        op.int(1),
        op.memoize,
        op.binget(0),
        op.str('x'),
        [0x93],
        op.stop,
      ),
    });
    expect(messages(result)).toContain('os.system');
    expect(result.files[0]?.status).toBe('partial');
  });

  it('MARK exhaustion (GHSA-565g-hwwr-4pp3): unbalanced marks break the stream and keep what came before', async () => {
    const result = await audit({
      'a.pkl': bytesOf(op.proto(2), call('os', 'system', HARMLESS), op.tuple, op.tuple, op.stop),
    });
    expect(messages(result)).toContain('os.system');
    expect(result.files[0]?.status).toBe('partial');
  });

  it('a call whose result is popped is still a call', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.mark,
      op.global('os', 'system'),
      op.str(HARMLESS),
      op.obj,
      op.pop,
      op.none,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': pickle }))).toContain('os.system');
  });

  it('DUP and POP_MARK keep the operands that the unpickler keeps', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.global('os', 'system'),
      op.mark,
      op.str('x'),
      op.str('y'),
      op.popMark,
      op.dup,
      op.pop,
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': pickle }))).toContain(`os.system('${HARMLESS}')`);
  });
});

describe('forms of a call', () => {
  it('GHSA-mxhj-88fx-4pcv: OBJ or INST followed by POP', async () => {
    const obj = bytesOf(op.mark, op.global('os', 'system'), op.str(HARMLESS), op.obj, op.pop, op.none, op.stop);
    const inst = bytesOf(op.mark, op.str(HARMLESS), op.inst('os', 'system'), op.pop, op.none, op.stop);
    expect(messages(await audit({ 'a.pkl': obj }))).toContain('os.system');
    expect(messages(await audit({ 'a.pkl': inst }))).toContain('os.system');
  });

  it('GHSA-mhc9-48gj-9gp3: REDUCE followed by BUILD', async () => {
    const pickle = bytesOf(op.proto(4), call('ftplib', 'FTP', '127.0.0.1'), op.emptyDict, op.build, op.stop);
    expect(anyAtLeast(await audit({ 'a.pkl': pickle }), 'medium')).toBe(true);
  });

  it('CVE-2025-67748 GHSA-r7v6-mfhq-g3m2: BUILD makes the result look used', async () => {
    const pickle = bytesOf(op.proto(4), call('pty', 'spawn', 'true'), op.emptyDict, op.build, op.stop);
    expect(anyAtLeast(await audit({ 'a.pkl': pickle }), 'high')).toBe(true);
  });

  it('NEWOBJ and NEWOBJ_EX call __new__ of a class', async () => {
    const newobj = bytesOf(
      op.proto(2),
      op.global('subprocess', 'Popen'),
      op.str(HARMLESS),
      op.tuple1,
      op.newobj,
      op.stop,
    );
    const ex = bytesOf(
      op.proto(4),
      op.global('subprocess', 'Popen'),
      op.emptyTuple,
      op.emptyDict,
      op.newobjEx,
      op.stop,
    );
    expect(anyAtLeast(await audit({ 'a.pkl': newobj }), 'high')).toBe(true);
    expect(anyAtLeast(await audit({ 'a.pkl': ex }), 'high')).toBe(true);
  });

  it('modelaudit #623: extension codes import what the process has registered', async () => {
    for (const extension of [op.ext1(7), op.ext2(700), op.ext4(70_000)]) {
      const result = await audit({ 'a.pkl': bytesOf(op.proto(2), extension, op.emptyTuple, op.reduce, op.stop) });
      expect(rulesOf(result)).toContain('pickle-extension-code');
    }
  });

  it('a persistent id that is called is reported', async () => {
    const result = await audit({
      'a.pkl': bytesOf(op.proto(2), op.str('x'), op.binpersid, op.emptyTuple, op.reduce, op.stop),
    });
    expect(anyAtLeast(result, 'medium')).toBe(true);
  });
});

describe('names', () => {
  it('GHSA-5j3x-jp52-966f: a dotted name walks through a harmless module', async () => {
    const pickle = bytesOf(
      op.proto(4),
      op.stackGlobal('logging', 'os.system'),
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    const result = await audit({ 'a.pkl': pickle });
    expect(anyAtLeast(result, 'critical')).toBe(true);
    expect(messages(result)).toContain('os.system');
  });

  it('CVE-2026-53874 GHSA-9m3x-qqw2-h32h: eval one getattr deeper', async () => {
    const inner = bytesOf(
      op.global('builtins', 'getattr'),
      op.mark,
      op.global('collections', 'abc'),
      op.str('sys'),
      op.tuple,
      op.reduce,
    );
    const pickle = bytesOf(
      op.proto(2),
      op.global('builtins', 'getattr'),
      op.mark,
      inner,
      op.str('modules'),
      op.tuple,
      op.reduce,
      op.str('print(1)'),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    const result = await audit({ 'a.pkl': pickle });
    expect(anyAtLeast(result, 'high')).toBe(true);
    expect(messages(result)).toContain('collections.abc.sys.modules');
  });

  it('names computed while loading are reported as such', async () => {
    const joined = bytesOf(op.global('builtins', 'str'), op.mark, op.str('os'), op.tuple, op.reduce);
    const pickle = bytesOf(
      op.proto(4),
      joined,
      op.str('system'),
      [0x93],
      op.str(HARMLESS),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(rulesOf(await audit({ 'a.pkl': pickle }))).toContain('pickle-computed-callable');
  });

  it('Python 2 names reach the same callables through fix_imports', async () => {
    for (const [module, name] of [
      ['__builtin__', 'eval'],
      ['__builtin__', 'execfile'],
      ['commands', 'getoutput'],
      ['urllib2', 'urlopen'],
    ] as const) {
      expect(anyAtLeast(await audit({ 'a.pkl': bytesOf(call(module, name, '1'), op.stop) }), 'medium')).toBe(true);
    }
  });

  it('saferpickle #18, picklescan #66: a name that no list knows is a finding', async () => {
    expect(rulesOf(await audit({ 'a.pkl': callPickle('some_package.helpers', 'do_it', 'x') }))).toEqual([
      'pickle-unknown-global',
    ]);
  });
});

describe('poisoning with allow-listed names only', () => {
  it('picklescan 0.0.14 (sys_module_override): BUILD on an imported module', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.global('torch', '_utils'),
      op.emptyDict,
      op.str('_rebuild'),
      op.global('builtins', 'eval'),
      op.setitem,
      op.build,
      op.stop,
    );
    const result = await audit({ 'a.pkl': pickle });
    expect(rulesOf(result)).toContain('pickle-poisoning');
    expect(anyAtLeast(result, 'high')).toBe(true);
  });

  it('modelscan #330: BUILD on a numpy function', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.global('numpy', 'size'),
      op.emptyDict,
      op.str('__globals__'),
      op.none,
      op.setitem,
      op.build,
      op.stop,
    );
    const result = await audit({ 'a.pkl': pickle });
    expect(rulesOf(result)).toContain('pickle-poisoning');
    expect(rulesOf(result)).toContain('pickle-hook-attribute');
  });

  it('ShadowPickle (arXiv 2607.17503): an allow-listed class is overwritten in place', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.global('collections', 'OrderedDict'),
      op.emptyDict,
      op.str('__reduce__'),
      op.none,
      op.setitem,
      op.build,
      op.pop,
      op.none,
      op.stop,
    );
    expect(anyAtLeast(await audit({ 'a.pkl': pickle }), 'high')).toBe(true);
  });

  it('CVE-2026-14535 GHSA-cffv-grgg-g429: a second reading judges as the first did', async () => {
    const pickle = callPickle('os', 'system', HARMLESS);
    const both = await audit({ 'a.pkl': pickle, 'b.pkl': pickle });
    expect(both.findings.filter(({ rule }) => rule === 'pickle-gadget').map(({ location }) => location.path)).toEqual([
      'a.pkl',
      'b.pkl',
    ]);
  });
});

describe('streams', () => {
  it('nullifAI (ReversingLabs 2025), picklescan #26 #33: a stream broken after its payload', async () => {
    const result = await audit({ 'a.pkl': bytesOf(call('os', 'system', HARMLESS), [0xff, 0xff, 0xff]) });
    expect(messages(result)).toContain('os.system');
    expect(rulesOf(result)).toContain('pickle-incomplete');
  });

  it('modelaudit #625: a malformed tail does not hide the head', async () => {
    const result = await audit({ 'a.pkl': bytesOf(callPickle('os', 'system', HARMLESS), [0x80, 0x04, 0xff]) });
    expect(messages(result)).toContain('os.system');
  });

  it('a second pickle, also behind junk, is read', async () => {
    const clean = bytesOf(op.proto(2), op.none, op.stop);
    const bad = callPickle('os', 'system', HARMLESS);
    expect(messages(await audit({ 'a.pkl': bytesOf(clean, bad) }))).toContain('os.system');
    expect(messages(await audit({ 'a.pkl': bytesOf(clean, 'junk junk', bad) }))).toContain('os.system');
  });

  it('CVE-2025-10155 GHSA-jgw4-cr84-mqxg: a bare pickle with a torch extension', async () => {
    for (const name of ['model.bin', 'model.pt', 'model.ckpt', 'weights', 'model.safetensors']) {
      expect(messages(await audit({ [name]: callPickle('os', 'system', HARMLESS) }))).toContain('os.system');
    }
  });

  it('modelaudit #624: protocol 0, which has no magic number', async () => {
    expect(messages(await audit({ 'weights.dat': bytesOf(call('os', 'system', HARMLESS), op.stop) }))).toContain(
      'os.system',
    );
  });

  it('CVE-2026-53875 GHSA-97f8-7cmv-76j2: the legacy torch magic number is made by eval', async () => {
    const magic = callPickle('builtins', 'eval', '0x1950a86a20f9469cfc6c');
    const rest = bytesOf(op.proto(2), op.int(1001), op.stop);
    expect(messages(await audit({ 'model.pt': bytesOf(magic, rest) }))).toContain('builtins.eval');
  });

  it('cpython #154848: a frame shorter than the argument that crosses its end', async () => {
    const long = 'x'.repeat(300);
    const pickle = bytesOf(op.proto(4), op.frame(20), op.str(long), op.pop, op.none, op.stop);
    expect(rulesOf(await audit({ 'a.pkl': pickle }))).toContain('pickle-framing');
  });

  it('a frame inside a frame', async () => {
    const pickle = bytesOf(op.proto(4), op.frame(11), op.none, op.frame(1), op.stop);
    expect(rulesOf(await audit({ 'a.pkl': pickle }))).toContain('pickle-framing');
  });
});

describe('nested and encoded pickles', () => {
  const inner = callPickle('os', 'system', HARMLESS);

  it('a pickle in a bytes constant', async () => {
    expect(messages(await audit({ 'a.pkl': bytesOf(op.proto(4), op.bytes(inner), op.stop) }))).toContain('os.system');
  });

  it.each(['base64', 'hex'] as const)('a pickle as %s text', async (encoding) => {
    const text = Buffer.from(inner).toString(encoding);
    expect(messages(await audit({ 'a.pkl': bytesOf(op.proto(4), op.str(text), op.stop) }))).toContain('os.system');
  });

  it('modelaudit #626: joblib.load and torch.storage._load_from_bytes as trampolines', async () => {
    expect(anyAtLeast(await audit({ 'a.pkl': callPickle('joblib', 'load', 'other.bin') }), 'high')).toBe(true);
    const nested = bytesOf(
      op.proto(4),
      op.global('torch.storage', '_load_from_bytes'),
      op.bytes(inner),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(messages(await audit({ 'a.pkl': nested }))).toContain('os.system');
  });
});

describe('resources', () => {
  it('a memo index near 2^31', async () => {
    const result = await audit({ 'a.pkl': bytesOf(op.proto(2), op.none, op.longBinput(0x7fff_ffff), op.stop) });
    expect(rulesOf(result)).toContain('pickle-bomb');
  });

  it('a length that the file does not have', async () => {
    const result = await audit({ 'a.pkl': bytesOf(op.proto(4), [0x8e, 0, 0, 0, 0, 0, 0, 4, 0], op.stop) });
    expect(result.files[0]?.status).toBe('partial');
    expect(anyAtLeast(result, 'medium')).toBe(true);
  });

  it('billion laughs: lists of lists through the memo stay small for us', async () => {
    const layer = bytesOf(op.mark, ...Array.from({ length: 10 }, () => op.binget(0)), [0x6c], op.binput(0));
    const result = await audit({
      'a.pkl': bytesOf(op.proto(2), op.emptyList, op.binput(0), ...Array.from({ length: 50 }, () => layer), op.stop),
    });
    expect((result.files[0]?.parts[0]?.structure as PickleStructure | undefined)?.opcodes).toBe(654);
  });
});

describe('a head of padding', () => {
  it('does not hide what comes behind it', async () => {
    const payload = "cposix\nsystem\n(S'echo pwned'\ntR.";
    const result = await audit({ 'notes.txt': new TextEncoder().encode('N0'.repeat(50_000) + payload) });
    expect(anyAtLeast(result, 'high')).toBe(true);
  });

  it('alone is text', async () => {
    const { files, findings } = await audit({ 'notes.txt': new TextEncoder().encode('('.repeat(9_000)) });
    expect([files[0]?.status, findings.length]).toEqual(['not applicable', 0]);
  });
});
