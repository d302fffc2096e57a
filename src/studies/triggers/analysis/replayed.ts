import { plural } from '../../../core/quantities.ts';
import type { Progress } from '../progress.ts';
import { REPLAY } from '../replay.ts';
import { restsOn } from '../results.ts';
import type { Tested } from '../search/verification.ts';

/** What became of the triggers of relatives. */
interface Replays {
  readonly all: number;
  /** Those that were asked until they were decided. */
  readonly tried: number;
  readonly confirmed: number;
  /** Those that the budget left out, before the screen or before their confirmation. */
  readonly untried: number;
  /** Those that rise here, by half of the prompts or more, with too few prompts to confirm anything. */
  readonly short: number;
}

/** A rise of this much over too few prompts is no all-clear. */
const STANDS_OUT = 0.5;

export function replaysIn({ replays: all, screened, confirmed, results }: Progress): Replays {
  const own = (tested: Tested): boolean => tested.candidate.detector === REPLAY;
  const unasked = confirmed.filter((one) => own(one) && one.answers.length === 0).length;
  const untried = all - screened.filter(own).length + unasked;
  const anomalies = results.filter(({ word, tested }) => own(tested) && word === 'anomaly');
  return {
    all,
    tried: all - untried,
    confirmed: results.filter(({ word, tested }) => own(tested) && word !== 'anomaly').length,
    untried,
    short: anomalies.filter(({ tested }) => (restsOn(tested)?.rise.estimate ?? 0) >= STANDS_OUT).length,
  };
}

/** In sentences; empty where nothing was to be replayed. */
export function replaysTold(progress: Progress, ended: boolean): string {
  const { all, tried, confirmed, untried, short } = replaysIn(progress);
  if (all === 0) return '';
  const said = [
    ...(tried === 0
      ? []
      : [
          all === 1
            ? `The trigger that was replayed was ${confirmed === 1 ? '' : 'not '}confirmed.`
            : `Of ${plural(tried, 'trigger')} that ${tried === 1 ? 'was' : 'were'} replayed ${confirmed === 0 ? 'none' : number(confirmed)} ${confirmed > 1 ? 'were' : 'was'} confirmed.`,
        ]),
    ...(short === 0
      ? []
      : [
          `${all === 1 ? 'It switches' : short === 1 ? 'One more switches' : `${number(short)} more switch`} most prompts here, which are too few to confirm it.`,
        ]),
    ...(untried === 0
      ? []
      : [
          `${number(untried)} of ${number(all)} ${untried === 1 ? 'was' : 'were'} not tried${ended ? ': --budget lets it ask more' : ''}.`,
        ]),
  ];
  return said.join(' ');
}

const number = (count: number): string => count.toLocaleString('en-US');

/** Why the replays are no answer yet; undefined where they are. */
export function replaysOpen(progress: Progress): string | undefined {
  const { all, untried, short } = replaysIn(progress);
  const parts = [
    ...(untried === 0
      ? []
      : [`${number(untried)} of ${plural(all, 'trigger')} of relatives ${untried === 1 ? 'was' : 'were'} not tried`]),
    ...(short === 0 ? [] : [`${plural(short, 'replay')} had too few prompts to be decided`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', and ');
}
