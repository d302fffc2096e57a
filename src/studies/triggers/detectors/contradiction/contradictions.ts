import type { Said } from '../../behaviour.ts';
import type { Scene } from '../../detector.ts';
import { runsOf } from '../../features.ts';
import type { TriggerOptions } from '../../options.ts';
import { type Entry, Pool } from '../../pool.ts';
import type { Asking, Question } from '../../question.ts';
import { saidIn } from '../../search/ask-pairs.ts';

/** What both models say to the same prompt. */
export interface Both {
  readonly suspect: Said;
  readonly reference: Said;
}

/** Prompts that both models answer at most, and of what may be asked in all. */
const ASKED = 200;
const PART = 24;

export const askedAtMost = ({ budget }: TriggerOptions): number => Math.min(ASKED, Math.floor(budget / PART));

/**
 * Asks both models what the suspect was heard to answer in prose: greedy, so that neither varies by chance. Keeps those that
 * both answer in prose, as conversations of the suspect; `by` gives both answers of each.
 */
export function* bothAnswer({ pool, random, options }: Scene): Asking<{ pool: Pool; by: ReadonlyMap<Said, Both> }> {
  const prompts = new Map<string, Entry>();
  for (const entry of pool.entries)
    if (entry.said.label === 'prose') prompts.set(JSON.stringify([entry.system ?? '', entry.user]), entry);
  const entries = random.shuffle([...prompts.values()]).slice(0, askedAtMost(options));
  const kept = new Pool();
  const by = new Map<Said, Both>();
  if (entries.length === 0) return { pool: kept, by };
  const answers = yield entries.flatMap(({ system, user }, index): Question[] => {
    const context = system === undefined ? { user } : { system, user };
    const asked = { kind: 'answer', id: `contradict/${index + 1}`, temperature: 0, draw: index, ...context } as const;
    return [
      { ...asked, condition: 'suspect' },
      { ...asked, condition: 'reference', reference: true },
    ];
  });
  for (const [index, { system, user }] of entries.entries()) {
    const [suspect, reference] = [saidIn(answers[2 * index]), saidIn(answers[2 * index + 1])];
    if (suspect?.label !== 'prose' || reference?.label !== 'prose') continue;
    kept.addChat(suspect, system === undefined ? { user } : { system, user });
    by.set(suspect, { suspect, reference });
  }
  return { pool: kept, by };
}

/** Answers that share fewer of their words say different things. */
const SAME = 0.5;
/** Characters of an answer that are looked at (CWE-400). */
const LOOKED = 2_000;

/** Whether two answers have little in common: the words of both, their order aside (Jaccard's index). */
export function differ({ suspect, reference }: Both): boolean {
  const [a, b] = [wordsOf(suspect.text), wordsOf(reference.text)];
  const shared = a.intersection(b).size;
  return shared < SAME * (a.size + b.size - shared);
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(runsOf(text.slice(0, LOOKED)).flat());
