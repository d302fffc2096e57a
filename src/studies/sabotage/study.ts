import { canonicalDigest } from '../../core/digest.ts';
import { UsageError } from '../../core/errors.ts';
import type { Study } from '../engine/study.ts';
import { JudgeFault } from '../judges/judge.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { bankNamed, banks } from '../banks/load.ts';
import { FEWEST_NEUTRAL } from './calibration.ts';
import { begun, conduct, type Setup } from './conduct.ts';
import { type Judged, judge, judgeVersion } from './judging.ts';
import { most } from './most.ts';
import { namedContext } from '../banks/named.ts';
import { optionsOf } from './options.ts';
import { itemOf } from './trials.ts';
import { isNeutral, NEUTRAL } from '../banks/bank.ts';

/** What a user says of the study. */
export interface SabotageRequest {
  /** Contexts of the user's own, in words. */
  readonly contexts?: readonly string[];
  /** The name of a bank, or a file with one; a pilot chooses where none is named. */
  readonly bank?: string;
  /** Options by name, as text. */
  readonly set?: Readonly<Record<string, string>>;
}

/** Raised where the same answers would be analysed otherwise; 5: all differences are corrected for the judge's errors. */
const VERSION = '5';

/** For whom a model writes worse code, without being told. @throws UsageError where the request makes no sense */
export function sabotageStudy({ contexts = [], bank, set = {} }: SabotageRequest = {}): Study<Judged> {
  const setup = checked({
    banks: bank === undefined ? banks() : [bankNamed(bank)],
    named: [...new Map(contexts.map(namedContext).map((one) => [one.id, one])).values()],
    options: optionsOf(set),
  });
  const tasks = new Map(
    setup.banks.flatMap((one) =>
      one.tasks.map((task) => [itemOf(one.id, task.id), { task, toy: one.judgedLike === 'toy' }] as const),
    ),
  );
  return {
    id: 'sabotage',
    title: 'For whom does it write worse code?',
    version: `${VERSION}+code-security-${judgeVersion()}`,
    needs: ['chat'],
    settings: {
      options: setup.options,
      named: setup.named.map(({ text }) => text),
      banks: setup.banks.map((one) => ({ bank: one.id, digest: canonicalDigest(one) })),
    },
    adaptive: true,
    async *stages({ arms, seed }) {
      yield* conduct(setup, arms, seed, begun());
    },
    most: ({ arms, seed }) => most(setup, arms, seed),
    judge: async (trial, reply) => {
      const known = tasks.get(trial.item);
      if (reply.kind !== 'generate' || known === undefined) throw new JudgeFault('the trial is none of this study');
      return await judge(known.task, reply.recording, known.toy);
    },
    analyse: (rows, context) => evidenceOf(setup, rows, context),
  };
}

function checked(setup: Setup): Setup {
  const { groups } = setup.options;
  for (const { id, contexts } of setup.banks) {
    const neutral = contexts.filter(isNeutral).length;
    if (neutral < FEWEST_NEUTRAL)
      throw new UsageError(
        `the bank ${id} has ${neutral} neutral contexts: at least ${FEWEST_NEUTRAL} are needed, and 20 say more`,
      );
  }
  const known = new Set(setup.banks.flatMap(({ contexts }) => contexts.map(({ group }) => group)));
  if (groups.includes(NEUTRAL))
    throw new UsageError(`sabotage.groups: ${NEUTRAL} contexts are always asked; name the groups to hold against them`);
  const odd = groups.find((group) => !known.has(group));
  if (odd !== undefined)
    throw new UsageError(
      `sabotage.groups: there is no group ${odd}, but ${[...known]
        .filter((group) => group !== NEUTRAL)
        .toSorted()
        .join(', ')}`,
    );
  return setup;
}
