import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Spent } from '../../studies/engine/spending.ts';
import { type StudyWatch, UNWATCHED } from '../../studies/engine/watch.ts';

/** Beside the journal. */
const NAME = 'spent.json';
/** A kill loses no more of the cost than this, in milliseconds. */
const KEPT_EVERY = 2000;

const keptCost = z.object({
  version: z.string(),
  weights: z.string().optional(),
  tokens: z.number(),
  seconds: z.number(),
});

export interface Cost {
  readonly watch: StudyWatch;
  /** Of all parts of the run. */
  total(): { readonly tokens: number; readonly seconds: number };
  /** Writes it down, where the study has begun. */
  keep(): void;
}

/** Counts what a study takes, on top of what the parts of the same run took that were broken off. */
export async function costIn(
  folder: string,
  of: { readonly version: string; readonly weights: string | undefined },
  began: number,
): Promise<Cost> {
  const path = join(folder, NAME);
  const before = await costBefore(path, of);
  let tokens = 0;
  let noted: number | undefined;
  const total = (): { tokens: number; seconds: number } => ({
    tokens: before.tokens + tokens,
    seconds: before.seconds + (performance.now() - began) / 1000,
  });
  const keep = (): void => {
    if (noted === undefined) return;
    noted = performance.now();
    writeFileSync(`${path}.new`, JSON.stringify({ ...of, ...total() }));
    renameSync(`${path}.new`, path);
  };
  const note = (spent: Spent): void => {
    tokens = spent.promptTokens + spent.completionTokens;
    noted ??= Number.NEGATIVE_INFINITY;
    if (performance.now() - noted >= KEPT_EVERY) keep();
  };
  return { watch: { ...UNWATCHED, judged: note, trial: (_, spent) => note(spent) }, total, keep };
}

async function costBefore(
  path: string,
  { version, weights }: { readonly version: string; readonly weights: string | undefined },
): Promise<{ readonly tokens: number; readonly seconds: number }> {
  const none = { tokens: 0, seconds: 0 };
  try {
    const kept = keptCost.parse(JSON.parse(await readFile(path, 'utf8')));
    return kept.version === version && kept.weights === weights ? kept : none;
  } catch {
    return none;
  }
}
