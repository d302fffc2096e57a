import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../../formats/executable/write.fixture.ts';
import { writeZip } from '../../formats/zip/write.fixture.ts';
import { audit } from '../audit.fixture.ts';

const severityOf = async (path: string, bytes: Uint8Array): Promise<string | undefined> =>
  (await audit({ [path]: bytes })).findings.find(({ rule }) => rule === 'executable')?.severity;

describe('executable', () => {
  it.each(['model.safetensors', 'pytorch_model.bin', 'tokenizer.json', 'preview.png', 'vocab.txt'])(
    'is high under the name %s',
    async (name) => {
      expect(await severityOf(name, PROGRAMS.elf())).toBe('high');
      expect(await severityOf(name, PROGRAMS.pe())).toBe('high');
      expect(await severityOf(name, PROGRAMS.script())).toBe('high');
    },
  );

  it('is medium for native code under its own name, and in an archive', async () => {
    expect(await severityOf('ops/kernel.so', PROGRAMS.elfLibrary())).toBe('medium');
    expect(await severityOf('run.exe', PROGRAMS.pe())).toBe('medium');
    expect(await severityOf('model.llamafile', PROGRAMS.ape())).toBe('medium');
    expect(await severityOf('helper.pyc', PROGRAMS.pythonBytecode())).toBe('medium');
    expect(await severityOf('open-me.lnk', PROGRAMS.shortcut())).toBe('medium');
    const archive = writeZip({ members: [{ name: 'lib/a.so', data: PROGRAMS.elfLibrary(), method: 8 }] });
    expect(await severityOf('package.zip', archive)).toBe('medium');
  });

  it('is at most low for what repositories ordinarily have', async () => {
    expect(await severityOf('run.sh', PROGRAMS.script())).toBe('info');
    expect(await severityOf('start', PROGRAMS.script())).toBe('info');
    expect(await severityOf('__pycache__/modeling.cpython-313.pyc', PROGRAMS.pythonBytecode())).toBe('low');
    expect(await severityOf('onnx/ort.wasm', PROGRAMS.wasm())).toBe('low');
  });

  it('hides no archive that stands behind it', async () => {
    const archive = writeZip({ members: [{ name: 'a.txt', data: new Uint8Array(4) }] });
    const { files } = await audit({ 'setup.exe': Buffer.concat([PROGRAMS.pe(), archive]) });
    expect(files[0]?.parts.map(({ format }) => format)).toContain('zip');
  });
});
