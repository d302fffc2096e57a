import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { executableFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { PROGRAMS } from './write.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('executable', () => {
  it.each([
    ['elf', 'elf', false],
    ['elfLibrary', 'elf', true],
    ['pe', 'pe', false],
    ['peLibrary', 'pe', true],
    ['machO', 'mach-o', false],
    ['fatMachO', 'mach-o', true],
    ['ape', 'ape', false],
    ['wasm', 'wasm', true],
    ['javaClass', 'java-class', true],
    ['pythonBytecode', 'python-bytecode', true],
    ['shortcut', 'shortcut', false],
    ['ole', 'ole', false],
  ] as const)('knows %s whatever its name', async (which, flavour, library) => {
    const bytes = PROGRAMS[which]();
    expect(executableFormat.identify(probeOf('model.safetensors', bytes))).toBe('magic');
    expect((await readWith(executableFormat, bytes)).structure).toMatchObject({ flavour, library });
  });

  it('knows a script by its first line, or by its name', async () => {
    expect(executableFormat.identify(probeOf('weights.bin', PROGRAMS.script()))).toBe('structure');
    expect(executableFormat.identify(probeOf('train.sh', PROGRAMS.script()))).toBe('name');
    expect(executableFormat.identify(probeOf('setup.bat', text('@echo off\r\n')))).toBe('name');
    expect((await readWith(executableFormat, PROGRAMS.script())).structure.interpreter).toBe('/bin/sh');
  });

  it.each([
    ['train.py', '#!/usr/bin/env python\nimport torch\n'],
    ['README.md', '#!shell magic\n'],
    ['notes.txt', 'MZ is what DOS programs begin with\n'.padEnd(200, '.')],
    ['a.txt', '#! not a path\n'],
    ['empty.bin', ''],
  ])('leaves %s alone', (name, content) => {
    expect(executableFormat.identify(probeOf(name, text(content)))).toBeUndefined();
  });

  it('reads any shorter file', async () => {
    for (const { bytes } of seeds()) {
      for (let length = 0; length <= 64; length++) {
        executableFormat.identify(probeOf('a', bytes.subarray(0, length)));
        expect((await readWith(executableFormat, bytes.subarray(0, length))).anomalies).toEqual([]);
      }
    }
  });
});
