import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allowance } from '../../codecs/allowance.ts';
import type { Anomaly } from '../../core/coverage.ts';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { memorySource } from '../../sources/byte-source.ts';
import { torchscriptFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import type { Operator, TorchScriptStructure } from './structure.ts';
import { tokenise } from './tokens.ts';

async function readScript(
  code: string | Uint8Array,
): Promise<{ structure: TorchScriptStructure; anomalies: Anomaly[] }> {
  const anomalies: Anomaly[] = [];
  const structure = await torchscriptFormat.read(memorySource('t.py', Buffer.from(code)), {
    limits: resolveLimits(),
    allowance: new Allowance(resolveLimits()),
    signal: undefined,
    name: 't.py',
    part: () => undefined,
    anomaly: (anomaly) => void anomalies.push(anomaly),
  });
  return { structure: structuredClone(structure), anomalies };
}

async function operator(code: string, name: string): Promise<Operator | undefined> {
  return (await readScript(code)).structure.operators.find((one) => one.name === name);
}

function seed(name: string): Uint8Array {
  const found = seeds().find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found.bytes;
}

function identify(text: string, name = 'x.py') {
  const bytes = Buffer.from(text);
  return torchscriptFormat.identify({ name, size: bytes.length, head: bytes.subarray(0, 4096), tail: bytes });
}

describe('identify', () => {
  it('knows the dialect by its own marks, and leaves plain Python alone', () => {
    for (const { bytes } of seeds()) expect(identify(Buffer.from(bytes).toString())).toBe('structure');
    expect(identify('def gelu(input: Tensor) -> Tensor:\n  _0 = torch.gelu(input)\n  return _0\n')).toBe('structure');
    expect(identify('import torch\nclass Net(Module):\n  __parameters__ = []\n')).toBeUndefined();
    expect(identify('def f(x):\n    return x + 1\n')).toBeUndefined();
    expect(identify('class Net(Module):\n  __parameters__ = []\n', 'x.txt')).toBeUndefined();
  });
});

describe('what a module defines and uses', () => {
  it('lists classes, functions, attributes, operators and C++ classes', async () => {
    const { structure, anomalies } = await readScript(seed('old.py'));
    expect(anomalies).toEqual([]);
    expect(structure.operatorSet).toBe(1);
    expect(structure.classes).toMatchObject([{ name: 'Net', base: 'Module', line: 2 }]);
    expect(structure.functions).toMatchObject([{ name: 'forward', of: 'Net' }, { name: 'relu' }]);
    expect(structure.functions[1]).not.toHaveProperty('of');
    expect(structure.attributes.map(({ name }) => name)).toEqual(['weight', 'bias', 'training', 'packed']);
    expect(structure.operators.map(({ name }) => name)).toEqual([
      'aten::add',
      'aten::mul',
      'aten::gt',
      'aten::len',
      'prim::data',
      'aten::relu',
    ]);
    expect(structure.nativeClasses.map(({ name }) => name)).toEqual([
      '__torch__.torch.classes.quantized.LinearPackedParamsBase',
    ]);
    expect(structure.scriptReferences.map(({ name }) => name)).toContain('__torch__.torch.nn.modules.linear.Linear');
    expect(structure.calls.map(({ name }) => name)).toEqual(['getattr', 'annotate', 'forward']);
  });

  it('does not take comments and strings for code', async () => {
    const { structure } = await readScript(
      'class A(Module):\n  x : str\n  def f(self):\n    # torch.save(1)\n    return "torch.from_file(1)"\n',
    );
    expect(structure.operators).toEqual([]);
    expect(structure.strings).toMatchObject([{ name: 'torch.from_file(1)', line: 5 }]);
  });
});

// A TorchScript model runs without Python, so it was long taken to be harmless; aten::from_file and aten::save read and
// write any file of the process. https://github.com/pytorch/pytorch/security/policy (models are programs)
describe('operators that reach files', () => {
  it('shows from_file and save with the paths they are given', async () => {
    const { structure } = await readScript(seed('reader.py'));
    const read = structure.operators.find(({ name }) => name === 'aten::from_file');
    expect(read).toMatchObject({
      namespace: 'aten',
      count: 1,
      line: 6 + 1,
      stringArguments: ['/etc/passwd'],
      indirect: false,
    });
    expect(read?.examples[0]?.text).toBe(
      'torch.from_file(path, True, 64, dtype=0, layout=None, device=None, pin_memory=None)',
    );
    expect(structure.operators.find(({ name }) => name === 'aten::save')).toMatchObject({
      stringArguments: ['/tmp/out'],
    });
  });

  it.each([
    ['a namespace under another name', 't = torch\n_0 = t.from_file("/x", True)\n'],
    ['an operator under another name', 'f = torch.from_file\n_0 = f("/x", True)\n'],
    ['getattr', '_0 = getattr(torch, "from_file")("/x", True)\n'],
    ['getattr of another name', 't = (torch)\nu : Any = t\n_0 = getattr(u, "from_file")("/x")\n'],
  ])('sees through %s', async (_, code) => {
    expect(await operator(code, 'aten::from_file')).toMatchObject({ indirect: true, stringArguments: ['/x'] });
  });

  it('sees through parentheses, spaces, line breaks and escapes', async () => {
    expect(await operator('_0 = (torch) . from_file(\n  "\\x2fx", # why\n  True)\n', 'aten::from_file')).toMatchObject({
      count: 1,
      stringArguments: ['/x'],
    });
  });

  it('keeps custom namespaces and Python operators apart', async () => {
    const { structure } = await readScript('_0 = ops.evil.run("id")\n_1 = torch.ops.mine.go(1)\n_2 = ^Hook("x")(_0)\n');
    expect(structure.operators.map(({ namespace, name }) => [namespace, name])).toEqual([
      ['evil', 'evil::run'],
      ['mine', 'mine::go'],
    ]);
    expect(structure.pythonOperators).toMatchObject([{ name: 'Hook' }]);
  });
});

describe('hostile text', () => {
  it('says what is no token and goes on', async () => {
    const { structure, anomalies } = await readScript('_0 = "never closed\n_1 = torch.save(1) $\n');
    expect(anomalies.map(({ code }) => code)).toEqual(['torchscript.syntax', 'torchscript.syntax']);
    expect(structure.operators).toHaveLength(1);
  });

  it('says that brackets do not match', async () => {
    expect((await readScript('_0 = torch.add(((1)\n')).anomalies).toMatchObject([
      { code: 'torchscript.syntax', stops: true },
    ]);
    expect((await readScript('('.repeat(100_000))).anomalies).toMatchObject([{ stops: true }]);
  });

  it('keeps a bounded number of everything', async () => {
    const code = Array.from({ length: 6_000 }, (_, i) => `def f${i}(x) -> int:\n  return torch.op${i}("s${i}")\n`).join(
      '',
    );
    const { structure } = await readScript(code);
    expect(structure).toMatchObject({ functionCount: 6_000, operatorCount: 6_000 });
    expect([structure.functions.length, structure.operators.length, structure.strings.length]).toEqual([
      5_000, 2_000, 2_000,
    ]);
  });

  it('reads any mutation without throwing anything of its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds()),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        async ({ bytes }, changes) => {
          const mutated = Uint8Array.from(bytes);
          for (const [at, value] of changes) mutated[at % mutated.length] = value;
          await readScript(mutated).catch((fault: unknown) => expect(fault).toBeInstanceOf(InputError));
        },
      ),
    );
  });

  it('gives tokens that lie in the text in order, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', '.', '"', "'", '\\', '\n', '(', ')', '#', ' ', '$', 'é') }),
        (text) => {
          let at = 0;
          for (const { offset, end } of tokenise(text, () => undefined)) {
            expect(offset).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(offset);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
