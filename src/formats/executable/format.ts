import type { Format } from '../format.ts';
import { kindOf, SCRIPT, shebang, SOURCE } from './identify.ts';
import type { ExecutableStructure } from './structure.ts';

/** Bytes looked at. */
const HEAD = 4_096;

/** Programs, libraries, bytecode and scripts. Only told what they are: what they would do is not examined. */
export const executableFormat: Format<ExecutableStructure> = {
  id: 'executable',
  version: 1,
  title: 'Program, library or script',
  extensions: ['.so', '.dll', '.dylib', '.pyd', '.exe', '.wasm', '.class', '.pyc', '.lnk', '.sh', '.bat', '.ps1'],
  mayPrecede: true,
  identify: ({ head, name }) => {
    if (kindOf(head) !== undefined) return 'magic';
    if (shebang(head) !== undefined && !SOURCE.test(name) && !SCRIPT.test(name)) return 'structure';
    return SCRIPT.test(name) ? 'name' : undefined;
  },
  read: async (source, context) => {
    const head = await source.read(0, HEAD, context.signal);
    const { kind, library } = kindOf(head) ?? { kind: 'script', library: false };
    const interpreter = shebang(head);
    return { format: 'executable', flavour: kind, library, ...(interpreter === undefined ? {} : { interpreter }) };
  },
};
