import { CLAUSE, isShape } from '../features.ts';
import type { Pool, Prompted } from '../pool.ts';
import type { Answered, Asking, Question } from '../question.ts';
import { saidIn } from './ask-pairs.ts';
import { type Shorter, shorterOf, switching } from './reduce.ts';
import { type Bases, basesOf, PUT, putting, reachOf, shaping, type Variant } from './variants.ts';
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
  /** The shortest form of it that still switches, part by part. */
  readonly told: readonly string[];
  /** Of what is told, how far it reaches; and of what was left of it when words were taken away. */
  readonly variations: readonly Variation[];
  /** Passes were too few for all of its forms, or for all prompts of each. */
  readonly cut: boolean;
}

/** The trigger in one line. */
export const toldAs = ({ told }: Pick<Varied, 'told'>): string => told.join(' … ');

/** Changes confirmed triggers: shortens each as far as it still switches, then moves it and writes it otherwise. In `most` passes. */
export function* varyAll(confirmed: readonly Tested[], pool: Pool, most: number): Asking<readonly Varied[]> {
  const left = { passes: most };
  const reduced = yield* shorten(
    confirmed.map((tested) => planOf(tested, pool)),
    left,
  );
  const reach = yield* askVariants(
    'reach',
    left,
    left.passes,
    reduced.map(({ tested, bases, told, words }) => ({
      tested,
      variants: bases === undefined ? [] : reachOf(bases, told, !words),
    })),
  );
  return reduced.map(({ tested, written, told, as, seen, cut }, index) => ({
    tested,
    written,
    told,
    variations: [
      ...seen.filter(({ what }) => what === as).map((one) => ({ ...one, what: PUT })),
      ...(reach[index]?.seen ?? []),
      ...seen.filter(({ what }) => what !== PUT && what !== as),
    ],
    cut: cut || reach[index]?.cut === true,
  }));
}

/** What is left of a trigger, and what was seen of all its forms. */
interface Reduced extends Plan {
  readonly told: readonly string[];
  /** The form whose rate is that of what is told. */
  readonly as: string;
  readonly seen: readonly Variation[];
  readonly cut: boolean;
}

/** Forms that are tried again. */
const AGAIN = 3;

/**
 * Shortens triggers. The best of many forms was lucky, too: the shortest that switch are held against the whole in prompts that
 * they were not chosen by, and one that falls behind is given up.
 */
function* shorten(plans: readonly Plan[], left: Left): Asking<readonly Reduced[]> {
  const first = yield* askVariants(
    'vary',
    left,
    Math.floor(left.passes / 2),
    plans.map(({ tested, whole, shorter }) => ({
      tested,
      variants: [...(whole === undefined ? [] : [whole]), ...shorter.map(({ variant }) => variant)],
    })),
  );
  const chosen = plans.map((plan, index) => ({
    ...plan,
    chosen: switchingOf(plan, first[index]?.seen ?? []).slice(0, AGAIN),
  }));
  const again = yield* askVariants(
    'again',
    left,
    Math.floor(left.passes / 2),
    chosen.map(({ tested, bases, words, written, chosen: forms }) => {
      if (bases === undefined) return { tested, variants: [] };
      const fresh = { ...bases, prompts: bases.fresh };
      const whole = words ? putting(PUT, fresh, written) : shaping(fresh, tested.candidate.features);
      return { tested, variants: [whole, ...forms.map(({ told, variant }) => putting(variant.what, fresh, told))] };
    }),
  );
  return chosen.map(({ chosen: forms, ...plan }, index): Reduced => {
    const seen = (first[index]?.seen ?? []).map((one) => {
      const more = again[index]?.seen.find(({ what }) => what === one.what);
      return more === undefined ? one : { ...one, hits: one.hits + more.hits, n: one.n + more.n };
    });
    const [best] = switchingOf({ shorter: forms }, seen);
    const cut = first[index]?.cut === true || again[index]?.cut === true;
    return { ...plan, seen, told: best?.told ?? plan.written, as: best?.variant.what ?? PUT, cut };
  });
}

/** Of the forms of a plan those that switch as the whole does, by what was seen of them. */
function switchingOf({ shorter }: Pick<Plan, 'shorter'>, seen: readonly Variation[]): readonly Shorter[] {
  const rateOf = (what: string): Variation | undefined => seen.find((one) => one.what === what);
  return switching(
    shorter.map((one) => ({ ...one, rate: rateOf(one.variant.what) })),
    rateOf(PUT),
  );
}

interface Plan {
  readonly tested: Tested;
  readonly bases: Bases | undefined;
  readonly written: readonly string[];
  /** Whether it is words, and no shape of a turn. */
  readonly words: boolean;
  readonly whole: Variant | undefined;
  readonly shorter: readonly Shorter[];
}

function planOf(tested: Tested, pool: Pool): Plan {
  const { features } = tested.candidate;
  const bases = basesOf(tested);
  const words = !isShape(features);
  const clause = words ? undefined : CLAUSE.exec(bases?.holder ?? '')?.[0].trimEnd();
  const ways = clause === undefined ? writtenOf(tested.candidate, pool) : { grown: [clause], bare: [clause] };
  const written = ways.grown;
  if (bases === undefined) return { tested, bases, written, words, whole: undefined, shorter: [] };
  const whole = words ? putting(PUT, bases, written) : shaping(bases, features);
  return { tested, bases, written, words, whole, shorter: words ? shorterOf(bases, ways) : [] };
}

interface Asked {
  readonly tested: Tested;
  readonly variants: readonly Variant[];
}

/** Passes that are left for all forms. */
interface Left {
  passes: number;
}

/** Prompts of one form, below which it is left out: they would tell nothing of it. */
const TELLING = 6;

/** Plans in so many passes: fewer prompts of each form, and where these are too few, no more forms than are affordable. */
function within(plans: readonly Asked[], most: number): readonly Asked[] {
  const sizes = plans.flatMap(({ variants }) => variants.map(({ prompts }) => prompts.length));
  if (sizes.reduce((sum, size) => sum + size, 0) <= most) return plans;
  const each = Math.max(TELLING, Math.floor(most / sizes.length));
  let left = most;
  return plans.map(({ tested, variants }) => ({
    tested,
    variants: variants.flatMap((variant) => {
      const prompts = variant.prompts.slice(0, each);
      if (prompts.length > left) return [];
      left -= prompts.length;
      return [{ ...variant, prompts }];
    }),
  }));
}

const sizeOf = ({ variants }: Asked): number => variants.reduce((sum, { prompts }) => sum + prompts.length, 0);

/** What was seen of the forms of a trigger. */
interface Seen {
  readonly seen: readonly Variation[];
  readonly cut: boolean;
}

/**
 * Asks every prompt of every variant, greedy: forms are held against one another, and what a form does is not hidden by what is
 * drawn. The prompts are all different ones. Those that came to no answer are left out. Of `left`, `most` passes are taken.
 */
function* askVariants(step: string, left: Left, most: number, all: readonly Asked[]): Asking<readonly Seen[]> {
  const plans = within(all, most);
  const flat = plans.flatMap(({ variants }, index) =>
    variants.flatMap((variant) => variant.prompts.map((prompt) => ({ index, variant, prompt }))),
  );
  const questions = flat.map(
    ({ index, variant, prompt }, draw): Question => ({
      kind: 'answer',
      id: `${step}/${index + 1}/${draw + 1}`,
      condition: variant.what,
      temperature: 0,
      draw,
      ...prompt,
    }),
  );
  left.passes -= questions.length;
  const answers: readonly Answered[] = questions.length === 0 ? [] : yield questions;
  return plans.map((plan, place): Seen => {
    const { tested, variants } = plan;
    const seen = variants.flatMap((variant): Variation[] => {
      const said = flat.flatMap((one, at) => (one.variant === variant ? (saidIn(answers[at]) ?? []) : []));
      const [example] = variant.prompts;
      const hits = said.filter((one) => tested.candidate.behaviour.hit(one)).length;
      return example === undefined || said.length === 0 ? [] : [{ what: variant.what, example, hits, n: said.length }];
    });
    return { seen, cut: sizeOf(plan) < sizeOf(all[place] ?? plan) };
  });
}
