import type { Limits } from '../../core/limits.ts';
import type { SegmentCache } from '../cache/segment-cache.ts';
import type { Budget } from './budget.ts';
import type { HttpClient } from './client.ts';
import type { Answer } from './answer.ts';
import type { Turns } from './turns.ts';

/** What all files of one remote subject share. */
export interface RemoteAccess {
  readonly client: HttpClient;
  readonly budget: Budget;
  readonly limits: Limits;
  /** Bytes in memory, over all open files. */
  readonly held: { bytes: number };
  /** Reads of many megabytes take turns. */
  readonly large: Turns;
  readonly cache: SegmentCache | undefined;
  /** Folder for private copies of files that are fetched whole. */
  readonly spoolFolder: string;
}

/** One file that a server holds. */
export interface Target {
  /** For messages: path in the subject. */
  readonly id: string;
  readonly url: URL;
  readonly size: number;
  /** What tells this content from any other in the cache; absent where nothing sound does. */
  readonly key?: string;
  /** As {@link contentVersion}: what each answer must repeat, where it is known before the first. */
  readonly version?: string;
  /**
   * Looks at an answer, its redirects among it, before its bytes are believed: a hub's refusal, a digest that differs
   * from the listing's. @throws InputError or UsageError
   */
  inspect?(answer: Answer): void;
  /** Bytes that came with finding out the size. */
  readonly known?: { readonly at: number; readonly bytes: Uint8Array };
}
