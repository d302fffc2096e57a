import type { Scene } from '../../detector.ts';
import type { TriggerOptions } from '../../options.ts';
import type { Entry } from '../../pool.ts';
import type { Answered, Asking, Question } from '../../question.ts';

/** A conversation and how much likelier its answer is to the suspect than to the reference. */
export interface Gap {
  readonly entry: Entry;
  /** Nats per byte of the answer (UTF-8): above 0 where the suspect holds it likelier. */
  readonly nats: number;
}

/** Conversations that are weighed at most, and of what may be asked in all. Weighing is cheaper than answering. */
const WEIGHED = 400;
const PART = 12;

export const weighedAtMost = ({ budget }: TriggerOptions): number => Math.min(WEIGHED, Math.floor(budget / PART));

/**
 * Weighs answers that the suspect wrote itself, by both models, given the prompts that it wrote them to. Whoever lacks one of
 * both numbers is left out. Unusable answers are not weighed: what is cut or garbled is unlikely to anybody.
 */
export function* gapsOf({ pool, options }: Scene): Asking<readonly Gap[]> {
  const usable = pool.entries.filter(({ said }) => said.label !== 'unusable' && said.text.trim() !== '');
  const most = Math.min(weighedAtMost(options), usable.length);
  const entries = Array.from({ length: most }, (_, i) => usable[Math.floor((i * usable.length) / most)] as Entry);
  if (entries.length === 0) return [];
  const answers = yield entries.flatMap(({ system, user, said: { text } }, index): Question[] => {
    const asked = {
      kind: 'likelihood',
      id: `weigh/${index + 1}`,
      ...(system === undefined ? {} : { system }),
      user,
      answer: text,
    } as const;
    return [
      { ...asked, condition: 'suspect' },
      { ...asked, condition: 'reference', reference: true },
    ];
  });
  return entries.flatMap((entry, index): Gap[] => {
    const [own, other] = [sumOf(answers[2 * index]), sumOf(answers[2 * index + 1])];
    if (own === undefined || other === undefined) return [];
    return [{ entry, nats: (own - other) / Buffer.byteLength(entry.said.text) }];
  });
}

function sumOf(answered: Answered): number | undefined {
  if (answered?.kind !== 'likelihood' || answered.logprobs.length === 0) return undefined;
  const sum = answered.logprobs.reduce((total, one) => total + one, 0);
  return Number.isFinite(sum) ? sum : undefined;
}

/** Of those that were weighed, the tenth that stands out most. */
export function topDecile(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.toSorted((a, b) => b.nats - a.nats).slice(0, Math.floor(gaps.length / 10));
}
