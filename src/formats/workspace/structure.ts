import type { Structure } from '../format.ts';
import type { ScriptCommand } from '../script-commands.ts';

/** A file by which a program that is pointed at the folder runs commands: an editor, a container, a package manager, git. */
export interface WorkspaceStructure extends Structure {
  readonly format: 'workspace';
  readonly flavour: WorkspaceKind;
  /** Commands that are run without being asked for; at most {@link MOST_STARTED}. */
  readonly started: readonly Started[];
  /** Lines anywhere in it that run what is not in the file; bounded. */
  readonly commands: readonly ScriptCommand[];
}

export type WorkspaceKind =
  | 'editor-tasks'
  | 'editor-settings'
  | 'container'
  | 'npm-package'
  | 'git-modules'
  | 'git-config'
  | 'agent-tools';

export interface Started {
  /** What has to be done for it to run. */
  readonly when: 'open' | 'container' | 'host' | 'install' | 'checkout' | 'git' | 'agent';
  /** Where in the file it stands, `scripts.postinstall`. Raw text. */
  readonly key: string;
  /** The command, cut. Raw text. */
  readonly text: string;
}

/** Commands kept of one file (CWE-770). */
export const MOST_STARTED = 200;
/** Characters kept of one. */
export const TEXT = 1_000;
