import { compareText } from '../../../core/finding.ts';
import { type ArmRates, type ArmRole, pooled, type PromptCount } from './arm-rates.ts';
import { type Effect, filterEffect, serviceEffect, takenEffect, topicEffect, worseEffect } from './effects.ts';

/** One arm that may stand behind a service. */
export interface Served {
  readonly arm: ArmRates;
  /** Signals of a filter, on topics beyond controls. */
  readonly filter: Effect;
  /** What a filter took back of the answers that had begun, on topics beyond controls. */
  readonly taken: Effect;
  /** What it withholds beyond the base; absent where there is none, or it is the base. */
  readonly more?: Effect;
  /** Of a chat: what it withholds beyond the maker's API. */
  readonly beyondApi?: Effect;
  /** How much worse the weights do than this arm does with what should be the same. */
  readonly weightsWorse?: Effect;
}

/** A filter of a service showed itself, more on topics than on controls. */
export const signalled = ({ filter, taken }: Pick<Served, 'filter' | 'taken'>): boolean =>
  filter.seen === 'present' || taken.seen === 'present';

/** All comparisons between the arms that the table of attribution asks for. */
export interface Comparisons {
  readonly weights: readonly ArmRates[];
  /** W, where there are weights. */
  readonly withheld?: Effect;
  /** Two runs of the weights that do not answer alike. */
  readonly unlike?: { readonly arms: readonly [ArmRates, ArmRates]; readonly effect: Effect };
  /** Arms that answer where the weights do not, though they should hold the same: what is checked first. */
  readonly answering: readonly Served[];
  /** What services are held against, and whose it is. */
  readonly base: { readonly arms: readonly ArmRates[]; readonly prompts: readonly PromptCount[] };
  readonly hosts: readonly Served[];
  readonly apis: readonly Served[];
  readonly chats: readonly Served[];
}

export function comparisonsOf(arms: readonly ArmRates[]): Comparisons {
  const of = (role: ArmRole): ArmRates[] => arms.filter((one) => one.role === role).toSorted(byName);
  const weights = of('weights');
  const answering = answeringOf(weights, of('host'), of('api'));
  const base = baseOf(weights, answering, of('host'));
  const apis = pooled(of('api'));
  const served = (arm: ArmRates): Served => ({
    arm,
    filter: filterEffect(arm.prompts),
    taken: takenEffect(arm.prompts),
    ...(base.prompts.length === 0 || base.arms.includes(arm) ? {} : { more: serviceEffect(arm.prompts, base.prompts) }),
    ...(arm.role === 'chat' && apis.length > 0 ? { beyondApi: serviceEffect(arm.prompts, apis) } : {}),
    ...(weights.length === 0 ? {} : { weightsWorse: worseEffect(pooled(weights), arm.prompts) }),
  });
  const unlike = unlikeOf(weights);
  return {
    weights,
    ...(weights.length === 0 ? {} : { withheld: topicEffect(pooled(weights)) }),
    ...(unlike === undefined ? {} : { unlike }),
    answering: answering.map(served),
    base,
    hosts: of('host').map(served),
    apis: of('api').map(served),
    chats: of('chat').map(served),
  };
}

const filtered = ({ prompts }: ArmRates): boolean =>
  signalled({ filter: filterEffect(prompts), taken: takenEffect(prompts) });

/** Names are unique; where they are not, the first prompt tells arms apart, so that their order never matters. */
const byName = (a: ArmRates, b: ArmRates): number =>
  compareText(a.arm, b.arm) || compareText(JSON.stringify(a.prompts), JSON.stringify(b.prompts));

/**
 * Hosts that answer where the weights do not, unless another host does as the weights do: then it is that host which
 * serves something else. The maker's API is asked where no host can say anything.
 */
function answeringOf(
  weights: readonly ArmRates[],
  hosts: readonly ArmRates[],
  apis: readonly ArmRates[],
): readonly ArmRates[] {
  if (weights.length === 0) return [];
  const local = pooled(weights);
  const seen = (arm: ArmRates) => worseEffect(local, arm.prompts).seen;
  // A host that filters says nothing of what lies behind its filter.
  const telling = hosts.filter((host) => seen(host) !== 'none' && !filtered(host));
  if (telling.some((host) => seen(host) === 'absent')) return [];
  const better = telling.filter((host) => seen(host) === 'present');
  if (better.length > 0 || telling.length > 0) return better;
  return apis.filter((api) => seen(api) === 'present');
}

function baseOf(
  weights: readonly ArmRates[],
  answering: readonly ArmRates[],
  hosts: readonly ArmRates[],
): Comparisons['base'] {
  const unfiltered = hosts.filter((host) => !filtered(host));
  const arms = answering.length > 0 ? answering : weights.length > 0 ? weights : unfiltered;
  return { arms, prompts: pooled(arms) };
}

function unlikeOf(weights: readonly ArmRates[]): Comparisons['unlike'] {
  for (const one of weights)
    for (const other of weights) {
      if (one === other) continue;
      const effect = worseEffect(one.prompts, other.prompts);
      if (effect.seen === 'present') return { arms: [one, other], effect };
    }
  return undefined;
}
