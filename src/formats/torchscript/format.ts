import type { Format, Match, Probe } from '../format.ts';
import type { TorchScriptStructure } from './structure.ts';

/**
 * The code members of a TorchScript archive: a dialect of Python that torch's own compiler reads
 * (torch/csrc/jit/serialization/python_print.cpp writes it, import_source.cpp reads it). It cannot import Python, but
 * its operators can: `aten::from_file` maps any file, `aten::save` writes one.
 */
export const torchscriptFormat: Format<TorchScriptStructure> = {
  id: 'torchscript-code',
  version: 2,
  title: 'TorchScript code',
  extensions: ['.py'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readTorchScript(source, context),
};

const MARKS =
  /^op_version_set = \d|^\s+__parameters__ = \[|^class \w+\((?:Module|NamedTuple|Interface|ModuleInterface)\):\n {2}(?:\w+ :|__|def |pass)|\b__torch__\./m;
const PLAIN_IMPORT = /^\s*(?:import (?!__torch__)|from \S+ import )/m;
/** A file of free functions has no mark but its style: a definition first, two spaces deep, and operators inside. */
const FUNCTIONS = /^def \w+\([^)]*\) -> [^\n]+:\n {2}\S[\s\S]*\b(?:torch|ops)\.\w/;

function identify({ name, head, role }: Probe): Match | undefined {
  if (role === 'torchscript-code' || role === 'torchscript-bytecode') return 'structure';
  if (!name.toLowerCase().endsWith('.py')) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  if (PLAIN_IMPORT.test(text)) return undefined;
  return MARKS.test(text) || FUNCTIONS.test(text) ? 'structure' : undefined;
}
