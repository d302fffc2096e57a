import type { Structure } from '../format.ts';
import type { ScriptCommand } from '../script-commands.ts';

/** A file that an operating system or an interpreter runs, known by its first bytes or, for scripts, by its name. */
export interface ExecutableStructure extends Structure {
  readonly format: 'executable';
  readonly flavour: ExecutableKind;
  /** A library: loaded by a program, not started by itself. */
  readonly library: boolean;
  /** What the first line of a script names. Raw text. */
  readonly interpreter?: string;
  /** Of a script: lines that run what is not in the file; bounded. */
  readonly commands?: readonly ScriptCommand[];
}

export type ExecutableKind =
  | 'elf'
  | 'pe'
  | 'mach-o'
  | 'ape' // runs on several systems at once; llamafile is made so
  | 'wasm'
  | 'java-class'
  | 'dex'
  | 'python-bytecode'
  | 'shortcut'
  | 'ole' // documents of old Office, which may hold macros, and Windows installers
  | 'script';
