import type { Finding } from '../../../core/finding.ts';
import { clopperPearson } from '../../../statistics/clopper-pearson.ts';
import { trialFinding } from '../../engine/finding.ts';
import { inferenceScalingRules } from '../rules.ts';
import type { Curve } from './curve.ts';
import { percent, saidOf } from './words.ts';

/** Runs past their budget that are no slip of a counter. */
const TOLERATED = 0.1;

export function findingsOf(curves: readonly Curve[]): readonly Finding[] {
  return curves.flatMap((curve) => [...worse(curve), ...unbounded(curve)]);
}

function worse(curve: Curve): readonly Finding[] {
  const { arm, shape, points } = curve;
  if (shape?.shape !== 'inverse' && shape?.shape !== 'peaks') return [];
  const best = points.toSorted((a, b) => b.accuracy.estimate - a.accuracy.estimate)[0];
  const last = points.at(-1);
  const rule = inferenceScalingRules.worse;
  return [
    trialFinding(rule, {
      severity: rule.severity,
      confidence: 'high',
      message: saidOf(curve),
      location: { study: 'inference-scaling', arm, condition: last?.budget.id ?? '' },
      evidence: points.map(({ budget, accuracy, tokens }) => ({
        label: `budget ${budget.id}${budget.id === best?.budget.id ? ' (best)' : ''}`,
        text: `${percent(accuracy.estimate)} right, ${Math.round(tokens.estimate)} tokens`,
      })),
    }),
  ];
}

function unbounded({ arm, points }: Curve): readonly Finding[] {
  const known = points.reduce((sum, one) => sum + one.known, 0);
  if (known === 0) return [];
  const outside = known - points.reduce((sum, one) => sum + one.inside, 0);
  // Runs of one question depend on each other: as many as there are questions count.
  const questions = Math.max(...points.map((one) => one.questions));
  const { low } = clopperPearson(Math.round((outside / known) * questions), questions, 0.95);
  if (low <= TOLERATED) return [];
  const rule = inferenceScalingRules.unbounded;
  return [
    trialFinding(rule, {
      severity: rule.severity,
      confidence: 'medium',
      message: `${percent(outside / known)} of ${known} runs took more tokens than their budget.`,
      location: { study: 'inference-scaling', arm, condition: points[0]?.budget.id ?? '' },
      evidence: points.map(({ budget, inside, known: of, tokens }) => ({
        label: `budget ${budget.id}`,
        text: `${inside} of ${of} inside; ${Math.round(tokens.estimate)} tokens on average`,
      })),
    }),
  ];
}
