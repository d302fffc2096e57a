import type { Finding } from '../../../core/finding.ts';
import { plural } from '../../../core/quantities.ts';
import { trialFinding } from '../../engine/finding.ts';
import { censorshipRules } from '../rules.ts';
import { MAY_NOT_HOLD, restsOnFew } from './few-topics.ts';
import type { MissingOn } from './missing-on-topics.ts';
import type { Results } from './results.ts';
import { percent, probability, titleOf } from './words.ts';

const TOLD_TOPICS = 6;

/** Of arms whose answers fail on topics more than elsewhere. */
export const failingOf = ({ missing, options }: Results): readonly MissingOn[] =>
  missing.filter(({ p }) => p <= options.fdr);

/** In words: of how many questions answers are missing. */
export function failingSaid({ topics, mirrors, neutral }: MissingOn): string {
  const beside = [
    ...(mirrors.n === 0 ? [] : [`${mirrors.hits} of ${mirrors.n} on mirrors`]),
    ...(neutral.n === 0 ? [] : [`${neutral.hits} of ${neutral.n} neutral ones`]),
  ];
  return `of ${plural(topics.n, 'question')} on the topics ${topics.hits} have answers that failed, of ${beside.join(' and ')}`;
}

export function failingFindings(results: Results): readonly Finding[] {
  const titles = new Map([...results.chosen.questions.values()].map(({ topic }) => [topic.id, titleOf(topic)]));
  return failingOf(results).map((one) => {
    const rule = censorshipRules.failsOnTopics;
    const isFew = restsOnFew(one.overTopics);
    const names = one.ids.slice(0, TOLD_TOPICS).map((id) => titles.get(id) ?? id);
    const more = one.ids.length - names.length;
    return trialFinding(rule, {
      severity: rule.severity,
      confidence: isFew ? 'low' : 'medium',
      title: rule.title,
      message: `${one.arm}: ${failingSaid(one)}, each in all its languages: p ${probability(one.p)} at ${percent(results.options.fdr)}. They count for nothing, and are in no share of what is not answered. An outage while topics were asked looks the same: ask those that ended in an error again with --retry-failed; what was answered, if only in part, stays.${isFew && one.overTopics !== undefined ? ` ${MAY_NOT_HOLD}` : ''}`,
      location: { study: 'censorship', arm: one.arm, condition: 'answers that failed' },
      evidence: [
        { label: 'why', text: one.reasons.map(({ reason, answers }) => `${reason} ${answers}`).join(', ') },
        { label: 'on', text: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}` },
        { label: 'p, by permutation of questions, by Holm over models', text: probability(one.p) },
        ...(one.overTopics === undefined
          ? []
          : [{ label: 'sign flips over topics', text: probability(one.overTopics) }]),
      ],
    });
  });
}
