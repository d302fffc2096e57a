import { day } from './date.ts';
import type { Citation, RuleDates } from './rules/rule.ts';

/** A rule on models that goes by the operations of their training. */
interface Threshold {
  readonly id: string;
  readonly title: string;
  readonly is: '>' | '>=';
  /** In floating point operations. */
  readonly edge: number;
  readonly dates: RuleDates;
  readonly above: string;
  /** It is not for models whose weights are published. */
  readonly closedOnly?: boolean;
  readonly cites: readonly Citation[];
  readonly unverified: readonly string[];
}

export const THRESHOLDS: readonly Threshold[] = [
  {
    id: 'eu-general-purpose',
    title: 'EU AI Act guidelines: indication of a general-purpose model',
    is: '>',
    edge: 1e23,
    dates: { published: day('2025-07-18'), effective: day('2025-08-02') },
    above: 'indicated to be a general-purpose model, if it generates language, or images or video from text',
    cites: [
      {
        source: 'Commission guidelines of 2025-07-18',
        at: 'definition of general-purpose models, in our words',
        text: 'Trained with more than 10^23 FLOP and able to generate language (text or audio), text-to-image or text-to-video; specialised models are left out however much was spent.',
        accounts: 3,
        status: 'secondary',
        address: 'https://artificialintelligenceact.eu/gpai-guidelines-overview',
      },
    ],
    unverified: ['The guidelines were seen in summaries that agree; they indicate and do not bind.'],
  },
  {
    id: 'eu-systemic-risk',
    title: 'EU AI Act, Article 51(2): presumption of high-impact capabilities',
    is: '>',
    edge: 1e25,
    dates: { published: day('2024-07-12'), effective: day('2025-08-02') },
    above: 'presumed to have high-impact capabilities, and so systemic risk',
    cites: [
      {
        source: 'Regulation (EU) 2024/1689',
        at: 'Article 51(2)',
        text: 'A general-purpose AI model shall be presumed to have high impact capabilities pursuant to paragraph 1, point (a), when the cumulative amount of computation used for its training measured in floating point operations is greater than 10^25.',
        status: 'quoted',
        address: 'https://ai-act-law.eu/article/51/',
      },
    ],
    unverified: [
      'The Commission may designate a model below the threshold and amend the threshold (Article 51(1)(b) and (3)); neither is judged here. Its enforcement begins on 2026-08-02.',
    ],
  },
  {
    id: 'us-4e091',
    title: 'ECCN 4E091: weights of closed models',
    is: '>=',
    edge: 1e26,
    dates: {
      published: day('2025-01-13'),
      effective: day('2025-01-13'),
      compliance: day('2025-05-15'),
      unenforced: day('2025-05-13'),
    },
    above: 'its weights are in 4E091',
    closedOnly: true,
    cites: [
      {
        source: '15 CFR part 774, supplement no. 1',
        at: 'ECCN 4E091, heading',
        text: "'Parameters' for an artificial intelligence model trained utilizing 10^26 or more 'operations.'",
        status: 'quoted',
        address: 'https://eccnfinder.com/eccn/4e091/',
      },
      {
        source: '90 FR 4544',
        at: 'ECCN 4E091, exclusions, in our words',
        text: 'It does not control the weights of a model that has been published as defined in § 734.7(a), nor of one trained with fewer operations than a model as capable as the most advanced published one would need.',
        accounts: 3,
        status: 'secondary',
        address:
          'https://wilmerhale.com/en/insights/publications/20250205-bis-issues-long-awaited-export-controls-on-ai',
      },
    ],
    unverified: [
      'The text of the exclusions was seen in summaries that agree; the second, which rises with the best published model, is not judged here.',
    ],
  },
];
