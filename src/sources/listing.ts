import type { Claimed } from './subject.ts';

/** A file as a hub lists it. */
export interface ListedFile {
  readonly path: string;
  readonly size: number;
  readonly claimed?: Claimed;
}

/** The files of a repository with what the hub claims of them. */
export interface HubListing {
  /** As people write it. */
  readonly url: string;
  /** The commit, where the hub pins one. */
  readonly revision?: string;
  readonly files: readonly ListedFile[];
  /** Folders that the hub would not list in full. */
  readonly cut?: readonly string[];
}
