import type { CodeReference } from '../code-reference.ts';
import type { Structure } from '../format.ts';
import type { Requirement } from '../requirement.ts';
import type { ScriptCommand } from '../script-commands.ts';

/** A YAML configuration, as far as it names code: nothing is constructed from it. */
export interface ConfigCodeStructure extends Structure {
  readonly format: 'config-code';
  /** `gin`, `mlmodel` and `conda-environment` where the file is one of these. */
  readonly flavour?: string;
  readonly references: readonly CodeReference[];
  /** Tags that have a loader build something other than plain data; at most {@link MOST_TAGS}. */
  readonly tags: readonly YamlTag[];
  readonly requirements: readonly Requirement[];
  /** Lines that run what is not in the file, as pipelines and containers have them; bounded. */
  readonly commands: readonly ScriptCommand[];
}

export interface YamlTag {
  /** In its long form, `tag:yaml.org,2002:python/object/apply:os.system`. */
  readonly tag: string;
  /** What it is put on, cut. */
  readonly value: string;
  readonly offset: number;
  readonly line: number;
}

// Bounds on what one file may make us keep (CWE-770).
export const MOST_TAGS = 500;
export const MOST_REQUIREMENTS = 1_000;
