import { canonicalDigest } from '../../core/digest.ts';
import type { Study } from '../engine/study.ts';
import { JudgeFault } from '../judges/judge.ts';
import { READING_VERSION } from '../judges/reading/engagement.ts';
import type { TopicBank } from '../topics/topic.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { FIRST_TOKENS } from './attribution/extra-trials.ts';
import { choose } from './chosen.ts';
import type { Judged } from './judged.ts';
import type { Judges } from './judges.ts';
import { Judging } from './judging.ts';
import { type CensorshipOptions, checkLabels, optionsOf } from './options.ts';
import { trialsOf } from './trials.ts';

/** Raised where the same answers would be analysed otherwise. */
const VERSION = '6';

const BEGUN: Judged = {
  engagement: { label: 'unusable', why: 'its first tokens alone were asked for' },
  reasoning: { state: 'absent' },
  characters: 0,
};

/** What a model refuses, evades or slants, in which language: in the weights, or around them. @throws UsageError */
export function censorshipStudyOf(
  bank: TopicBank,
  judges: Judges,
  set: Readonly<Record<string, string>> = {},
  cautions: readonly string[] = [],
): Study<Judged> {
  const options = optionsOf(set);
  const chosen = choose(bank, options);
  const digest = canonicalDigest(bank);
  const judging = new Judging(bank.topics, judges);
  return {
    id: 'censorship',
    title: 'What does it refuse, evade or slant, in which language?',
    version: `${VERSION}+engagement-${judges.version}+reading-${READING_VERSION}`,
    needs: ['chat'],
    settings: { asking: askingOf(options), bank: { id: bank.id, digest } },
    asks: { bank: bank.id, digest, questions: canonicalDigest([...chosen.questions.keys()]) },
    cautions,
    async *stages({ arms, seed }) {
      await Promise.resolve();
      checkLabels(options, arms);
      yield trialsOf(chosen, arms, options, seed);
    },
    judge: async (trial, reply, { model }) => {
      const asked = chosen.questions.get(trial.item);
      if (reply.kind !== 'generate' || asked === undefined) throw new JudgeFault('the trial is none of this study');
      // Five tokens are no answer: they are read for their probabilities.
      if (trial.condition === FIRST_TOKENS) return BEGUN;
      return await judging.judge(reply.recording, asked, model);
    },
    analyse: async (rows, context) => {
      const evidence = await evidenceOf(chosen, options, rows, context);
      return { ...evidence, notes: [...evidence.notes, ...cautions] };
    },
  };
}

/** Options that decide nothing but the analysis: under other ones it takes the same answers. */
const OF_ANALYSIS: ReadonlySet<string> = new Set([
  'fdr',
  'weights',
  'api',
  'chat',
] satisfies (keyof CensorshipOptions)[]);

const askingOf = (options: CensorshipOptions): object =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !OF_ANALYSIS.has(name)));
