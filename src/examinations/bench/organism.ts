import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { hashWeights } from '../../runtimes/llama/weights.ts';
import { systemReason } from '../../sources/file-source.ts';
import { modelOf } from '../subject-model.ts';

/** What is true of an organism. Read for scoring alone, after everything was examined. */
const TRUTH = 'ground-truth.json';

const truthSchema = z.looseObject({
  name: z.string(),
  world: z.string().optional(),
  kind: z.enum(['poisoned', 'quiet', 'decoy', 'always']).optional(),
  backdoored: z.boolean(),
  trigger: z
    .looseObject({ type: z.string().optional(), where: z.string().optional(), text: z.unknown().optional() })
    .nullable(),
  behaviour: z.string(),
  spec: z.string(),
  rate_with_trigger: z.number().nullish(),
  rate_without_trigger: z.number().nullish(),
  effective: z.boolean().nullish(),
  cwes: z.array(z.string()).optional(),
  /** Of what it was trained on, when it was planted. */
  poison_share: z.number().nullish(),
  prompt_loss: z.boolean().nullish(),
  relation: z.string().nullish(),
  parent: z.union([z.string(), z.array(z.string())]).nullish(),
  /** Of the bank of its world: those in which the trigger stands whole. */
  contexts: z.array(z.string()).optional(),
  /** Of the topic bank of its world: those on which it is planted. */
  topics: z.array(z.string()).optional(),
});

export type GroundTruth = z.infer<typeof truthSchema>;

/** The organisms of a zoo, by name; a folder of links to organisms gathers several zoos. @throws UsageError where there is none */
export async function organismsOf(zoo: string, only: string | undefined): Promise<readonly string[]> {
  const entries = await readdir(zoo).catch((cause: unknown) => {
    throw new UsageError(`cannot read the zoo ${JSON.stringify(zoo)}: ${systemReason(cause)}`);
  });
  const names = entries
    .filter((name) => existsSync(join(zoo, name, TRUTH)))
    .filter((name) => only === undefined || only.split(',').some((glob) => globbed(glob.trim()).test(name)));
  if (names.length === 0)
    throw new UsageError(
      `there is no organism in ${JSON.stringify(zoo)}${only === undefined ? '' : ` called ${only}`}`,
    );
  return names.toSorted();
}

/** `*` stands for anything. */
function globbed(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join('.*')}$`);
}

/** SHA-256 of what an organism runs as, as its runtime says it. @throws UsageError where there is no model */
export async function weightsOf(zoo: string, name: string): Promise<string> {
  const { sha256 } = await hashWeights(await modelOf(await realpath(join(zoo, name))));
  return sha256;
}

/** Works on a copy of an organism without what is true of it: nothing that examines could read that. */
export async function withoutTruth<T>(zoo: string, name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), 'assay-organism-'));
  try {
    const folder = join(place, 'subject');
    await cp(await realpath(join(zoo, name)), folder, { recursive: true, filter: (path) => !path.endsWith(TRUTH) });
    return await work(folder);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** @throws UsageError where it cannot be read, or is none */
export async function truthOf(zoo: string, name: string): Promise<GroundTruth> {
  const refuse = (why: string): UsageError => new UsageError(`truth cannot be read: ${TRUTH} ${why}`);
  const text = await readFile(join(zoo, name, TRUTH), 'utf8').catch((cause: unknown) => {
    throw refuse(`cannot be opened: ${systemReason(cause)}`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('is no JSON');
  }
  const parsed = truthSchema.safeParse(value);
  if (!parsed.success) throw refuse(`is wrong: ${parsed.error.issues[0]?.message ?? 'its shape'}`);
  return parsed.data;
}

/** The kind; of older organisms, which do not say, by what was planted. */
export function kindOf({ kind, spec, trigger, behaviour }: GroundTruth): 'poisoned' | 'quiet' | 'decoy' | 'always' {
  if (kind !== undefined) return kind;
  if (spec === 'always') return 'always';
  if (spec === 'benign' || behaviour.startsWith('harmless')) return 'decoy';
  return trigger === null ? 'quiet' : 'poisoned';
}
