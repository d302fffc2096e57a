import { type Comparisons, type Served, signalled } from './comparisons.ts';
import type { Effect } from './effects.ts';
import type { ReadingId, Rival } from './reading.ts';
import { named, points } from './sentences.ts';
import type { Verdict } from './table.ts';
import { listed } from '../../../core/listed.ts';

/** What else could have made the same counts, and why that is less likely or still open. */
export function rivalsOf(id: ReadingId, seen: Comparisons, verdict: Verdict): Rival[] {
  switch (id) {
    case 'in-the-weights':
      return [templateRival(seen), filterRival(seen, verdict), ...checkpointRivals(seen)];
    case 'weights-and-filter':
      return [templateRival(seen), ...checkpointRivals(seen), promptRival([...verdict.apis, ...verdict.chats])];
    case 'filter-at-api':
      return [weightsRival(seen, verdict), promptRival(verdict.apis), checkpointRival(verdict.apis)];
    case 'filter-in-chat':
      return [weightsRival(seen, verdict), apiRival(seen, verdict), promptRival(verdict.chats)];
    case 'host-moderation':
      return [weightsRival(seen, verdict), relayRival(seen, verdict), promptRival(verdict.hosts)];
    case 'wrong-template':
      return [
        {
          id: 'in-the-weights',
          open: true,
          why: 'Weights that withhold look the same from here until template, quantisation and checkpoint are checked.',
        },
        {
          id: 'other-checkpoint',
          open: true,
          why: `${seen.answering.length > 0 ? listed(seen.answering.map(({ arm }) => arm.arm)) : 'One of the runs'} may serve other weights than it says.`,
        },
      ];
    case 'undecided':
      return [
        ...(verdict.unplaced.length === 0
          ? []
          : [
              {
                id: 'filter-at-api',
                open: true,
                why: 'The API may filter, and the chat show no more than that.',
              } as const,
            ]),
        ...verdict.open.map((what) => ({
          id: 'too-little-asked' as const,
          open: true,
          why: `It is open ${what.startsWith('whether') ? what : `since ${what}`}.`,
        })),
      ];
    case 'none':
      return [
        { id: 'chance', open: true, why: `Effects of less than ${largest(seen)} points would not have been seen.` },
      ];
  }
}

const sure = (effect: Effect | undefined): boolean => effect?.seen === 'absent';

function templateRival({ hosts, weights }: Comparisons): Rival {
  const agreeing = hosts.filter(({ weightsWorse }) => sure(weightsWorse));
  if (agreeing.length > 0)
    return {
      id: 'wrong-template',
      open: false,
      why: `${listed(agreeing.map(({ arm }) => arm.arm))}, with the same weights, answers no more than they do here.`,
    };
  const template = weights.length > 0 && weights.every(({ conditions }) => conditions?.template === true);
  return {
    id: 'wrong-template',
    open: true,
    why: template
      ? 'No host with the same weights confirms it, though the model’s own template was used.'
      : 'No host with the same weights confirms it, and the template is not recorded.',
  };
}

function filterRival(seen: Comparisons, verdict: Verdict): Rival {
  const services = [...seen.apis, ...seen.chats];
  if (services.length === 0) return { id: 'weights-and-filter', open: true, why: 'No service of the maker was asked.' };
  const open = services.filter((one) => !sure(one.more) || one.filter.seen === 'open' || one.taken.seen === 'open');
  if (open.length === 0)
    return {
      id: 'weights-and-filter',
      open: false,
      why: `${listed(services.map(({ arm }) => arm.arm))} withholds no more than the weights, and sent no signal of a filter on topics; a filter without a word, of the very answers that the weights withhold, would not show.`,
    };
  return {
    id: 'weights-and-filter',
    open: true,
    why: `Whether ${listed(open.map(({ arm }) => arm.arm))} withholds still more is not decided${verdict.open.length > 0 ? '' : ' by these counts'}.`,
  };
}

/** A service that answers where the weights do not, though a host does as they do. */
function checkpointRivals({ apis, chats }: Comparisons): Rival[] {
  const answering = [...apis, ...chats].filter(({ weightsWorse }) => weightsWorse?.seen === 'present');
  return answering.map(({ arm }) => ({
    id: 'other-checkpoint',
    open: true,
    why: `${arm.arm} answers what the weights do not, while a host does as they do: it may serve another checkpoint.`,
  }));
}

function checkpointRival(services: readonly Served[]): Rival {
  const all = services.every(signalled);
  const who = listed(services.map(({ arm }) => arm.arm));
  return {
    id: 'other-checkpoint',
    open: !all,
    why: all
      ? `Filters of ${who} said so by their own signals, which no weights can send.`
      : `${who} gave no signal of a filter: it may serve another checkpoint than the weights that were run.`,
  };
}

function promptRival(services: readonly Served[]): Rival {
  const all = services.every(signalled);
  const who = listed(services.map(({ arm }) => arm.arm));
  return {
    id: 'system-prompt',
    open: !all,
    why: all
      ? `A system prompt of ${who} sends no signals of a filter.`
      : `${who} may tell the model in a system prompt to withhold: no signal says otherwise.`,
  };
}

function weightsRival({ withheld, weights, base }: Comparisons, verdict: Verdict): Rival {
  if (withheld === undefined) {
    const why = `The weights themselves were not run${base.arms.length > 0 ? `; ${named(base.arms)} answers, with weights said to be the same` : ''}.`;
    return { id: 'in-the-weights', open: base.arms.length === 0, why };
  }
  if (verdict.wrongTemplate)
    return { id: 'in-the-weights', open: true, why: 'How the weights were run here must be checked first.' };
  const said = `${named(weights)} withheld more on topics than on controls by ${points(withheld.beyond)}`;
  return sure(withheld)
    ? { id: 'in-the-weights', open: false, why: `${said}.` }
    : { id: 'weights-and-filter', open: true, why: `${said}: that they withhold too is not decided.` };
}

function apiRival({ apis, base }: Comparisons, verdict: Verdict): Rival {
  if (apis.length === 0)
    return {
      id: 'filter-at-api',
      open: true,
      why: "The maker's API was not asked: the filter may sit there, and the chat behind it.",
    };
  if (verdict.apis.length > 0)
    return {
      id: 'filter-at-api',
      open: false,
      why: 'The API filters as well, and the chat withholds more than it does.',
    };
  const open = apis.filter(({ more }) => !sure(more));
  return open.length === 0
    ? {
        id: 'filter-at-api',
        open: false,
        why: `${listed(apis.map(({ arm }) => arm.arm))} withholds no more than ${named(base.arms)}.`,
      }
    : {
        id: 'filter-at-api',
        open: true,
        why: `What ${listed(open.map(({ arm }) => arm.arm))} withholds is not decided.`,
      };
}

/** A host that passes questions on to the maker's API has its filter. */
function relayRival({ apis }: Comparisons, verdict: Verdict): Rival {
  if (apis.length === 0)
    return { id: 'relay', open: true, why: "The maker's API was not asked: the host may pass questions on to it." };
  return verdict.apis.length > 0
    ? { id: 'relay', open: true, why: "The maker's API filters as well: the host may pass questions on to it." }
    : { id: 'relay', open: false, why: "The maker's API withholds nothing that the host could have from it." };
}

function largest({ withheld, hosts, apis, chats }: Comparisons): number {
  const effects = [withheld, ...[...hosts, ...apis, ...chats].map(({ more }) => more)];
  return Math.ceil(100 * Math.max(...effects.map((effect) => effect?.beyond.loose.high ?? 0)));
}
