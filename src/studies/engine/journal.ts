import { canonicalDigest } from '../../core/digest.ts';
import { StorageError, UsageError } from '../../core/errors.ts';
import { oddity } from '../../core/plain.ts';
import type { Recording } from '../../runtimes/recording.ts';
import type { ArmRecord } from './arm.ts';
import { JournalFile, type Place } from './journal-file.ts';
import { type AnsweredRow, type FaultRow, type HeaderRow, JOURNAL, type StageRow } from './journal-row.ts';
import type { Study } from './study.ts';
import { checkNumber, type Trial, trialAt, type Trials, trialKey } from './trial.ts';

interface Kept extends Place {
  readonly answered: boolean;
}

/** The journal of one run: what is there already by key, and a place for what is new. Answers stay on disk. */
export class Journal {
  readonly #file: JournalFile;
  readonly #kept = new Map<string, Kept>();
  readonly #judgings = new Map<string, Place>();
  readonly #stages: StageRow[] = [];

  /** @throws UsageError where the journal there is of another plan, or cannot be opened */
  constructor(path: string, header: HeaderRow) {
    let old: HeaderRow | undefined;
    this.#file = new JournalFile(path, (row, place) => {
      if ('journal' in row) old = row;
      else if ('stage' in row) this.#stages.push(row);
      else if ('judging' in row) this.#judgings.set(row.judging, place);
      else this.#keep(row.trial, { ...place, answered: 'reply' in row });
    });
    if (old === undefined) this.#file.append(header);
    else if (old.plan !== header.plan) {
      this.#file.close();
      throw new UsageError(
        `the journal ${JSON.stringify(path)} is of another plan (${difference(old, header)}): name another folder with -o, or take its answers over with --reuse`,
      );
    }
  }

  /** Notes what a stage will ask. @throws UsageError where the journal has another plan for it */
  plan(stage: number, keys: readonly string[]): void {
    const row: StageRow = { stage, planned: keys.length, digest: canonicalDigest(keys) };
    const old = this.#stages.find((known) => known.stage === stage);
    if (old === undefined) {
      this.#file.append(row);
      this.#stages.push(row);
    } else if (old.digest !== row.digest)
      throw new UsageError(
        `stage ${stage + 1} is planned otherwise than in the journal: its study is not deterministic`,
      );
  }

  /** Trials that the first stages planned. An earlier run may have come further. */
  planned(stages: number): number {
    return this.#stages.reduce((sum, { stage, planned }) => sum + (stage < stages ? planned : 0), 0);
  }

  has(key: string): 'answer' | 'fault' | undefined {
    const kept = this.#kept.get(key);
    return kept === undefined ? undefined : kept.answered ? 'answer' : 'fault';
  }

  /** @throws Error where it is not there; StorageError where the row holds another trial than it says */
  read(key: string): AnsweredRow | FaultRow {
    const kept = this.#kept.get(key);
    const row = kept === undefined ? undefined : this.#file.read(kept);
    if (row === undefined || !('trial' in row)) throw new Error(`the journal lacks the trial ${key}`);
    if (trialKey(row.asked) !== key || ('reply' in row && row.reply.kind !== row.asked.ask.kind))
      throw new StorageError(`the journal was changed: its row of the trial ${key} holds another`);
    return row;
  }

  append(row: AnsweredRow | FaultRow): void {
    this.#keep(row.trial, { ...this.#file.append(row), answered: 'reply' in row });
  }

  judging(key: string): Recording | undefined {
    const place = this.#judgings.get(key);
    if (place === undefined) return undefined;
    const row = this.#file.read(place);
    return 'judging' in row ? row.recording : undefined;
  }

  appendJudging(key: string, recording: Recording): void {
    this.#judgings.set(key, this.#file.append({ judging: key, recording }));
  }

  sync(): void {
    this.#file.sync();
  }

  close(): void {
    this.#file.close();
  }

  /** An answer is never given up for a failure that came later. */
  #keep(key: string, kept: Kept): void {
    if (kept.answered || this.#kept.get(key)?.answered !== true) this.#kept.set(key, kept);
  }
}

export function headerOf(study: Study<unknown>, seed: number, arms: readonly ArmRecord[]): HeaderRow {
  const { id, version, settings } = study;
  // Another judge or analysis of the same trials is no other plan: the version is recorded beside it.
  const plan = canonicalDigest({ id, settings: settings ?? null, seed, arms });
  return { journal: JOURNAL, study: { id, version }, plan, seed, arms };
}

/** The keys of a stage's trials. @throws UsageError where there are too many, two are the same, or an arm is not there */
export function keysOf(trials: Trials, arms: readonly ArmRecord[], seen: Set<string>): string[] {
  checkNumber(trials);
  const ids = new Set(arms.map(({ id }) => id));
  return Array.from({ length: trials.length }, (_, index) => {
    const trial = trialAt(trials, index);
    if (!ids.has(trial.arm)) throw new UsageError(`a trial asks the arm ${trial.arm}, which is not there`);
    const key = keyOf(trial);
    if (seen.has(key))
      throw new UsageError(
        `the trial ${trial.item} / ${trial.condition} / ${trial.repeat} of ${trial.arm} is planned twice`,
      );
    seen.add(key);
    return key;
  });
}

/** @throws UsageError where it holds what JSON cannot */
function keyOf(trial: Trial): string {
  try {
    return trialKey(trial);
  } catch (cause) {
    const odd = oddity(trial);
    if (odd === undefined) throw cause;
    throw new UsageError(
      `the study plans a trial that is no JSON: of ${trial.item} / ${trial.condition} / ${trial.repeat} ${odd}`,
      { cause },
    );
  }
}

function difference(a: HeaderRow, b: HeaderRow): string {
  if (a.study.id !== b.study.id) return `the study ${a.study.id}`;
  if (a.seed !== b.seed) return `the seed ${a.seed}`;
  if (canonicalDigest(a.arms) !== canonicalDigest(b.arms)) return 'other models or other weights';
  return 'other items, conditions or settings';
}
