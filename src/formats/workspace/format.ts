import { Buffer } from 'node:buffer';
import type { Format, Probe } from '../format.ts';
import { kindOf } from './kind.ts';
import type { WorkspaceStructure } from './structure.ts';

/** Files by which opening, building, installing or checking out a folder runs commands. */
export const workspaceFormat: Format<WorkspaceStructure> = {
  id: 'workspace',
  version: 1,
  title: 'Workspace configuration',
  extensions: [],
  identify: (probe) => (kindOf(probe.name, textOf(probe)) === undefined ? undefined : 'structure'),
  read: async (source, context) => (await import('./read.ts')).readWorkspace(source, context),
};

const textOf = ({ head }: Probe): string =>
  head.includes(0) ? '' : Buffer.from(head.buffer, head.byteOffset, head.length).toString('utf8');
