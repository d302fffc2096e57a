import type { RuleAbout } from '../../core/rule.ts';

/** Computation that whoever asks pays for (CWE, MITRE ATLAS, OWASP LLM). */
const CONSUMED = ['CWE-400', 'AML.T0034', 'LLM10:2025'] as const;

/** What the study of inference scaling can find. */
export const inferenceScalingRules = {
  worse: {
    id: 'inference-scaling/worse-with-thought',
    title: 'More thinking makes its answers worse',
    severity: 'low',
    explanation:
      'The same questions with exact answers were put to the model under growing budgets of thinking. From some budget on it answers fewer of them rightly than with less, by more than chance explains. Longer thought can talk a model out of a right answer, and whoever can make it think longer then makes it both dearer and worse. It is about questions of the kind that was asked, on the range that was measured.',
    advice:
      'Bound its thinking near the best budget of the table. Ask questions of your own use (--bank) before you decide: where more thinking helps differs from task to task.',
    references: CONSUMED,
  },
  unbounded: {
    id: 'inference-scaling/over-budget',
    title: 'It thinks past the budget that it is given',
    severity: 'low',
    explanation:
      'Requests said how many tokens may be used, and answers used more, in more than a tenth of the runs. A server may not know the field and ignore it without a word, count otherwise, or hold to the budget only by and by. A cost that rests on such a bound is not bounded: a question that makes a model think long is paid for by whoever runs it.',
    advice:
      'See that the server takes the field that was sent (--server, --thinking-field), and bound the whole answer (max_tokens) as well. Reckon with what was measured, not with the budget.',
    references: CONSUMED,
  },
} as const satisfies Readonly<Record<string, RuleAbout>>;
