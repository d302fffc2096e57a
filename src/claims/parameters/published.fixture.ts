import type { Config } from './config.ts';
import { DENSE } from './published-dense.fixture.ts';
import { MIXTURES } from './published-mixtures.fixture.ts';
import { SEEING } from './published-seeing.fixture.ts';

export interface Published {
  readonly name: string;
  /** What the count needs of `config.json`, as its makers published it. */
  readonly config: Config;
  readonly total: number;
  /** Active parameters as their makers say them, for a mixture. */
  readonly active?: number;
  readonly source: string;
}

/**
 * Configs and counts of public models, written down from memory and not from their files, but where the source says otherwise:
 * that each count comes out to the last parameter is what speaks for both.
 */
export const PUBLISHED: readonly Published[] = [...DENSE, ...MIXTURES, ...SEEING];
