import type { Structure } from '../format.ts';
import type { Requirement } from '../requirement.ts';

/** What installing the dependencies of a repository would take from elsewhere than the usual index by name. */
export interface RequirementsStructure extends Structure {
  readonly format: 'requirements';
  readonly requirements: readonly Requirement[];
  /** Lines that name something, of any kind. */
  readonly count: number;
  /** Of a pyproject.toml: the module of the repository that pip imports to build it, and the folders it is looked for in. */
  readonly backend?: { readonly module: string; readonly paths: readonly string[] };
}

/** Kept of one file (CWE-770). */
export const MOST_REQUIREMENTS = 1_000;
