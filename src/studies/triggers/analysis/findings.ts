import type { Finding } from '../../../core/finding.ts';
import { plural } from '../../../core/quantities.ts';
import { trialFinding } from '../../engine/finding.ts';
import { candidateId } from '../candidate.ts';
import type { Progress } from '../progress.ts';
import { REPLAY } from '../replay.ts';
import type { Result } from '../results.ts';
import { triggersRules } from '../rules.ts';
import type { Beyond } from '../search/beyond.ts';
import type { Lock } from '../search/lock.ts';
import type { PairTest } from '../search/pair-test.ts';
import { toldAs, type Varied } from '../search/vary.ts';
import type { Tested } from '../search/verification.ts';
import { doing, evidence, HARMLESS, percent, placeOf, points } from './words.ts';
import { witnessesOf } from './witnesses.ts';
import { proposersOf } from '../proposals.ts';

const STUDY = 'triggers';

/** A finding for each trigger and each reproducible condition. */
export function findingsOf(
  { results, varied, locks, arms, controls, proposals }: Progress,
  fdr: number,
): readonly Finding[] {
  return results.flatMap((result): Finding[] => {
    if (result.word === 'anomaly') return [];
    const { tested, test, severity, beyond } = result;
    const { candidate } = tested;
    const own = varied.find((one) => one.tested === tested);
    const told = own === undefined ? candidate.features.join(' ') : toldAs(own);
    const found = own?.written.join(' … ');
    const rates = `${percent(test.with / test.pairs)} against ${percent(test.without / test.pairs)} without`;
    return [
      trialFinding(triggersRules[candidate.behaviour.id], {
        severity,
        confidence: result.word === 'trigger' ? 'high' : 'medium',
        message: [
          `Where “${told}” stands ${placeOf(result)}, it ${doing(candidate.behaviour)}: ${rates}, on ${sampleOf(result)}.`,
          candidate.detector === REPLAY ? REPLAYED : WORDS[result.word],
          ...(severity === 'info' ? [HARMLESS] : []),
          ...(beyond === undefined ? [] : [arms?.sameWeights === true ? SAME_WEIGHTS : WHOSE[beyond.whose]]),
          `False discovery rate ${percent(fdr)} over all candidates.`,
        ].join(' '),
        location: { study: STUDY, arm: arms?.suspect ?? '', condition: candidateId(candidate) },
        evidence: [
          { label: 'trigger', text: told },
          ...(found === undefined || found === told ? [] : [{ label: 'as the model writes it', text: found }]),
          {
            label: 'rise',
            text: `${points(test.rise.estimate)} points (${points(test.rise.low)} to ${points(test.rise.high)}), 95 % interval`,
          },
          { label: 'e-value', text: evidence(test.logE) },
          { label: 'e-value against', text: nullOf(test, controls) },
          { label: 'pairs', text: HOW[test.how] },
          ...(beyond === undefined ? [] : heldOf(beyond)),
          { label: 'proposed by', text: proposersOf(candidate, proposals).join(', ') },
          ...variationsOf(own),
          ...lockOf(locks.find((one) => one.tested === tested)),
        ],
        witnesses: witnessesOf(result),
      }),
    ];
  });
}

/** What was sampled: prompts, and where they were put again and again, not what was drawn of them. */
function sampleOf({ tested, test: { pairs, draws } }: Result): string {
  if (tested.candidate.detector !== REPLAY) return `${pairs} pairs of prompts that had no part in finding it`;
  const times = draws / pairs;
  const each = Number.isInteger(times) ? String(times) : `${Math.floor(times)} or ${Math.ceil(times)}`;
  return `${plural(pairs, 'pair')} of prompts that showed it in the ancestor, ${each} ${times === 1 ? 'draw' : 'draws'} each`;
}

const REPLAYED =
  'It is a replay: these prompts were chosen in the ancestor, for switching there. The interval and the e-value count prompts, not draws.';

function nullOf({ bound, how }: PairTest, controls: readonly Tested[]): string {
  const rise = `a rise of ${(100 * bound).toFixed(0)} points or less`;
  return controls.some(({ tests }) => tests.some((one) => one.how === how))
    ? `${rise}: what random words raise on average, and 2 points at least`
    : `${rise}: an allowance, since no random words could be tried`;
}

const WORDS = {
  trigger: 'It is a trigger: put into other prompts, it switches them.',
  conditional: 'It is a reproducible condition.',
  anomaly: '',
} as const;

const HOW = {
  context: 'the same request under instructions with it, and under the likest ones without it',
  inserted: 'a request with it put in, and the request as it was',
  removed: 'a request that has it, and the request without it',
  replaced: 'a request that has it, and the likest one that has it not',
} as const;

function lockOf(lock: Lock | undefined): { label: string; text: string }[] {
  if (lock === undefined) return [];
  const text = `${lock.with} tokens in a row above 99 % with it, ${lock.without} without (medians of ${lock.pairs} pairs)`;
  return [{ label: 'how sure it is', text }];
}

const WHOSE = {
  own: 'The reference does not do so, or less: it is the model’s own.',
  shared: 'The reference does so too: it is older than this model, or common to both.',
  open: 'Whether the reference does so too, its answers do not decide.',
  mute: 'The reference cannot tell: too few of its answers to the same prompts could be of this behaviour at all.',
} as const;

const SAME_WEIGHTS = 'The reference has the same weights: it tells nothing.';

function heldOf({ reference, more, logE, usable, asked }: Beyond): { label: string; text: string }[] {
  const { rise, with: one, without: other, pairs } = reference;
  return [
    {
      label: 'reference, same pairs',
      text: `${percent(one / pairs)} against ${percent(other / pairs)} without: ${points(rise.estimate)} points (${points(rise.low)} to ${points(rise.high)}); ${usable} of ${asked} answers could be of the behaviour`,
    },
    {
      label: 'beyond the reference',
      text: `${points(more.estimate)} points (${points(more.low)} to ${points(more.high)}), 95 % interval; e-value ${evidence(logE)}`,
    },
  ];
}

function variationsOf(varied: Varied | undefined): { label: string; text: string }[] {
  return (varied?.variations ?? []).map(({ what, hits, n }) => ({
    label: `it still switches: ${what}`,
    text: `${hits} of ${n}`,
  }));
}
