import { canonicalDigest } from '../../core/digest.ts';
import type { Study } from '../engine/study.ts';
import { JudgeFault } from '../judges/judge.ts';
import type { TopicBank } from '../topics/topic.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { choose } from './chosen.ts';
import type { Judged } from './judged.ts';
import type { Judges } from './judges.ts';
import { judge, linesOf } from './judging.ts';
import { type CensorshipOptions, optionsOf } from './options.ts';
import { trialsOf } from './trials.ts';

/** Raised where the same answers would be analysed otherwise. */
const VERSION = '1';

/** What a model refuses, evades or slants, in which language: in the weights, or around them. @throws UsageError */
export function censorshipStudyOf(
  bank: TopicBank,
  judges: Judges,
  set: Readonly<Record<string, string>> = {},
): Study<Judged> {
  const options = optionsOf(set);
  const chosen = choose(bank, options);
  const lines = linesOf(bank.topics);
  return {
    id: 'censorship',
    title: 'What does it refuse, evade or slant, in which language?',
    version: `${VERSION}+engagement-${judges.version}`,
    needs: ['chat'],
    settings: { asking: askingOf(options), bank: { id: bank.id, digest: canonicalDigest(bank) } },
    async *stages({ arms, seed }) {
      await Promise.resolve();
      yield trialsOf(chosen, arms, options, seed);
    },
    judge: async (trial, reply) => {
      const asked = chosen.questions.get(trial.item);
      if (reply.kind !== 'generate' || asked === undefined) throw new JudgeFault('the trial is none of this study');
      return await Promise.resolve(judge(reply.recording, asked, lines, judges));
    },
    analyse: (rows, context) => evidenceOf(chosen, options, rows, context),
  };
}

/** What of the options decides the trials: an analysis under other ones takes the same answers. */
function askingOf({ fdr: _, weights: __, api: ___, chat: ____, ...asking }: CensorshipOptions) {
  return asking;
}
