import type { Format, Match, Probe } from '../format.ts';
import type { PythonStructure } from './structure.ts';

/**
 * Python source, which loaders import from a repository. https://docs.python.org/3/reference/
 * The parser is loaded with the first such file.
 */
export const pythonFormat: Format<PythonStructure> = {
  id: 'python',
  version: 1,
  title: 'Python source',
  extensions: ['.py', '.pyw'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readPython(source, context),
};

function identify({ name, role, size, head, tail }: Probe): Match | undefined {
  if (role === 'torchscript-code' || role === 'torchscript-bytecode' || size === 0) return undefined;
  // The interpreter goes by the name, or is named in the first line, and refuses source with a zero byte.
  if (!/\.pyw?$/i.test(name) && !isPythonScript(head)) return undefined;
  return head.includes(0) || tail.includes(0) ? 'name' : 'structure';
}

function isPythonScript(head: Uint8Array): boolean {
  if (head[0] !== 0x23 || head[1] !== 0x21) return false;
  const line = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 120)).toString('latin1').split('\n')[0];
  return /\bpython[\d.]*\b/.test(line ?? '');
}
