import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { printable } from '../../core/printable.ts';
import type { Arm } from '../../studies/engine/arm.ts';
import { JournalHeld } from '../../studies/engine/journal-file.ts';
import type { Study } from '../../studies/engine/study.ts';
import { openArms } from '../arms.ts';
import { examineByStudy, type StudyEvidence } from '../study.ts';
import { modelOf } from '../subject-model.ts';
import { withoutTruth } from './organism.ts';
import { leaveOut } from './truths.ts';
import { costIn } from './zoo-cost.ts';
import { earlierJournals } from './zoo-journals.ts';
import { appendLine, type LineFile, linesOf, type ZooLine } from './zoo-lines.ts';

export interface BenchRun {
  readonly zoo: string;
  readonly out: string;
  /** Organisms at a time, each with one process. */
  readonly jobs: number;
  readonly seed: number;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Organisms that the score lacks. */
  readonly leftOut: { readonly name: string; readonly why: string }[];
}

/** What a bench does with each organism. */
export interface ZooWork<L extends ZooLine> extends LineFile<L> {
  /** Of the study. */
  readonly version: string;
  /** Whether a line was asked under the same options. */
  readonly asked: (line: L) => boolean;
  readonly examine: (name: string) => Promise<L>;
}

/**
 * Examines what has no line yet in the folder; gives the lines of all. Organisms at which another process is at work are
 * tried again once, after all others.
 */
export async function examineZoo<L extends ZooLine>(
  names: readonly string[],
  run: BenchRun,
  work: ZooWork<L>,
): Promise<readonly L[]> {
  await mkdir(run.out, { recursive: true });
  const path = join(run.out, work.lines);
  const known = (await linesOf(names, run, work)).filter((one) => one.seed === run.seed && work.asked(one));
  const own = known.filter(({ version }) => version === work.version);
  const done = new Map(own.map((one) => [one.organism, one] as const));
  const examine = async (name: string): Promise<void> => {
    const earlier = known.filter(({ organism }) => organism === name);
    const said = costed(await work.examine(name), earlier);
    await appendLine(path, said);
    done.set(name, said);
    run.say(`${done.size} of ${names.length}: ${name}, ${Math.round(said.seconds)} s, ${printable(said.summary)}`);
  };
  const left = names.filter((name) => !done.has(name));
  const held = await freeOf(left, run.jobs, examine, (name) =>
    run.say(printable(`${name}: another process is at work on it; it is tried again at the end`)),
  );
  await freeOf(held, run.jobs, examine, (name) => leaveOut(run, name, 'another process is at work on it'));
  return names.flatMap((name) => done.get(name) ?? []);
}

/** Examines all but those that another process holds; gives these. */
async function freeOf(
  names: readonly string[],
  jobs: number,
  examine: (name: string) => Promise<void>,
  onHeld: (name: string) => void,
): Promise<readonly string[]> {
  const held: string[] = [];
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < names.length) {
      const name = names[next++] as string;
      try {
        await examine(name);
      } catch (error) {
        if (!(error instanceof JournalHeld)) throw error;
        held.push(name);
        onHeld(name);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, names.length) }, hand));
  return held;
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
    const weights = arms.arms[0]?.runtime.describe().weights?.sha256;
    const cost = await costIn(folder, { version: study.version, weights }, began);
    try {
      const told = await examineByStudy(study, {
        arms: arms.arms.map(see),
        prices: arms.prices,
        seed,
        folder,
        reuse: await earlierJournals(folder, study.version, weights),
        watch: cost.watch,
        signal,
      });
      const line = {
        organism: name,
        version: study.version,
        seed,
        ...(weights === undefined ? {} : { weights }),
        status: told.examination.status,
        summary: told.study.summary ?? '',
        answers: told.study.trials.planned,
        ...cost.total(),
      };
      return { line, told };
    } finally {
      cost.keep();
      await arms.close();
    }
  });
}
