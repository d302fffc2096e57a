import { readdirSync, existsSync } from 'node:fs';
import { checkFile } from '../../src/artifacts/check.ts';
import { RULES } from '../../src/artifacts/registry.gen.ts';
import { resolveLimits } from '../../src/core/limits.ts';
import { memorySource } from '../../src/sources/byte-source.ts';
import { surveySource } from '../../src/survey/file.ts';
import type { SurveyedFile } from '../../src/survey/surveyed.ts';
import { mutate, randomFrom } from './mutate.ts';

interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Outcome {
  readonly format: string;
  readonly cases: number;
  /** Of this thread's processor: nothing is waited for, and a busy machine does not count. */
  readonly slowestMs: number;
  readonly peakMb: number;
  /** Cases that threw or took longer than a second, with what makes them again. */
  readonly failures: readonly { readonly number: number; readonly what: string; readonly base64: string }[];
}

const FORMATS = new URL('../../src/formats/', import.meta.url);
const LIMITS = resolveLimits();
const SLOW_MS = 1000;

/** Formats with seeds to mutate: every reader has some. */
export function fuzzable(): string[] {
  return readdirSync(FORMATS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/fuzz.ts`, FORMATS)))
    .map(({ name }) => name)
    .toSorted();
}

/** Small valid files of a reader: where mutation starts. */
export async function seedsOf(format: string): Promise<readonly Seed[]> {
  const module = (await import(new URL(`${format}/fuzz.ts`, FORMATS).href)) as { seeds(): readonly Seed[] };
  return module.seeds();
}

/** Surveys and checks mutated files as the real command does. Case `n` depends on the seed and on `n` alone. */
export async function fuzz(format: string, cases: number, seed: number): Promise<Outcome> {
  const seeds = await seedsOf(format);
  const name = seeds[0]?.name ?? format;
  const failures: { number: number; what: string; base64: string }[] = [];
  let slowestMs = 0;
  let peakMb = 0;
  for (let number = 0; number < cases && failures.length < 20; number++) {
    const random = randomFrom(seed * 1_000_003 + number * 7919);
    const bytes = mutate(
      seeds.map((one) => one.bytes),
      random,
    );
    const run = async (): Promise<number> => {
      const started = process.threadCpuUsage();
      await check(await surveySource(memorySource('fuzz', bytes), fileName(format, name), LIMITS));
      const { user, system } = process.threadCpuUsage(started);
      return (user + system) / 1000;
    };
    let took = 0;
    try {
      took = await run();
      // A case that is slow is slow again; a collection of garbage that fell into it is not.
      for (let again = 0; again < 2 && took > SLOW_MS; again++) took = Math.min(took, await run());
    } catch (error) {
      failures.push({
        number,
        what: error instanceof Error ? (error.stack ?? error.message) : String(error),
        base64: encode(bytes),
      });
    }
    slowestMs = Math.max(slowestMs, took);
    if (took > SLOW_MS) failures.push({ number, what: `took ${Math.round(took)} ms`, base64: encode(bytes) });
    if (number % 256 === 0) peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }
  return { format, cases, slowestMs, peakMb, failures };
}

/** Findings have words, and every anomaly has a rule that reports it: nothing is met in silence. */
async function check(file: SurveyedFile): Promise<void> {
  for (const finding of await checkFile(file)) if (finding.message === '') throw new Error('an empty message');
  for (const { code } of [...file.anomalies, ...file.parts.flatMap(({ anomalies }) => anomalies)]) {
    if (!CLAIMED.has(code)) throw new Error(`no rule reports the anomaly ${code}`);
  }
}

const CLAIMED = new Set(RULES.flatMap(({ anomalies }) => Object.keys(anomalies ?? {})));

/** Formats that are known by their names get them. */
function fileName(format: string, seed: string): string {
  return seed.includes('.') ? seed : `fuzz.${format}`;
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').slice(0, 4000);
