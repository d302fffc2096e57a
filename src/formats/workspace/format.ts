import { Buffer } from 'node:buffer';
import type { Format, Probe } from '../format.ts';
import { kindOf } from './kind.ts';
import { readWorkspace } from './read.ts';
import type { WorkspaceStructure } from './structure.ts';

/** Files by which opening, building, installing or checking out a folder runs commands. */
export const workspaceFormat: Format<WorkspaceStructure> = {
  id: 'workspace',
  version: 1,
  title: 'Workspace configuration',
  extensions: [],
  identify: (probe) => (kindOf(probe.name, textOf(probe)) === undefined ? undefined : 'structure'),
  read: readWorkspace,
};

const textOf = ({ head }: Probe): string =>
  head.includes(0) ? '' : Buffer.from(head.buffer, head.byteOffset, head.length).toString('utf8');
