import { type Arm, recordOf } from './arm.ts';
import { mostOf, type Price } from './spending.ts';
import type { Study } from './study.ts';
import { checkNumber, trialAt, type Trials } from './trial.ts';

/** What a run would ask and take at most, for each arm. */
interface ArmOutlook {
  readonly arm: string;
  readonly trials: number;
  readonly promptTokens: number;
  /** At most: answers that reach their bound. */
  readonly completionTokens: number;
  readonly dollars?: number;
  /** At the assumed speed. */
  readonly seconds: number;
}

export interface Outlook {
  readonly study: string;
  readonly arms: readonly ArmOutlook[];
  /** What follows hangs on answers: `first`, only the first stage is counted; `most`, no run asks more. */
  readonly adaptive?: 'first' | 'most';
}

/** Tokens a second of one stream: an assumption, for want of a measurement. */
export const ASSUMED_SPEED = 30;

/** Plans what the study can ask at most, or where it does not say its first stage, and asks nothing. */
export async function outlook(
  study: Study<unknown>,
  arms: readonly Arm[],
  seed: number,
  prices: ReadonlyMap<string, Price>,
): Promise<Outlook> {
  const context = { arms: arms.map(recordOf), seed };
  const trials = study.most?.(context) ?? (await firstStage(study, context));
  checkNumber(trials);
  const most = new Map<string, { trials: number; prompt: number; completion: number }>();
  for (let index = 0; index < trials.length; index++) {
    const trial = trialAt(trials, index);
    const { prompt, completion } = mostOf(trial);
    const sum = most.get(trial.arm) ?? { trials: 0, prompt: 0, completion: 0 };
    most.set(trial.arm, {
      trials: sum.trials + 1,
      prompt: sum.prompt + prompt,
      completion: sum.completion + completion,
    });
  }
  return {
    study: study.title,
    ...(study.adaptive === true ? { adaptive: study.most === undefined ? 'first' : 'most' } : {}),
    arms: arms.map(({ id, runtime }) => {
      const asked = most.get(id) ?? { trials: 0, prompt: 0, completion: 0 };
      const [promptTokens, completionTokens] = runtime.replays === true ? [0, 0] : [asked.prompt, asked.completion];
      const price = prices.get(id);
      return {
        arm: id,
        trials: asked.trials,
        promptTokens,
        completionTokens,
        ...(price === undefined
          ? {}
          : { dollars: (promptTokens * price.input + completionTokens * price.output) / 1e6 }),
        seconds: completionTokens / ASSUMED_SPEED / runtime.concurrency,
      };
    }),
  };
}

async function firstStage(study: Study<unknown>, context: Parameters<Study<unknown>['stages']>[0]): Promise<Trials> {
  const stages = study.stages(context);
  const first = await stages.next([]);
  await stages.return();
  return first.done === true ? [] : first.value;
}
