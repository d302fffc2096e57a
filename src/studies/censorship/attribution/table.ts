import { type Comparisons, type Served, signalled } from './comparisons.ts';
import { missingOf } from './arm-rates.ts';
import { type Effect, topicEffect } from './effects.ts';

/** What the table of attribution says of the comparisons, before anything is put into words. */
export interface Verdict {
  /** The weights withhold: they do so on topics beyond controls, and nothing says that they were run wrongly. */
  readonly weights: boolean;
  readonly wrongTemplate: boolean;
  readonly hosts: readonly Served[];
  readonly apis: readonly Served[];
  readonly chats: readonly Served[];
  /** Services that withhold more than the base, though it cannot be said of which side. */
  readonly unplaced: readonly Served[];
  /** Comparisons that could not be decided. */
  readonly open: readonly string[];
}

/**
 * The decision table: the wrong template, quantisation or checkpoint first; then the weights; then each service against what
 * lies below it. A signal of a filter on topics is evidence by itself, since no weights can send one: it tells a filter
 * that takes the very answers which the weights would not give. It is looked for among all answers, and among those that had
 * begun: weights that refuse leave a filter of answers little to take.
 */
export function verdictOf(seen: Comparisons): Verdict {
  const wrongTemplate = seen.answering.length > 0 || seen.unlike !== undefined;
  const base = new Set(seen.base.arms.map(({ arm }) => arm));
  const outside = (served: Served): boolean => !base.has(served.arm.arm);
  const hosts = seen.hosts.filter((one) => moderates(one) && (outside(one) || signalled(one)));
  const apis = seen.apis.filter(moderates);
  const chats = seen.chats.filter((one) => ofTheChat(one, apis.length > 0));
  const unplaced = seen.chats.filter((one) => apis.length === 0 && !chats.includes(one) && present(one.more));
  return {
    weights: !wrongTemplate && present(seen.withheld),
    wrongTemplate,
    hosts,
    apis,
    chats,
    unplaced,
    open: openIn(seen),
  };
}

const present = (effect: Effect | undefined): boolean => effect?.seen === 'present';

const moderates = (served: Served): boolean => present(served.more) || signalled(served);

/** What the API does already is no doing of the chat, unless the chat does more. */
function ofTheChat(chat: Served, apiFilters: boolean): boolean {
  const { beyondApi } = chat;
  if (beyondApi === undefined || beyondApi.seen === 'none') return !apiFilters && moderates(chat);
  return present(beyondApi) || (!apiFilters && signalled(chat));
}

function openIn({ withheld, base, hosts, apis, chats }: Comparisons): string[] {
  const open: string[] = [];
  const unsure = (effect: Effect | undefined): boolean =>
    effect !== undefined && effect.seen !== 'absent' && !present(effect);
  if (withheld === undefined) open.push('the weights themselves were not run');
  else if (unsure(withheld)) open.push('whether the weights withhold more on topics than on controls');
  for (const { arm } of [...hosts, ...apis, ...chats])
    if (present(topicEffect(arm.prompts, missingOf)))
      open.push(`whether answers of ${arm.arm} that are missing on topics were withheld without a word`);
  for (const { arm, more, filter } of [...hosts, ...apis, ...chats]) {
    if (base.arms.includes(arm)) continue;
    if (unsure(more)) open.push(`whether ${arm.arm} withholds more than ${named(base.arms)}`);
    else if (unsure(filter)) open.push(`whether a filter of ${arm.arm} takes answers`);
  }
  return open;
}

const named = (arms: readonly { readonly arm: string }[]): string => arms.map(({ arm }) => arm).join(' and ');
