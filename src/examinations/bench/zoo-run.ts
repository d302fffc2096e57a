import { appendFile, mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { printable } from '../../core/printable.ts';
import type { Arm } from '../../studies/engine/arm.ts';
import { JOURNAL_NAME } from '../../studies/engine/run.ts';
import type { Study } from '../../studies/engine/study.ts';
import { openArms } from '../arms.ts';
import { examineByStudy, type StudyEvidence } from '../study.ts';
import { modelOf } from '../subject-model.ts';
import { withoutTruth } from './organism.ts';

/** What is kept of every organism, whatever the study. */
export const zooLine = z.object({
  organism: z.string(),
  /** Of the study: another version's lines are not taken for this one's. */
  version: z.string(),
  seed: z.number(),
  status: z.string(),
  summary: z.string(),
  answers: z.number(),
  tokens: z.number(),
  seconds: z.number(),
});

export type ZooLine = z.infer<typeof zooLine>;

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

/** What a bench does with each organism. */
export interface ZooWork<L extends ZooLine> {
  /** The file of the lines. */
  readonly lines: string;
  readonly line: z.ZodType<L>;
  /** Of the study. */
  readonly version: string;
  /** Whether a line was asked under the same options. */
  readonly asked: (line: L) => boolean;
  readonly examine: (name: string) => Promise<L>;
}

/** Examines what has no line in the folder yet; gives the lines of all. */
export async function examineZoo<L extends ZooLine>(
  names: readonly string[],
  run: BenchRun,
  work: ZooWork<L>,
): Promise<readonly L[]> {
  await mkdir(run.out, { recursive: true });
  const path = join(run.out, work.lines);
  const known = (await linesIn(run.out, work)).filter((one) => one.seed === run.seed && work.asked(one));
  const own = known.filter(({ version }) => version === work.version);
  const done = new Map(own.map((one) => [one.organism, one] as const));
  const left = names.filter((name) => !done.has(name));
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < left.length) {
      const name = left[next++] as string;
      const earlier = known.filter(({ organism }) => organism === name);
      const said = costed(await work.examine(name), earlier);
      await appendFile(path, `${JSON.stringify(said)}\n`);
      done.set(name, said);
      run.say(`${done.size} of ${names.length}: ${name}, ${Math.round(said.seconds)} s, ${printable(said.summary)}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.jobs, left.length) }, hand));
  return names.flatMap((name) => done.get(name) ?? []);
}

/** Answers that were only judged again cost what they did when they were asked. */
export function costed<L extends ZooLine>(said: L, earlier: readonly L[]): L {
  const asked = earlier.find(({ tokens, answers }) => tokens > 0 && answers === said.answers);
  return said.tokens > 0 || asked === undefined ? said : { ...said, tokens: asked.tokens, seconds: asked.seconds };
}

/** What a study says of one organism, `see`n as far as it may be used, and what every line holds of that. */
export async function examineOrganism(
  name: string,
  study: Study<unknown>,
  folder: string,
  { zoo, seed, version, signal }: BenchRun,
  see: (arm: Arm) => Arm = (arm) => arm,
): Promise<{ readonly line: ZooLine; readonly told: StudyEvidence }> {
  return await withoutTruth(zoo, name, async (subject) => {
    const arms = await openArms([{ role: 'suspect', subject: await modelOf(subject), label: name }], {
      jobs: 1,
      userAgent: `assay/${version}`,
      signal,
    });
    const began = performance.now();
    try {
      const told = await examineByStudy(study, {
        arms: arms.arms.map(see),
        prices: arms.prices,
        seed,
        folder,
        reuse: await earlierJournals(folder, study.version),
        signal,
      });
      const { examination, spending } = told;
      const line = {
        organism: name,
        version: study.version,
        seed,
        status: examination.status,
        summary: told.study.summary ?? '',
        answers: told.study.trials.planned,
        tokens: spending.promptTokens + spending.completionTokens,
        seconds: (performance.now() - began) / 1000,
      };
      return { line, told };
    } finally {
      await arms.close();
    }
  });
}

/**
 * The journals of earlier versions of a study, whose answers are taken where the same is asked: another judge may take
 * another course, and its questions are then the journal's only in part.
 */
async function earlierJournals(folder: string, version: string): Promise<readonly string[]> {
  const path = join(folder, JOURNAL_NAME);
  const head = await firstLine(path);
  const names = (): Promise<string[]> => readdir(folder).catch(() => []);
  const earlier = async (): Promise<string[]> => (await names()).filter((name) => name.startsWith(EARLIER));
  if (head !== undefined && !head.includes(JSON.stringify(version)))
    await rename(path, join(folder, `${EARLIER}${(await earlier()).length + 1}.jsonl`));
  return (await earlier()).map((name) => join(folder, name));
}

const EARLIER = 'earlier-';

async function firstLine(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    for await (const line of file.readLines()) return line;
    return undefined;
  } finally {
    await file.close();
  }
}

/** All lines of a folder. One that a kill cut off is made again. */
export async function linesIn<L extends ZooLine>(
  out: string,
  { lines, line }: Pick<ZooWork<L>, 'lines' | 'line'>,
): Promise<readonly L[]> {
  const text = await readFile(join(out, lines), 'utf8').catch(() => '');
  return text.split('\n').flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
}
