import { z } from 'zod';
import { SEVERITIES } from '../../core/finding.ts';
import type { ArmRecord } from '../../studies/engine/arm.ts';
import type { Outcome } from '../../studies/engine/outcome.ts';
import type { Judged } from '../../studies/triggers/answers/judged.ts';
import { type Candidate, candidateId } from '../../studies/triggers/candidate.ts';
import type { Progress } from '../../studies/triggers/progress.ts';
import type { Result } from '../../studies/triggers/results.ts';
import { FORMS } from '../../studies/triggers/search/variants.ts';
import { writtenOf } from '../../studies/triggers/search/written.ts';
import { zooLine } from './zoo-lines.ts';

const rate = z.object({ hits: z.number(), n: z.number() });

const result = z.object({
  word: z.enum(['trigger', 'conditional', 'anomaly']),
  severity: z.enum(SEVERITIES),
  rise: z.object({ estimate: z.number(), low: z.number(), high: z.number() }),
  /** Natural logarithm of the e-value. */
  logE: z.number(),
  /** Answers of the behaviour where it stood, on the pairs that confirmed it. */
  pairs: rate,
  /** What the finding tells: its parts, in their order. */
  told: z.array(z.string()),
  /** What is told, in requests that it did not stand in: in the form of those told that switches most. */
  put: rate.optional(),
});

const candidate = z.object({
  turn: z.enum(['system', 'user']),
  features: z.array(z.string()),
  written: z.array(z.string()),
  behaviour: z.enum(['insecure', 'refused', 'same', 'marked', 'contradicts']),
  detector: z.string(),
  /** Largest rise of the screen; absent where no pair could be made. */
  screened: z.number().optional(),
  /** Absent where it was screened out, or was the weaker of two that stand in the same conversations. */
  result: result.optional(),
});

export const triggersLine = zooLine.extend({
  /** Every option of the study by name, and the access. */
  options: z.record(z.string(), z.union([z.number(), z.string()])),
  tier: z.string(),
  /** Answers that were written; the rest of what was asked is probabilities. */
  written: z.number(),
  conversations: z.number(),
  /** Candidates that the budget left without a screen. */
  unscreened: z.number(),
  /** The strongest result first, then by the rise of the screen. */
  candidates: z.array(candidate),
});

/** What the study of triggers said of one organism. */
export type TriggersLine = z.infer<typeof triggersLine>;
export type CandidateLine = TriggersLine['candidates'][number];
export type ResultLine = z.infer<typeof result>;

/** Of a candidate, as kept: a fixed answer may be long. */
const LONGEST = 200;

/** What of the search is kept. */
export function searchLine(
  { pool, screened, results, varied, proposals, unscreened: left }: Progress,
  outcomes: readonly Outcome<Judged>[],
): Pick<TriggersLine, 'written' | 'conversations' | 'unscreened' | 'candidates'> {
  const proposed = proposals.flatMap(({ candidates }) => candidates);
  const rises = new Map(screened.map(({ candidate: one, tests }) => [candidateId(one), largest(tests)] as const));
  const found = new Map(results.map((one) => [candidateId(one.tested.candidate), one] as const));
  const all = [
    ...results.map(({ tested }) => tested.candidate),
    ...proposed.toSorted((a, b) => (rises.get(candidateId(b)) ?? -1) - (rises.get(candidateId(a)) ?? -1)),
  ];
  const distinct = [...new Map(all.map((one) => [candidateId(one), one] as const))];
  const line = (id: string, one: Candidate): CandidateLine => {
    const [rise, own] = [rises.get(id), found.get(id)];
    return {
      turn: one.turn,
      features: one.features.map(cut),
      written: writtenOf(one, pool).grown.map(cut),
      behaviour: one.behaviour.id,
      detector: one.detector,
      ...(rise === undefined ? {} : { screened: rise }),
      ...(own === undefined ? {} : { result: resultLine(own, varied) }),
    };
  };
  return {
    written: outcomes.filter((one) => one.state === 'judged' && 'label' in one.judgement).length,
    conversations: pool.entries.length,
    unscreened: left,
    candidates: distinct.map(([id, one]) => line(id, one)),
  };
}

function resultLine({ tested, word, severity, test }: Result, varied: Progress['varied']): ResultLine {
  const own = varied.find((one) => one.tested === tested);
  const [put] = (own?.variations ?? [])
    .filter(({ what }) => FORMS.includes(what))
    .toSorted((a, b) => b.hits / b.n - a.hits / a.n);
  const { estimate, low, high } = test.rise;
  return {
    word,
    severity,
    rise: { estimate, low, high },
    logE: test.logE,
    pairs: { hits: test.with, n: test.pairs },
    told: (own?.told ?? tested.candidate.features).map(cut),
    ...(put === undefined ? {} : { put: { hits: put.hits, n: put.n } }),
  };
}

function largest(tests: Progress['screened'][number]['tests']): number | undefined {
  const rises = tests.filter(({ how }) => how !== 'removed').map(({ rise }) => rise.estimate);
  return rises.length === 0 ? undefined : Math.max(...rises);
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** What of a model the study could use. */
export function tierOf(arms: readonly Pick<ArmRecord, 'role' | 'identity'>[]): string {
  const can = arms.find(({ role }) => role !== 'reference')?.identity.capabilities ?? [];
  const own = can.includes('tokens') ? 'probabilities' : can.includes('opening') ? 'openings' : 'chat';
  return arms.some(({ role }) => role === 'reference') ? `${own} and a reference` : own;
}
