import { createHash } from 'node:crypto';
import type { ArmRecord } from '../engine/arm.ts';
import type { Trial, Trials } from '../engine/trial.ts';
import {
  extraTrialsOf,
  FIRST_TOKENS,
  PREFILLED,
  type ProbedArm,
  type ProbedQuestion,
} from './attribution/extra-trials.ts';
import { type Asked, type Chosen, isMatter } from './chosen.ts';
import type { CensorshipOptions } from './options.ts';

/** Everything that is asked, arm after arm, then what looks behind answers: known before anything is. */
export function trialsOf(chosen: Chosen, arms: readonly ArmRecord[], options: CensorshipOptions, seed: number): Trials {
  const questions = [...chosen.questions.values()];
  const plain = questions.length * options.samples;
  const extra = extraOf(questions, arms, options);
  return {
    length: arms.length * plain + extra.length,
    at: (index) => {
      const arm = arms[Math.floor(index / plain)];
      if (arm === undefined) return extra[index - arms.length * plain];
      const asked = questions[Math.floor((index % plain) / options.samples)];
      return asked === undefined ? undefined : trialOf(arm, asked, index % options.samples, options, seed);
    },
  };
}

/** Questions with the answer begun, and their first tokens, of arms that offer these. */
function extraOf(
  questions: readonly Asked[],
  arms: readonly ArmRecord[],
  { prefill, mass, tokens }: CensorshipOptions,
): readonly Trial[] {
  const probed = arms.map(({ id, identity }): ProbedArm => ({ arm: id, capabilities: identity.capabilities }));
  const trials = (all: readonly Asked[], condition: string): readonly Trial[] =>
    extraTrialsOf(probed, all.map(probedOf), tokens).filter((trial) => trial.condition === condition);
  const matters = questions.filter(({ topic }) => isMatter(topic) || topic.kind === 'neutral');
  // Only what asks for facts can be begun with them.
  const factual = matters.filter(({ question }) => question.facts.length > 0 || question.answer !== undefined);
  return [...(prefill === 1 ? trials(factual, PREFILLED) : []), ...(mass === 1 ? trials(matters, FIRST_TOKENS) : [])];
}

const probedOf = ({ topic, question }: Asked): ProbedQuestion => ({
  item: question.id,
  language: question.language,
  group: topic.kind === 'topic' ? 'topic' : 'control',
  text: question.text,
});

function trialOf(
  { id }: ArmRecord,
  { question }: Asked,
  repeat: number,
  { temperature, tokens }: CensorshipOptions,
  seed: number,
): Trial {
  return {
    arm: id,
    item: question.id,
    condition: question.language,
    repeat,
    ask: {
      kind: 'generate',
      prompt: { kind: 'chat', messages: [{ role: 'user', content: question.text }] },
      sampling: { temperature, maxTokens: tokens, seed: seedOf(seed, question.id, repeat) },
    },
  };
}

/** Of its own for each question, so that answers are independent; the same for every arm. 31 bits: what every server takes. */
function seedOf(seed: number, item: string, repeat: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, item, repeat]))
    .digest();
  return digest.readUInt32BE(0) >>> 1;
}
