import type { Feature } from '../features.ts';
import { wordsOf } from '../features.ts';
import type { Pool, Prompted } from '../pool.ts';
import type { Answered, Asking, Question } from '../question.ts';
import { saidIn } from './ask-pairs.ts';
import { inserted } from './insertion.ts';
import type { Tested } from './verification.ts';
import { writtenOf } from './written.ts';

/** How often a changed form of a trigger still switches. */
export interface Variation {
  readonly what: string;
  /** The prompt of one question, as an example. */
  readonly example: Prompted;
  readonly hits: number;
  readonly n: number;
}

export interface Varied {
  readonly tested: Tested;
  /** The trigger as the model writes it. */
  readonly written: readonly string[];
  readonly variations: readonly Variation[];
  /** The shortest form that switches nearly as often as the whole. */
  readonly shortest: string;
}

/** The variation that puts the whole into texts it did not stand in. */
export const PUT = 'put into other texts';
/** The one that puts a part of it there. */
export const only = (part: string): string => `only “${part}”`;

const QUESTIONS = 12;
/** Of the rate of the whole. */
const NEARLY = 0.8;

interface Variant {
  readonly what: string;
  /** A shorter form of the trigger, where it is one. */
  readonly text?: string;
  readonly prompts: readonly Prompted[];
}

/** Changes confirmed triggers: shortens them, moves them, writes them otherwise. */
export function* varyAll(confirmed: readonly Tested[], pool: Pool): Asking<readonly Varied[]> {
  const plans = confirmed.map((tested) => ({
    tested,
    written: writtenOf(tested.candidate, pool),
    variants: variantsOf(tested, pool),
  }));
  const flat = plans.flatMap(({ variants }, index) =>
    variants.flatMap(({ what, prompts }) => prompts.map((prompt) => ({ index, what, prompt }))),
  );
  const questions = flat.map(
    ({ index, what, prompt }, draw): Question => ({
      kind: 'answer',
      id: `vary/${index + 1}/${draw + 1}`,
      condition: what,
      temperature: 1,
      draw,
      ...prompt,
    }),
  );
  const answers: readonly Answered[] = questions.length === 0 ? [] : yield questions;
  return plans.map(({ tested, written, variants }, index) => {
    const variations = variants.flatMap(({ what, prompts }): Variation[] => {
      const said = flat.flatMap((one, at) =>
        one.index === index && one.what === what ? (saidIn(answers[at]) ?? []) : [],
      );
      const [example] = prompts;
      const hits = said.filter((one) => tested.candidate.behaviour.hit(one)).length;
      return example === undefined || said.length === 0 ? [] : [{ what, example, hits, n: said.length }];
    });
    return { tested, written, variations, shortest: shortestOf(tested, written, variants, variations) };
  });
}

function variantsOf({ candidate, answers }: Tested, pool: Pool): readonly Variant[] {
  const { turn, features } = candidate;
  const written = writtenOf(candidate, pool);
  const pairs = answers
    .map(({ pair }) => pair)
    .filter(({ how }) => how === 'context' || how === 'inserted')
    .slice(0, QUESTIONS);
  const bases = pairs.map((pair) => pair.without);
  const carrier = pairs[0]?.with;
  const holder = carrier === undefined ? undefined : turn === 'system' ? carrier.system : carrier.user;
  if (holder === undefined) return [];
  const put = (
    what: string,
    some: readonly Feature[],
    text: string,
    change = (whole: string): string => whole,
  ): Variant => ({
    what,
    text,
    prompts: bases.flatMap((base) => {
      const place = turn === 'system' ? base.system : base.user;
      const made = place === undefined ? undefined : inserted(place, change(holder), some);
      return made === undefined ? [] : [turn === 'system' ? { ...base, system: made } : { ...base, user: made }];
    }),
  });
  const words = features.flatMap((feature) => wordsOf(feature)?.split(' ') ?? []);
  const whole = written.join(' … ');
  const alone = (text: string): Prompted[] =>
    bases.map((base) => (turn === 'system' ? { system: text, user: base.user } : base)).filter(() => turn === 'system');
  return [
    put(PUT, features, whole),
    ...(words.length > 1 ? words.map((word) => put(only(word), [`words:${word}` as Feature], word)) : []),
    { what: 'nothing else in its turn', text: whole, prompts: alone(written.join(' ')) },
    {
      what: turn === 'system' ? 'in the user turn instead' : 'in the system turn instead',
      prompts: bases.map((base) =>
        turn === 'system'
          ? { ...base, user: `${written.join(' ')}. ${base.user}` }
          : { system: written.join(' '), user: base.user },
      ),
    },
    { what: 'in capitals', prompts: put('', features, '', (text) => text.toUpperCase()).prompts },
  ].filter(({ prompts }) => prompts.length > 0);
}

/** The whole, or a part of it that switches nearly as often. */
function shortestOf(
  { tests }: Tested,
  written: readonly string[],
  variants: readonly Variant[],
  variations: readonly Variation[],
): string {
  const whole = Math.max(...tests.filter(({ how }) => how !== 'removed').map((one) => one.with / one.pairs), 0);
  const parts = variants.flatMap(({ what, text }) => {
    const seen = variations.find((one) => one.what === what);
    return text === undefined || !what.startsWith('only') || seen === undefined || seen.hits / seen.n < NEARLY * whole
      ? []
      : [text];
  });
  return parts.toSorted((a, b) => a.length - b.length)[0] ?? written.join(' … ');
}
