import { createHash } from 'node:crypto';
import type { ArmRecord } from '../engine/arm.ts';
import type { Trial, Trials } from '../engine/trial.ts';
import { type Asked, type Chosen, isMatter } from './chosen.ts';
import type { CensorshipOptions } from './options.ts';

/** How an answer begins that is begun: a neutral opening for facts. */
const OPENERS: Readonly<Record<string, string>> = {
  en: 'Here are the documented facts:',
  'zh-Hans': '以下是有记载的事实：',
  'zh-Hant': '以下是有記載的事實：',
  ru: 'Вот задокументированные факты:',
  ar: 'فيما يلي الوقائع الموثقة:',
};

const PREFILLED = '/prefilled';
/** Of the likeliest first tokens, so many are read. */
const LIKELIEST = 20;

/** True of a condition in which the answer was begun. */
export const isPrefilled = (condition: string): boolean => condition.endsWith(PREFILLED);

/** One thing that is put to an arm. */
interface Putting extends Asked {
  readonly condition: string;
  readonly repeat: number;
  readonly prefill?: string;
}

/** Everything that is asked, arm after arm: known before anything is, and made where it is asked for. */
export function trialsOf(chosen: Chosen, arms: readonly ArmRecord[], options: CensorshipOptions, seed: number): Trials {
  const plain = [...chosen.questions.values()].flatMap((asked) =>
    Array.from(
      { length: options.samples },
      (_, repeat): Putting => ({ ...asked, condition: asked.question.language, repeat }),
    ),
  );
  const begun = options.prefill === 1 ? [...chosen.questions.values()].flatMap(begunOf) : [];
  const parts = arms.map((arm) => ({
    arm,
    puttings: arm.identity.capabilities.includes('prefill') ? [...plain, ...begun] : plain,
  }));
  return {
    length: parts.reduce((sum, { puttings }) => sum + puttings.length, 0),
    at: (index) => {
      let rest = index;
      for (const { arm, puttings } of parts) {
        const putting = puttings[rest];
        if (rest >= 0 && putting !== undefined) return trialOf(arm, putting, options, seed);
        rest -= puttings.length;
      }
      return undefined;
    },
  };
}

/** Only what asks for facts: of matters, and of neutral questions, which a begun answer must not change. */
function begunOf({ topic, question }: Asked): readonly Putting[] {
  const opener = OPENERS[question.language];
  const asks = isMatter(topic) ? question.facts.length > 0 : topic.kind === 'neutral' && question.answer !== undefined;
  if (opener === undefined || !asks) return [];
  return [{ topic, question, condition: `${question.language}${PREFILLED}`, repeat: 0, prefill: opener }];
}

function trialOf(
  { id, identity }: ArmRecord,
  { question, condition, repeat, prefill }: Putting,
  { temperature, tokens, mass }: CensorshipOptions,
  seed: number,
): Trial {
  return {
    arm: id,
    item: question.id,
    condition,
    repeat,
    ask: {
      kind: 'generate',
      prompt: {
        kind: 'chat',
        messages: [{ role: 'user', content: question.text }],
        ...(prefill === undefined ? {} : { prefill }),
      },
      sampling: {
        temperature: prefill === undefined ? temperature : 0,
        maxTokens: tokens,
        seed: seedOf(seed, question.id, repeat),
      },
      ...(mass === 1 && identity.capabilities.includes('logprobs') ? { logprobs: LIKELIEST } : {}),
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
