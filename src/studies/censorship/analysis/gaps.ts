import type { Random } from '../../../core/random.ts';
import { concentration } from '../../../statistics/concentration.ts';
import { fisherGreater } from '../../../statistics/fisher.ts';
import { mcnemar } from '../../../statistics/mcnemar.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import { signFlip } from '../../../statistics/sign-flip.ts';
import type { Contrast } from './contrast.ts';
import { differencesBy, type Pair, pairsOf, tableOf } from './pairs.ts';
import { type Endpoint, inLanguage, isComparable, isHit, ofKind, type Prompt } from './prompts.ts';
import { probability } from './words.ts';

/** The one that others are held against. */
export const baseLanguage = (languages: readonly string[]): string | undefined =>
  languages.includes('en') ? 'en' : languages[0];

/**
 * Every pair of languages over the same questions of one arm: topics by the exact McNemar test with Newcombe's interval.
 * What is lost in the same way on mirrors and neutral questions is a matter of the language and not of the topics; so a
 * named contrast counts by the less telling of that test and of Fisher's, which holds the share of pairs that are lost in
 * one language alone against that of mirrors and neutral questions. Without any of these, forms of question in which
 * more is lost than in others are set aside, since what is lost there is a matter of wordings: the others must tell by themselves.
 */
export function gapsOf(
  prompts: readonly Prompt[],
  endpoint: Endpoint,
  languages: readonly string[],
  random: Random,
): readonly Contrast[] {
  const base = baseLanguage(languages);
  return languages.flatMap((second, at) =>
    languages.slice(at + 1).flatMap((other) => {
      // The base comes second: a difference above 0 is more than in it.
      const [first, last] = other === base ? [second, other] : [other, second];
      const gap = gapOf(prompts, endpoint, first, last, random.split(`${first} ${last}`));
      // Wordings of facts differ from language to language: what they count is looked at, and never found.
      return gap === undefined ? [] : [{ ...gap, named: last === base && isComparable(endpoint) }];
    }),
  );
}

function gapOf(
  prompts: readonly Prompt[],
  endpoint: Endpoint,
  first: string,
  second: string,
  random: Random,
): Omit<Contrast, 'named'> | undefined {
  const pairsIn = (...kinds: readonly string[]) => {
    const own = ofKind(prompts, ...kinds);
    return pairsOf(inLanguage(own, first), inLanguage(own, second), endpoint, ({ question }) => question.pair);
  };
  const [topics, controls] = [pairsIn('topic'), pairsIn('mirror', 'neutral')];
  const arm = prompts[0]?.arm;
  if (topics.length === 0 || arm === undefined) return undefined;
  const [table, beside] = [tableOf(topics), tableOf(controls)];
  const effect = newcombePaired(table);
  const test = mcnemar(table);
  const more = effect.estimate >= 0 ? 'first' : 'second';
  const n = topics.length;
  const lift =
    controls.length === 0
      ? undefined
      : fisherGreater({ hits: table[more], n }, { hits: beside[more], n: controls.length });
  const wording = controls.length === 0 ? wordingOf(topics, more, random.split('wording')) : undefined;
  const even = wording === undefined ? undefined : mcnemar(tableOf(wording.others)).p;
  const flips = signFlip(differencesBy('topic', topics), random);
  return {
    kind: 'languages',
    endpoint,
    arm,
    first,
    second,
    effect,
    table,
    n,
    p: Math.max(test.p, lift ?? 0, even ?? 0),
    beside: [
      { label: 'exact McNemar test over questions', text: probability(test.p), p: test.p },
      ...(lift === undefined
        ? []
        : [
            {
              label: 'more than on mirrors and neutral questions',
              text: `${probability(lift)} (there ${beside[more]} of ${controls.length} pairs differ this way)`,
              p: lift,
            },
          ]),
      ...(wording === undefined || even === undefined
        ? []
        : [
            {
              label: 'in the forms of question that lose alike',
              text: `${probability(even)} (${wording.others.length} questions; set aside are ${wording.aside.join(', ')}, where more is lost; no mirrors or neutral questions say what the language alone does)`,
              p: even,
            },
          ]),
      { label: 'sign flips over topics', text: `${probability(flips.p)} (${flips.n} topics)`, p: flips.p },
    ],
  };
}

/** Forms differ, where chance would give no such losses as often as this. */
const UNEVEN = 0.05;

/** Forms in which more is lost than in the others, the most first, and the pairs of the others; undefined where all are alike. */
function wordingOf(
  pairs: readonly Pair[],
  more: 'first' | 'second',
  random: Random,
): { readonly aside: readonly string[]; readonly others: readonly Pair[] } | undefined {
  const isLost = ({ first, second }: Pair): boolean =>
    more === 'first' ? isHit(first) && !isHit(second) : isHit(second) && !isHit(first);
  const lostShare = (own: readonly Pair[]): number => own.filter(isLost).length / own.length;
  const aside: string[] = [];
  let others = pairs;
  while (others.length > 0) {
    const placed = others.map((pair) => ({ group: pair.form, stratum: pair.topic, hit: isLost(pair) }));
    if (concentration(placed, random.split(`forms ${aside.length}`)).p > UNEVEN) break;
    const forms = [...Map.groupBy(others, ({ form }) => form)];
    const [most] = forms.toSorted(([, a], [, b]) => lostShare(b) - lostShare(a));
    if (most === undefined) break;
    aside.push(most[0]);
    others = others.filter(({ form }) => form !== most[0]);
  }
  return aside.length === 0 ? undefined : { aside, others };
}
