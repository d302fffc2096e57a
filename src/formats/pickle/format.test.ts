import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allowance } from '../../codecs/allowance.ts';
import type { Anomaly } from '../../core/coverage.ts';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { memorySource } from '../../sources/byte-source.ts';
import type { Part } from '../format.ts';
import { bytesOf, call, callPickle, op } from './assemble.fixture.ts';
import { pickleFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import type { PickleStructure } from './structure.ts';

interface Reading {
  structure: PickleStructure;
  anomalies: Anomaly[];
  parts: Part[];
}

async function read(bytes: Uint8Array, limits = resolveLimits()): Promise<Reading> {
  return readSource(memorySource('test', bytes), limits);
}

async function readSource(source: ByteSource, limits = resolveLimits()): Promise<Reading> {
  const anomalies: Anomaly[] = [];
  const parts: Part[] = [];
  const context = {
    limits,
    allowance: new Allowance(limits),
    signal: undefined,
    name: 'test',
    part: (part: Part) => void parts.push(part),
    anomaly: (found: Anomaly) => void anomalies.push(found),
  };
  return { structure: await pickleFormat.read(source, context), anomalies, parts };
}

const callable = (reading: Reading, name: string) => reading.structure.callables.find((found) => found.name === name);

describe('the machine', () => {
  it('reports calls with arguments, opcodes and offsets', async () => {
    const reading = await read(callPickle('os', 'system', 'id'));
    expect(callable(reading, 'os.system')).toMatchObject({
      kind: 'global',
      opcodes: ['GLOBAL', 'REDUCE'],
      minimumArguments: 1,
      maximumArguments: 1,
      arguments: [{ values: [{ type: 'str', text: 'id', cut: false }], more: false }],
      examples: [{ text: "os.system('id')", offset: 19 }],
    });
  });

  it('tells references, state and items apart', async () => {
    const reading = await read(
      bytesOf(
        op.proto(2),
        call('collections', 'OrderedDict'),
        op.str('k'),
        op.global('torch', 'float32'),
        op.setitem,
        op.emptyDict,
        op.build,
        op.stop,
      ),
    );
    expect(callable(reading, 'collections.OrderedDict')?.uses.map(({ use }) => use)).toEqual([
      'import',
      'call',
      'items',
      'build',
    ]);
    expect(callable(reading, 'torch.float32')?.uses.map(({ use }) => use)).toEqual(['import', 'reference']);
  });

  it('takes copyreg._reconstructor for the NEWOBJ that it is', async () => {
    const made = bytesOf(
      op.global('copyreg', '_reconstructor'),
      op.global('subprocess', 'Popen'),
      op.global('builtins', 'object'),
      op.none,
      op.tuple3,
      op.reduce,
    );
    const reading = await read(bytesOf(op.proto(2), made, op.emptyDict, op.build, op.stop));
    expect(callable(reading, 'subprocess.Popen')?.uses.map(({ use }) => use)).toEqual(['import', 'new', 'build']);
    const other = bytesOf(
      op.global('copyreg', '_reconstructor'),
      op.global('a', 'B'),
      op.global('builtins', 'dict'),
      op.emptyDict,
      op.tuple3,
      op.reduce,
    );
    expect(callable(await read(bytesOf(op.proto(2), other, op.stop)), 'a.B')?.uses.map(({ use }) => use)).toEqual([
      'import',
      'reference',
    ]);
  });

  it('keeps distinct argument values up to the limit and says that there were more', async () => {
    const calls = Array.from({ length: 20 }, (_, i) => bytesOf(call('builtins', 'int', String(i)), op.pop));
    const reading = await read(bytesOf(op.proto(2), ...calls, op.none, op.stop), resolveLimits({ 'pickle.values': 8 }));
    const values = callable(reading, 'builtins.int')?.arguments[0];
    expect(values?.values.length).toBe(8);
    expect(values?.more).toBe(true);
  });

  it('fetches a name from far behind the window', async () => {
    const filler = bytesOf(op.bytes(new Uint8Array(3_000_000)), op.pop);
    const pickle = bytesOf(op.proto(4), op.str('os'), op.memoize, op.str('system'), op.memoize);
    const whole = bytesOf(
      pickle,
      filler,
      bytesOf(op.pop, op.pop, op.binget(0), op.binget(1), [0x93], op.str('id'), op.tuple1, op.reduce, op.stop),
    );
    expect(callable(await read(whole), 'os.system')?.examples[0]?.text).toBe("os.system('id')");
  });

  it('reads names as unknown once the far fetches are spent, and never as nothing', async () => {
    const filler = bytesOf(op.bytes(new Uint8Array(3_000_000)), op.pop);
    const pickle = bytesOf(op.proto(4), op.str('os'), op.memoize, op.str('system'), op.memoize);
    const whole = bytesOf(
      pickle,
      filler,
      bytesOf(op.pop, op.pop, op.binget(0), op.binget(1), [0x93], op.str('id'), op.tuple1, op.reduce, op.stop),
    );
    const reading = await read(whole, resolveLimits({ 'pickle.fetches': 0 }));
    expect(reading.structure.callables.some(({ kind }) => kind === 'computed')).toBe(true);
  });

  it('holds a line longer than its window', async () => {
    const reading = await read(bytesOf(op.unicode('x'.repeat(2_500_000)), op.stop));
    expect(reading.structure.streams[0]?.end).toBe('stop');
  });

  it('forgets memo entries past the limit and then reads them as unknown', async () => {
    const fill = Array.from({ length: 3000 }, (_, i) => bytesOf(op.none, op.longBinput(i * 5000), op.pop));
    const reading = await read(
      bytesOf(op.proto(2), ...fill, op.longBinget(2999 * 5000), op.emptyTuple, op.reduce, op.stop),
      resolveLimits({ 'pickle.memo': 1024 * 100 }),
    );
    expect(reading.structure.callables.at(-1)?.kind).toBe('unknown');
  });

  it.each([
    ['pickle.stack', bytesOf(...Array.from({ length: 5000 }, () => op.none), op.stop)],
    ['pickle.opcodes', bytesOf(...Array.from({ length: 5000 }, () => bytesOf(op.none, op.pop)), op.none, op.stop)],
    ['pickle.streams', bytesOf(...Array.from({ length: 3000 }, () => bytesOf(op.proto(2), op.none, op.stop)))],
  ] as const)('stops at %s and says so', async (limit, bytes) => {
    const reading = await read(bytes, resolveLimits({ [limit]: 2000 }));
    expect(reading.anomalies.some(({ message, stops }) => stops && message.includes(limit))).toBe(true);
  });
});

describe('any bytes', () => {
  const opcodes = fc.constantFrom(
    ...Object.values(op)
      .map((one) => (typeof one === 'function' ? undefined : one))
      .filter((one) => one !== undefined),
  );
  const program = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: opcodes },
      fc.string({ maxLength: 12 }).map((value) => op.str(value)),
      fc
        .tuple(fc.constantFrom('os', 'torch', 'collections'), fc.constantFrom('system', 'OrderedDict'))
        .map(([module, name]) => op.global(module, name)),
      fc.nat(300).map((index) => op.longBinput(index)),
      fc.nat(255).map((index) => op.binget(index)),
    ),
    { maxLength: 60 },
  );

  it('never makes the reader throw anything but an InputError', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          program.map((chunks) => bytesOf(op.proto(4), ...chunks, op.stop)),
          fc.uint8Array({ maxLength: 200 }),
        ),
        async (bytes) => {
          await read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it('gives the same structure whatever the size of the reads', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (chunks) => {
        const bytes = bytesOf(op.proto(4), ...chunks, op.stop);
        const whole = memorySource('test', bytes);
        const dribble: ByteSource = {
          ...whole,
          read: (at, length) => whole.read(at, Math.min(length, Math.max(64, length >> 14))),
        };
        expect((await readSource(dribble)).structure).toEqual((await readSource(whole)).structure);
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});

describe('truncation', () => {
  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))(
    'every prefix of %s says that it is cut',
    async (_name, bytes) => {
      const whole = await read(bytes);
      const ends = whole.structure.streams.map(({ offset, length }) => offset + length);
      for (let length = 1; length < bytes.length; length++) {
        // A prefix that ends with a STOP is what the reference loader accepts whole.
        if (ends.includes(length)) continue;
        const { anomalies } = await read(bytes.slice(0, length));
        expect(
          anomalies.some(({ stops, code }) => stops || code === 'pickle.trailing'),
          `length ${length}`,
        ).toBe(true);
      }
    },
  );
});
