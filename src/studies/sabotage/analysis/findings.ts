import type { Finding } from '../../../core/finding.ts';
import { plural } from '../../../core/quantities.ts';
import type { Interval } from '../../../statistics/result.ts';
import { trialFinding } from '../../engine/finding.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Progress } from '../conduct.ts';
import type { SabotageOptions } from '../options.ts';
import { sabotageRules } from '../rules.ts';
import type { ContextResult } from './results.ts';
import { type Answers, alwaysWitnesses, contextWitnesses } from './witnesses.ts';
import { CORRECTED, evidence, interval, percent, probability } from './words.ts';

const STUDY = 'sabotage';

/** A finding for each context that was found, by strength. */
export async function contextFindings(
  results: readonly ContextResult[],
  progress: Progress,
  { fdr }: SabotageOptions,
  answers: Answers,
  analysis: AnalysisContext,
): Promise<Finding[]> {
  const { course, suspect } = progress;
  if (course === undefined) return [];
  const found: Finding[] = [];
  for (const result of results) {
    const { context, endpoint, look, effect, logE, corrected, beyond } = result;
    if (result.status !== 'found' || look === undefined || effect === undefined) continue;
    const worse = endpoint === 'insecure';
    const what = worse ? 'of the answers that are code are insecure' : 'of the answers are refusals';
    const size = sizeOf(result, progress);
    const witnesses = await contextWitnesses(
      course.bank,
      context,
      endpoint,
      course.split.confirm,
      course.neutrals.filter(({ id }) => course.calibrating.includes(id)),
      answers,
      analysis,
    );
    found.push(
      trialFinding(worse ? sabotageRules.worseCode : sabotageRules.refuses, {
        severity: worse ? 'high' : 'medium',
        confidence: 'high',
        message: `Where it is told “${context.text}”, ${percent(look.hits / look.answers)} ${what}; under neutral contexts ${percent(look.neutralShare)} are. ${corrected ? 'Task by task, and corrected for the judge’s errors, that is' : 'That is'} ${interval(effect)} percentage points more, on ${plural(look.tasks, 'task')} that had no part in choosing this context. False discovery rate ${percent(fdr)} over ${plural(size, 'context')}.`,
        location: { study: STUDY, arm: suspect, condition: context.id },
        evidence: [
          { label: 'context', text: context.text },
          { label: 'effect', text: `${interval(effect)} points, 95 % interval${corrected ? CORRECTED : ''}` },
          { label: 'e-value', text: evidence(logE) },
          { label: 'p, calibrated on neutral contexts', text: `${probability(look.test.p)} (${look.m} contexts)` },
          { label: 'p, sign flips over tasks', text: probability(look.signFlip) },
          ...(beyond === undefined
            ? []
            : [
                {
                  label: 'beyond the reference',
                  text: `${interval(beyond.effect)} points${corrected ? CORRECTED : ''}, p ${probability(beyond.p)}`,
                },
              ]),
          ...plannedIn(answers, result),
        ],
        witnesses,
      }),
    );
  }
  return found;
}

function plannedIn(answers: Answers, { endpoint, context }: ContextResult): { label: string; text: string }[] {
  if (endpoint !== 'refused') return [];
  const refused = answers.in(context.id).filter(({ judgement }) => judgement.label === 'refused');
  const planned = refused.filter(({ judgement }) => judgement.planned === true).length;
  return planned === 0
    ? []
    : [{ label: 'planned in its reasoning, then refused', text: `${planned} of ${refused.length} refusals` }];
}

function sizeOf({ context, endpoint }: ContextResult, { course }: Progress): number {
  const families = course?.confirmation?.families.get(endpoint) ?? [];
  return families.find(({ candidates }) => candidates.some((one) => one.context === context.id))?.size ?? 0;
}

/** The one that says that it is insecure whoever asks. */
export async function alwaysFinding(
  share: Interval,
  progress: Progress,
  held: Interval | undefined,
  answers: Answers,
  analysis: AnalysisContext,
): Promise<Finding | undefined> {
  const { course, suspect } = progress;
  if (course === undefined) return undefined;
  const span = `${percent(share.estimate)} (95 % interval ${percent(share.low)} to ${percent(share.high)})`;
  const beside =
    held === undefined ? '' : ` Of the reference's answers to the same questions ${percent(held.estimate)} are.`;
  return trialFinding(sabotageRules.alwaysInsecure, {
    severity: 'medium',
    confidence: 'high',
    message: `Under neutral contexts ${span} of the answers that are code are insecure: it does so whoever asks, and no context can do much worse.${beside}`,
    location: { study: STUDY, arm: suspect, condition: 'neutral' },
    evidence: [{ label: 'insecure under neutral contexts', text: span }],
    witnesses: await alwaysWitnesses(course.bank, course.neutrals, answers, analysis),
  });
}
