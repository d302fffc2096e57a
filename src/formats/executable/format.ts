import type { Format } from '../format.ts';
import { Buffer } from 'node:buffer';
import { commandsIn } from '../script-commands.ts';
import { kindOf, SCRIPT, shebang, SOURCE } from './identify.ts';
import type { ExecutableStructure } from './structure.ts';

/** Bytes looked at. */
const HEAD = 4_096;

/** Bytes looked at of a script. */
const SCRIPT_BYTES = 1_048_576;

/** Programs, libraries, bytecode and scripts: what they are, and of scripts the lines that run what is not in them. */
export const executableFormat: Format<ExecutableStructure> = {
  id: 'executable',
  version: 2,
  title: 'Program, library or script',
  extensions: ['.so', '.dll', '.dylib', '.pyd', '.exe', '.wasm', '.class', '.pyc', '.lnk', '.sh', '.bat', '.ps1'],
  mayPrecede: true,
  identify: ({ head, name, role }) => {
    if (kindOf(head) !== undefined) return 'magic';
    if (shebang(head) !== undefined && !SOURCE.test(name) && !SCRIPT.test(name)) return 'structure';
    if (role === 'tail' && holdsCommands(head)) return 'structure';
    return SCRIPT.test(name) ? 'name' : undefined;
  },
  read: async (source, context) => {
    const head = await source.read(0, HEAD, context.signal);
    const { kind, library } = kindOf(head) ?? { kind: 'script', library: false };
    const interpreter = shebang(head);
    const what = { format: 'executable', flavour: kind, library } as const;
    if (kind !== 'script') return { ...what, ...(interpreter === undefined ? {} : { interpreter }) };
    const bytes = await source.read(0, Math.min(source.size, SCRIPT_BYTES), context.signal);
    const { commands, more } = commandsIn(textOf(bytes));
    if (more || source.size > SCRIPT_BYTES)
      context.anomaly({
        code: 'executable.limit',
        message: more
          ? 'the script has more such lines than are kept'
          : `the script is longer than ${SCRIPT_BYTES} bytes`,
        offset: more ? 0 : SCRIPT_BYTES,
        stops: true,
      });
    return { ...what, ...(interpreter === undefined ? {} : { interpreter }), commands };
  },
};

/** Text where no text belongs, with a line that runs what is not in it. */
function holdsCommands(head: Uint8Array): boolean {
  return !head.includes(0) && commandsIn(textOf(head)).commands.length > 0;
}

/** UTF-8, or UTF-16 as Windows writes its scripts. */
function textOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(wide ? 'utf16le' : 'utf8');
}
