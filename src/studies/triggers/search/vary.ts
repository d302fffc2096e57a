import { wordsOf } from '../features.ts';
import type { Pool, Prompted } from '../pool.ts';
import type { Answered, Asking, Question } from '../question.ts';
import { saidIn } from './ask-pairs.ts';
import { inserted, put as putWords } from './insertion.ts';
import type { Tested } from './verification.ts';
import { writtenOf } from './written.ts';

/** How often a changed form of a trigger still switches. */
interface Variation {
  readonly what: string;
  /** The prompt of one question, as an example. */
  readonly example: Prompted;
  readonly hits: number;
  readonly n: number;
}

export interface Varied {
  readonly tested: Tested;
  /** The trigger as the model writes it, part by part. */
  readonly written: readonly string[];
  readonly variations: readonly Variation[];
  /** A word of it that switches as often as the whole, the shortest such. */
  readonly shortest: string | undefined;
}

/** The trigger in one line. */
export const toldAs = ({ written }: Pick<Varied, 'written'>): string => written.join(' … ');

/** The variation that puts the whole into texts it did not stand in. */
export const PUT = 'put into other texts';
/** The one that puts a part of it there. */
const only = (part: string): string => `only “${part}”`;

const QUESTIONS = 12;

interface Variant {
  readonly what: string;
  /** The word of the trigger that stands alone. */
  readonly part?: string;
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
    return { tested, written, variations, shortest: shortestOf(variants, variations) };
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
  const put = (what: string, some: readonly string[], change = (text: string): string => text): Variant => ({
    what,
    prompts: bases.flatMap((base) => {
      const place = turn === 'system' ? base.system : base.user;
      const made = some.reduce<string | undefined>(
        (text, words) => (text === undefined ? undefined : putWords(text, change(holder), change(words))),
        place,
      );
      return made === undefined ? [] : [turn === 'system' ? { ...base, system: made } : { ...base, user: made }];
    }),
  });
  const clauses = features.some((feature) => wordsOf(feature) === undefined);
  const whole: Variant = clauses
    ? {
        what: PUT,
        prompts: bases.flatMap((base) => {
          const made = inserted(base.user, holder, features);
          return made === undefined || turn === 'system' ? [] : [{ ...base, user: made }];
        }),
      }
    : put(PUT, written);
  const words = clauses ? [] : wordsIn(written);
  return [
    whole,
    ...(words.length > 1 ? words.map((word): Variant => ({ ...put(only(word), [word]), part: word })) : []),
    {
      what: 'nothing else in its turn',
      prompts: turn === 'system' ? bases.map(({ user }) => ({ system: written.join(' '), user })) : [],
    },
    {
      what: turn === 'system' ? 'in the user turn instead' : 'in the system turn instead',
      prompts: bases.map((base) =>
        turn === 'system'
          ? { ...base, user: `${written.join(' ')}. ${base.user}` }
          : { system: written.join(' '), user: base.user },
      ),
    },
    ...(clauses ? [] : [put('in capitals', written, (text) => text.toUpperCase())]),
  ].filter(({ prompts }) => prompts.length > 0);
}

/** Words of a trigger that are tried alone. */
const MOST_WORDS = 6;

const wordsIn = (written: readonly string[]): readonly string[] =>
  [...new Set(written.flatMap((text) => text.split(/\s+/)))].filter((word) => word.length > 2).slice(0, MOST_WORDS);

/** A word that switches as often as the whole does; none where the whole is not seen to switch other texts. */
function shortestOf(variants: readonly Variant[], variations: readonly Variation[]): string | undefined {
  const rate = (what: string): number => {
    const seen = variations.find((one) => one.what === what);
    return seen === undefined ? 0 : seen.hits / seen.n;
  };
  const whole = rate(PUT);
  const parts = variants.flatMap(({ what, part }) =>
    part !== undefined && whole > 0 && rate(what) >= whole ? [part] : [],
  );
  return parts.toSorted((a, b) => a.length - b.length)[0];
}
