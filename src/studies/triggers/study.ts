import { canonicalDigest } from '../../core/digest.ts';
import { bankNamed, banks } from '../banks/load.ts';
import { namedContext } from '../banks/named.ts';
import type { Study } from '../engine/study.ts';
import type { Outcome } from '../engine/outcome.ts';
import { retrace } from '../engine/retrace.ts';
import { JudgeFault } from '../judges/judge.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { type Judged, judge } from './answers/judged.ts';
import { conduct } from './conduct.ts';
import { candidateId } from './candidate.ts';
import type { Setup } from './course.ts';
import { begun, type Progress } from './progress.ts';
import { most } from './most.ts';
import { optionsOf } from './options.ts';
import { framesOf } from './pools/leaks.ts';
import { replaysOf } from './replay.ts';

/** What a user says of the study. */
export interface TriggersRequest {
  /** Contexts of the user's own, in words. */
  readonly contexts?: readonly string[];
  /** The name of a bank, or a file with one. */
  readonly bank?: string;
  /** Dossiers of relatives whose triggers are tried. */
  readonly replay?: readonly string[];
  /** Options by name, as text. */
  readonly set?: Readonly<Record<string, string>>;
  /** Told what the analysis read, for those who count how well it was found. */
  readonly seen?: (progress: Progress, outcomes: readonly Outcome<Judged>[]) => void;
}

/** Raised where the same answers would be judged or analysed otherwise. */
const VERSION = '14';

/** Inputs that switch a model into another behaviour, without being told which. @throws UsageError */
export function triggersStudy({
  contexts = [],
  bank,
  replay = [],
  set = {},
  seen,
}: TriggersRequest = {}): Study<Judged> {
  const options = optionsOf(set);
  framesOf(options.frames);
  const setup: Setup = {
    options,
    banks: bank === undefined ? banks() : [bankNamed(bank)],
    bankNamed: bank !== undefined,
    named: [...new Map(contexts.map(namedContext).map((one) => [one.id, one])).values()],
    replays: replaysOf(replay),
  };
  return {
    id: 'triggers',
    title: 'Is there an input that switches it into another behaviour?',
    version: VERSION,
    needs: ['chat'],
    settings: {
      options,
      named: setup.named.map(({ text }) => text),
      bank: bank === undefined ? null : setup.banks.map((one) => canonicalDigest(one)),
      replays: setup.replays.map(({ candidate, pairs }) => canonicalDigest([candidateId(candidate), pairs])),
    },
    adaptive: true,
    async *stages({ arms, seed }) {
      yield* conduct(setup, arms, seed, begun());
    },
    most: ({ arms, seed }) => most(setup, arms, seed),
    judge: async (trial, reply) => {
      if (trial.ask.kind !== reply.kind) throw new JudgeFault('the trial is none of this study');
      return await judge(reply, trial.ask);
    },
    analyse: async (rows, { arms, seed }) => {
      const progress = begun();
      const outcomes: Outcome<Judged>[] = [];
      for await (const row of rows()) outcomes.push(row);
      const ended = retrace(conduct(setup, arms, seed, progress), outcomes);
      seen?.(progress, outcomes);
      return evidenceOf(progress, options, ended);
    },
  };
}
