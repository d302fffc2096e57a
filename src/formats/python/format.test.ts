import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { pythonFormat } from './format.ts';
import { seeds } from './fuzz.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (code: string, limits = {}) => readWith(pythonFormat, bytes(code), 'm.py', limits);

describe('a source', () => {
  test('is known by its name and by the interpreter it asks for', () => {
    const identify = (name: string, text: string) => pythonFormat.identify(probeOf(name, bytes(text)));
    expect(identify('a.py', 'x = 1')).toBe('structure');
    expect(identify('a.PYW', 'x = 1')).toBe('structure');
    expect(identify('run', '#!/usr/bin/env python3\nx = 1')).toBe('structure');
    expect(identify('run', '#!/bin/sh\npython x')).toBeUndefined();
    expect(identify('a.py', 'x\0')).toBe('name');
    expect(identify('a.txt', 'import os')).toBeUndefined();
    expect(pythonFormat.identify({ ...probeOf('a.py', bytes('x')), role: 'torchscript-code' })).toBeUndefined();
  });

  test('gives imports, definitions and lines', async () => {
    const { structure, anomalies } = await read(
      'from .configuration_x import XConfig as C, Y\nfrom .. import z\nimport a.b, c as d\nclass A:\n  def f(self): pass\ndef g(): pass\n',
    );
    expect(anomalies).toEqual([]);
    expect(structure.imports).toEqual([
      { module: '.configuration_x', names: ['XConfig', 'Y'], line: 1 },
      { module: '..', names: ['z'], line: 2 },
      { module: 'a.b', names: [], line: 3 },
      { module: 'c', names: [], line: 3 },
    ]);
    expect(structure.definitions).toEqual(['A', 'A.f', 'g']);
    expect(structure.lines).toBe(7);
    expect(structuredClone(structure)).toEqual(structure);
  });
});

describe('what the interpreter reads otherwise than an editor', () => {
  test.each([
    ['raw_unicode_escape', '# coding: raw_unicode_escape\n# \\u000aimport os\\u000aos.system("x")\n'],
    ['unicode_escape', '#!/usr/bin/python\n# -*- coding: unicode_escape -*-\n# \\x0aimport os\\nos.system("x")\n'],
    ['utf-7', '# coding=utf-7\n# +AAo-import os+AAo-os.system(+ACI-x+ACI-)\n'],
  ])('the encoding %s', async (_, code) => {
    const { structure, codes, stopped } = await read(code);
    expect(codes).toContain('python.encoding');
    expect(stopped).toBe(true);
    expect(structure.effects.map(({ callable }) => callable)).toEqual(['os.system']);
  });

  test.each(['utf-8', 'UTF8', 'latin-1', 'iso-8859-15', 'ascii', 'cp1252', 'gbk'])(
    'the encoding %s is ordinary',
    async (name) => {
      expect((await read(`# -*- coding: ${name} -*-\nx = 1\n`)).codes).toEqual([]);
    },
  );

  test('a declaration in the third line is none', async () => {
    expect((await read('x = 1\ny = 2\n# coding: utf-7\n')).codes).toEqual([]);
  });

  test('CVE-2021-42574: controls that reorder a line', async () => {
    const { structure } = await read('x = "user\u202e \u2066# check\u2069 \u2066"\n');
    expect(structure.signals.map(({ kind }) => kind)).toEqual(['bidirectional']);
    expect((await read('x = "\u202aשלום\u202c"\n')).structure.signals).toEqual([]);
  });

  test('letters that only look alike, and code off the screen', async () => {
    const { structure } = await read(`import os\nx = 1;${' '.repeat(200)}os.system("x")\n𝐩rint(1)\n`);
    expect(structure.signals.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['off-screen 2', 'confusable-name 3']);
  });
});

describe('bounds', () => {
  test.each<[string, string, object]>([
    ['bytes', 'x = 1\n'.repeat(10), { 'python.bytes': 20 }],
    ['tokens', 'x = 1\n'.repeat(10), { 'python.tokens': 20 }],
    ['nodes', 'x = 1\n'.repeat(10), { 'python.nodes': 20 }],
    ['depth', `x = ${'('.repeat(50)}1${')'.repeat(50)}`, { 'python.depth': 20 }],
    ['effects', 'import os\n'.concat('os.system("x")\n'.repeat(1_200)), {}],
  ])('%s', async (_, code, limits) => {
    const { codes, stopped } = await read(code, limits);
    expect(codes).toContain('python.limit');
    expect(stopped).toBe(true);
  });

  test('too many indents, which fail the grammar, cost their own lines alone', async () => {
    const deep = Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}if 1:\n`).join('');
    const { structure, codes, stopped } = await read(`${deep}${' '.repeat(1500)}f("x")\nimport os\nos.system("x")\n`);
    expect(codes).toContain('python.limit');
    expect(stopped).toBe(true);
    expect(structure.effects.map(({ callable, line }) => `${callable} ${line}`)).toEqual(['os.system 1503']);
  });

  describe('what follows many blocks', () => {
    const deep = Array.from({ length: 98 }, (_, depth) => `${' '.repeat(depth)}if 1:\n`).join('');
    const code = `${' '.repeat(98)}f("x")\n`;
    const after = 'import os\nos.system("x")\n';
    const calls = ({ effects }: { effects: readonly { callable: string; line: number }[] }) =>
      effects.map(({ callable, line }) => `${callable} ${line}`);

    test.each(['\n', '   \n', '\t\f\r\n'])(
      'and a megabyte of blank lines (%j) is read, at its place',
      async (blank) => {
        const count = Math.ceil(1_000_000 / blank.length);
        const { structure, codes } = await read(`${deep}${code}${blank.repeat(count)}${after}`);
        expect([codes, calls(structure)]).toEqual([[], [`os.system ${98 + 1 + count + 2}`]]);
      },
    );

    test('and blank lines keeps its syntax: other branches, brackets, strings', async () => {
      const gap = '\n'.repeat(2000);
      const { structure, codes } = await read(
        `import os\nif a:\n  f(\n    1,${gap}  + 2)${gap}elif b:\n  s = """a${gap}b"""${gap}else:${gap}  os.system("x")${gap}`,
      );
      expect([codes, calls(structure)]).toEqual([[], ['os.system 10005']]);
    });

    test('a comment of ten thousand lines is one, also in a string and at its end', async () => {
      const gap = '# a\n\n'.repeat(5000);
      const { structure, codes } = await read(`${gap}s = """\n${gap}#"""\n${gap}${after}`);
      expect([codes, calls(structure)]).toEqual([[], ['os.system 30004']]);
    });

    test('and megabytes of comments is told not to be read', async () => {
      const { structure, codes, stopped } = await read(`${after}${deep}${code}${'#\n'.repeat(500_000)}${after}`);
      expect([codes, stopped, calls(structure)]).toEqual([['python.limit'], true, ['os.system 2']]);
    });
  });

  test('errors are noted, and what stands around them is read', async () => {
    const { structure, codes } = await read('import os\nclass (\nos.system("x")\n');
    expect(codes).toContain('python.syntax');
    expect(structure.effects.map(({ callable }) => callable)).toEqual(['os.system']);
  });

  test.each<[string, string]>([
    ['functions that call one another', 'a = lambda: b() + b()\nb = lambda: a() + a()\na()'],
    ['texts that double', `a = "abcd"\n${'a = a + a\n'.repeat(64)}exec(a)`],
    ['lists that double', `a = [1, 2]\n${'a = a + a\n'.repeat(64)}`],
    [
      'texts joined by themselves',
      'a = "a" * 60000\nb = a.join([a] * 9)\nc = a.join([a, a, a, a])\nd = a.replace("a", a)\ne = "{0}" * 9000\ne.format(a)\nf = "%s" * 9000 % ((a,) * 2)',
    ],
    [
      'comprehensions in comprehensions',
      `a = [x for x in range(4000)]\n${'b = [[y for y in a] for x in a]\n'.repeat(3)}`,
    ],
    [
      'a base that is its own',
      'class A(A):\n  def f(self): self.g()\nclass B(C): pass\nclass C(B):\n  def f(self): self.g()',
    ],
  ])('%s end', async (_, code) => {
    expect((await read(code)).structure.format).toBe('python');
  });
});

describe('properties', () => {
  test('every shorter file is read, and names no effect that the whole has not', async () => {
    for (const { bytes: whole } of seeds())
      for (let length = 0; length < whole.length; length += 3)
        await readWith(pythonFormat, whole.subarray(0, length), 'm.py');
  });

  test('changed bytes throw nothing but InputError', async () => {
    const whole = seeds()[0]?.bytes ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = whole.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(pythonFormat, changed, 'm.py').catch((error: unknown) =>
          expect(error).toBeInstanceOf(InputError),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('any spelling of a name out of pieces is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('+', 'join', 'f', '%', 'chr', 'reverse'),
        async (cut, how) => {
          const [a, b] = ['system'.slice(0, cut), 'system'.slice(cut)];
          const spelt = {
            '+': `"${a}" + '${b}'`,
            join: `"".join(["${a}", "${b}"])`,
            f: `f"{'${a}'}${b}"`,
            '%': `"%s%s" % ("${a}", "${b}")`,
            chr: [...'system'].map((letter) => `chr(${letter.charCodeAt(0)})`).join(' + '),
            reverse: `"${[...b].toReversed().join('')}${''}"[::-1]`,
          }[how];
          const name = how === 'reverse' ? `"${a}" + ${spelt}` : spelt;
          const { structure } = await read(`import os\ngetattr(os, ${name})("x")\n`);
          expect(structure.effects.map(({ callable, indirect }) => `${callable} ${indirect}`)).toEqual([
            'os.system true',
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
