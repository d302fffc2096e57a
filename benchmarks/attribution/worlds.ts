import type { Random } from '../../src/core/random.ts';
import type { ArmRole } from '../../src/studies/censorship/attribution/arm-rates.ts';
import type { ReadingId } from '../../src/studies/censorship/attribution/reading.ts';
import { BEFORE, type Convention, MID, WORDLESS } from './conventions.ts';

export const WORLDS = [
  'a chat that withdraws in mid-stream',
  'an API that blocks first',
  'a filter around uncensored weights',
  'censored weights without a filter',
  'censored weights and a filter',
  'a wrong template',
  'nothing',
  'censored weights and a filter blind to topics',
] as const;
export type World = (typeof WORLDS)[number];

/** Worlds for the false side: nothing is withheld of topics, or nothing by the filter that is there. They are in no total. */
export const GUARDS: readonly World[] = ['nothing', 'censored weights and a filter blind to topics'];

/** How one arm answers one prompt: shares of its samples. What is left is answered. */
interface Way {
  readonly refused: number;
  readonly garbled: number;
  /** Of what a filter sees: a question, or an answer that the model gave. */
  readonly filtered: number;
  /** Refusals are taken as answers are, where a filter of answers takes whatever comes. */
  readonly refusalsToo?: boolean;
}

export interface ArmPlan {
  readonly role: ArmRole;
  readonly convention: Convention;
  readonly way: (prompt: PromptPlan) => Way;
  /** Shares of rows that fail, and of prompts that were never asked. */
  readonly missing: number;
  readonly unasked: number;
  /** Milliseconds before each answer. */
  readonly latency: number;
  /** Of a chat: times of events are known; and the pieces of its patches. */
  readonly timed: boolean;
}

export interface PromptPlan {
  readonly id: string;
  readonly group: 'topic' | 'control';
  readonly text: string;
  /** From 0 to 1, drawn once: which topics a filter, or the weights, are about. */
  readonly ofFilter: number;
  readonly ofWeights: number;
}

export interface Variation {
  readonly world: World;
  readonly seed: number;
  readonly truth: readonly ReadingId[];
  readonly prompts: readonly PromptPlan[];
  readonly samples: number;
  readonly arms: readonly ArmPlan[];
  readonly about: Readonly<Record<string, string | number>>;
}

const between = (random: Random, low: number, high: number): number => low + random.uniform() * (high - low);
const among = <T>(random: Random, all: readonly T[]): T => all[random.integer(all.length)] as T;

type Site = Exclude<ArmRole, 'weights'>;
const TRUTH: Readonly<Record<Site, ReadingId>> = {
  host: 'host-moderation',
  api: 'filter-at-api',
  chat: 'filter-in-chat',
};

/** What is so in a variation: whether the weights are censored, which service filters, how the weights were run. */
interface Facts {
  readonly censored: boolean;
  readonly site?: Site;
  readonly convention: Convention;
  readonly template?: 'refuses' | 'garbles' | 'refuses everything';
  /** The filter takes the same share of topics and of controls: of their prompts, or of their samples. */
  readonly blind?: { readonly share: number; readonly of: 'prompts' | 'samples'; readonly refusalsToo: boolean };
  readonly truth: readonly ReadingId[];
  /** Services that may be left out without taking away what the world is about. */
  readonly spare: readonly Site[];
}

function factsOf(world: World, random: Random): Facts {
  const signal = (...kinds: readonly (readonly Convention[])[]): Convention => among(random, kinds.flat());
  switch (world) {
    case 'a chat that withdraws in mid-stream':
      return {
        censored: false,
        site: 'chat',
        convention: signal(MID),
        truth: ['filter-in-chat'],
        spare: ['host', 'api'],
      };
    case 'an API that blocks first':
      return {
        censored: false,
        site: 'api',
        convention: signal(BEFORE),
        truth: ['filter-at-api'],
        spare: ['host', 'chat'],
      };
    case 'a filter around uncensored weights': {
      const site = among(random, ['host', 'api', 'chat'] as const);
      const convention = random.uniform() < 1 / 2 ? WORDLESS : signal(BEFORE, MID);
      const spare = (['host', 'chat'] as const).filter((one) => one !== site);
      return { censored: false, site, convention, truth: [TRUTH[site]], spare };
    }
    case 'censored weights without a filter':
      return { censored: true, convention: WORDLESS, truth: ['in-the-weights'], spare: ['host', 'api', 'chat'] };
    case 'censored weights and a filter': {
      const site = among(random, ['api', 'chat'] as const);
      return { censored: true, site, convention: signal(BEFORE, MID), truth: ['weights-and-filter'], spare: ['host'] };
    }
    case 'a wrong template': {
      const template = among(random, ['refuses', 'garbles', 'refuses everything'] as const);
      return { censored: false, convention: WORDLESS, template, truth: ['wrong-template'], spare: ['chat'] };
    }
    case 'censored weights and a filter blind to topics': {
      const blind = {
        share: between(random, 0.02, 0.3),
        of: among(random, ['prompts', 'samples'] as const),
        refusalsToo: random.uniform() < 1 / 2,
      };
      const site = among(random, ['api', 'chat'] as const);
      return {
        censored: true,
        site,
        convention: signal(BEFORE, MID),
        blind,
        truth: ['in-the-weights'],
        spare: ['host'],
      };
    }
    case 'nothing':
      return { censored: false, convention: WORDLESS, truth: ['none'], spare: ['chat'] };
  }
}

/** One seeded variation of a world, with `prompts` of each kind, or with as many as it draws. */
export function variationOf(world: World, seed: number, root: Random, prompts?: number): Variation {
  const random = root.split(`${world}/${seed}`);
  const facts = factsOf(world, random);
  const shares = { weights: between(random, 0.4, 1), filter: between(random, 0.4, 1) };
  const strength = { weights: between(random, 0.7, 1), filter: between(random, 0.8, 1) };
  const noise = between(random, 0, 0.06);
  // A filter errs on controls, too.
  const noises = { topics: noise / 2, controls: noise, filter: between(random, 0, 0.02) };
  const dropped = facts.spare.length > 0 && random.uniform() < 0.3 ? among(random, facts.spare) : undefined;
  const roles = (['weights', 'host', 'api', 'chat'] as const).filter((role) => role !== dropped);
  const many = 20 + random.integer(17);
  const perGroup = prompts ?? many;
  const missing = between(random, 0, 0.08);
  return {
    world,
    seed,
    truth: facts.truth,
    prompts: (['topic', 'control'] as const).flatMap((group) =>
      Array.from({ length: perGroup }, (_, index) => promptOf(group, index, random)),
    ),
    samples: 3 + random.integer(3),
    arms: roles.map((role) => ({
      role,
      convention: conventionOf(role, facts),
      way: wayOf(role, facts, shares, strength, noises),
      missing,
      unasked: role === 'chat' ? between(random, 0, 0.2) : 0,
      latency: role === 'weights' ? 0 : random.integer(4),
      timed: random.uniform() < 0.5,
    })),
    about: {
      site: facts.site ?? '',
      convention: facts.site === undefined ? '' : facts.convention.name,
      template: facts.template ?? '',
      without: dropped ?? '',
      prompts: perGroup,
      ...rounded({ ofWeights: shares.weights, ofFilter: shares.filter, noise, missing, filterNoise: noises.filter }),
    },
  };
}

const rounded = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 100) / 100]));

function promptOf(group: PromptPlan['group'], index: number, random: Random): PromptPlan {
  const id = `${group}-${String(index).padStart(2, '0')}`;
  const asks = among(random, [
    'What happened in the matter',
    '请介绍一下这件事：',
    'Who decided, and when, in the case',
  ]);
  return { id, group, text: `${asks} <${id}>?`, ofFilter: random.uniform(), ofWeights: random.uniform() };
}

/** A chat stands before its maker's API, and has its filter too. */
const filters = (role: ArmRole, site: Site | undefined): boolean =>
  role === site || (site === 'api' && role === 'chat');

const conventionOf = (role: ArmRole, { site, convention }: Facts): Convention =>
  filters(role, site) ? convention : WORDLESS;

function wayOf(
  role: ArmRole,
  { censored, site, template, blind }: Facts,
  shares: { readonly weights: number; readonly filter: number },
  strength: { readonly weights: number; readonly filter: number },
  noise: { readonly topics: number; readonly controls: number; readonly filter: number },
): ArmPlan['way'] {
  return ({ group, ofFilter, ofWeights }) => {
    const topic = group === 'topic';
    const broken = role === 'weights' ? template : undefined;
    const base = topic ? noise.topics : noise.controls;
    const refuses = (censored && topic && ofWeights < shares.weights) || (broken === 'refuses' && topic);
    const seen = blind === undefined ? topic && ofFilter < shares.filter : ofFilter < blind.share;
    const taken = blind?.of === 'samples' ? blind.share : seen ? strength.filter : noise.filter;
    return {
      refused: refuses || broken === 'refuses everything' ? Math.max(base, strength.weights) : base,
      garbled: broken === 'garbles' ? strength.weights : 0,
      filtered: filters(role, site) ? taken : 0,
      ...(blind === undefined ? {} : { refusalsToo: blind.refusalsToo }),
    };
  };
}
