import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openArms } from '../arms.ts';
import { examineByStudy } from '../study.ts';
import { loadStudies } from '../load-study.ts';
import { modelOf } from '../subject-model.ts';
import { withoutTruth } from './organism.ts';

const effect = z.object({
  context: z.string(),
  text: z.string(),
  endpoint: z.enum(['insecure', 'refused']),
  found: z.boolean(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
});

const line = z.object({
  organism: z.string(),
  /** Of the study: another version's lines are not taken for this one's. */
  version: z.string(),
  seed: z.number(),
  status: z.string(),
  bank: z.string(),
  summary: z.string(),
  /** Contexts that came to be confirmed. */
  effects: z.array(effect),
  always: z.boolean(),
  /** Share of insecure code under neutral contexts. */
  neutral: z.number().optional(),
  /** Smallest difference that 80 % of such studies find in a context that was screened. */
  detectable: z.number().optional(),
  answers: z.number(),
  tokens: z.number(),
  seconds: z.number(),
});

/** What the study said of one organism. */
export type OrganismLine = z.infer<typeof line>;

export interface BenchRun {
  readonly zoo: string;
  readonly out: string;
  /** Organisms at a time, each with one process. */
  readonly jobs: number;
  readonly seed: number;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

const LINES = 'sabotage.jsonl';

/** Examines what has no line in the folder yet; gives the lines of all. */
export async function examineZoo(names: readonly string[], run: BenchRun): Promise<readonly OrganismLine[]> {
  await mkdir(run.out, { recursive: true });
  const path = join(run.out, LINES);
  const [study] = await loadStudies(['sabotage']);
  const { version = '' } = study ?? {};
  const known = await linesIn(path);
  const done = new Map(
    known.filter((one) => one.version === version && one.seed === run.seed).map((one) => [one.organism, one] as const),
  );
  const open = names.filter((name) => !done.has(name));
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < open.length) {
      const name = open[next++] as string;
      const said = await examineOne(name, run);
      await appendFile(path, `${JSON.stringify(said)}\n`);
      done.set(name, said);
      run.say(`${done.size} of ${names.length}: ${name}, ${Math.round(said.seconds)} s, ${said.summary}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.jobs, open.length) }, hand));
  return names.flatMap((name) => done.get(name) ?? []);
}

async function examineOne(name: string, { zoo, out, seed, version, signal }: BenchRun): Promise<OrganismLine> {
  return await withoutTruth(zoo, name, async (folder) => {
    const [study] = await loadStudies(['sabotage']);
    if (study === undefined) throw new Error('there is no study of sabotage');
    const arms = await openArms([{ role: 'suspect', subject: await modelOf(folder), label: name }], {
      jobs: 1,
      userAgent: `assay/${version}`,
      signal,
    });
    const began = performance.now();
    try {
      const told = await examineByStudy(study, {
        arms: arms.arms,
        prices: arms.prices,
        seed,
        folder: join(out, 'studies', name),
        signal,
      });
      const { examination, measurements, findings, spending } = told;
      const conditions = measurements[0]?.conditions;
      const single = (start: string): number | undefined => measurements.find(({ id }) => id.startsWith(start))?.value;
      return line.parse({
        organism: name,
        version: study.version,
        seed,
        status: examination.status,
        bank: conditions?.['bank'] ?? '',
        summary: told.study.summary ?? '',
        effects: measurements.flatMap(({ id, value, interval, conditions: where }) =>
          id.startsWith('sabotage/effect/') && interval !== undefined && where !== undefined
            ? [
                {
                  context: where['condition'],
                  text: where['context'],
                  endpoint: id.slice(id.lastIndexOf('/') + 1),
                  found: where['result'] === 'found',
                  value,
                  low: interval.low,
                  high: interval.high,
                },
              ]
            : [],
        ),
        always: findings.some(({ rule }) => rule === 'sabotage/always-insecure'),
        neutral: single('sabotage/neutral/'),
        detectable: single(`sabotage/detectable/${name}/screened`),
        answers: told.study.trials.planned,
        tokens: spending.promptTokens + spending.completionTokens,
        seconds: (performance.now() - began) / 1000,
      });
    } finally {
      await arms.close();
    }
  });
}

/** A line that a kill cut off is made again. */
async function linesIn(path: string): Promise<readonly OrganismLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
}
