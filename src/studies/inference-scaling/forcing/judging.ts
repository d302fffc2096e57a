import type { Recording } from '../../../runtimes/recording.ts';
import { takenBy } from '../../engine/spending.ts';
import type { Trial } from '../../engine/trial.ts';
import { JudgeFault } from '../../judges/judge.ts';
import type { Judged } from '../judging.ts';

/** A part of a thought, kept so that it can be gone on from. @throws JudgeFault where it cannot */
export function judgedThought(trial: Trial, recording: Recording): Judged {
  if (trial.ask.kind !== 'generate') throw new JudgeFault('the trial is none of this study');
  const { said, thought, asides = [], end } = recording;
  if (thought !== undefined)
    throw new JudgeFault('its thinking comes in a field of its own, from which no answer can be gone on');
  if (asides.length > 0 || end.finish.reason === 'filter') throw new JudgeFault('the service filtered the thought');
  const { prompt, completion, estimated, stated } = takenBy(trial.ask, recording);
  const { reason } = end.finish;
  return {
    label: reason === 'length' || reason === 'cut' ? 'cut' : 'none',
    said,
    read: prompt,
    tokens: completion,
    ...(estimated > 0 ? { estimated: true } : {}),
    ...(stated === undefined ? {} : { paid: stated }),
  };
}
