import type { Anomaly } from '../core/coverage.ts';
import type { Limits } from '../core/limits.ts';
import type { Allowance } from '../codecs/allowance.ts';
import type { ByteSource } from '../sources/byte-source.ts';

/** What a format may look at to recognise a file: its first and last bytes, and the name where loaders go by the name. */
export interface Probe {
  /** Last segment of the path or member name. */
  readonly name: string;
  /** What its container says it is; absent for a file. */
  readonly role?: Role;
  readonly size: number;
  /** The first bytes, at most {@link PROBE_HEAD}. */
  readonly head: Uint8Array;
  /** The last bytes, at most {@link PROBE_TAIL}; may overlap the head. */
  readonly tail: Uint8Array;
}
export const PROBE_HEAD = 4096;
/** An end-of-central-directory record with a full comment still fits. */
export const PROBE_TAIL = 65_557;

/**
 * How sure a match is: by magic number; by a structure that parses; by a record near the end, as readers that search for
 * it would find it; by the name, as a loader would. A guess is read beside whatever else matches, and counts only where
 * something is found that acts.
 */
export type Match = 'magic' | 'structure' | 'end' | 'name' | 'guess';

/**
 * What a container says of a part. `constant` and `storage` are data in which a format is only suspected: what is found
 * there counts where it holds to its end, or acts. `tail` is what lies outside of everything that the container lists.
 */
export type Role =
  | 'member'
  | 'constant'
  | 'storage'
  | 'chat-template'
  | 'torchscript-code'
  | 'torchscript-bytecode'
  | 'tail';

/** Something inside a file that is read in its own right, by whichever format recognises it. */
export interface Part {
  readonly role: Role;
  /** Name inside its container, as written there. */
  readonly name: string;
  readonly source: ByteSource;
  /** Where it begins in its container, in bytes. */
  readonly offset: number;
}

export interface ReadContext {
  readonly limits: Limits;
  /** What the file, with everything around and inside it, may still expand to. */
  readonly allowance: Allowance;
  readonly signal: AbortSignal | undefined;
  readonly name: string;
  /** Parts in file order. They are read after the structure is done, while the container is still open. */
  part(part: Part): void;
  anomaly(anomaly: Anomaly): void;
}

/** A reader of one format: bytes to a bounded structure and parts. No judgement; executes nothing. */
export interface Format<S extends Structure = Structure> {
  readonly id: S['format'];
  /** Raised when the structure changes: invalidates what was cached of this format alone. */
  readonly version: number;
  readonly title: string;
  /** Extensions that claim this format, lower case with the dot. */
  readonly extensions: readonly string[];
  /** True where another format may follow in the same file, which loaders find from its end: both are read. */
  readonly mayPrecede?: true;
  identify(probe: Probe): Match | undefined;
  /** @throws InputError where nothing sound can be said of the rest */
  read(source: ByteSource, context: ReadContext): Promise<S>;
}

/** Each format's structure extends this and is bounded by named limits. It must survive a structured clone. */
export interface Structure {
  readonly format: string;
  /** A use of the format with a name of its own, e.g. `torch-zip` among zips. */
  readonly flavour?: string;
  /** True where something was seen that a loader does, and not only data, however the reading ended. */
  readonly acts?: boolean;
}
