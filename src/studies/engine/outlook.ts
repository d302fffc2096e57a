import { type Arm, recordOf } from './arm.ts';
import { mostOf, type Price } from './spending.ts';
import type { Study } from './study.ts';
import { checkNumber, trialAt } from './trial.ts';

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
  /** True where later stages hang on answers: only the first is counted. */
  readonly adaptive: boolean;
}

/** Tokens a second of one stream: an assumption, for want of a measurement. */
export const ASSUMED_SPEED = 30;

/** Plans the first stage and asks nothing. */
export async function outlook(
  study: Study<unknown>,
  arms: readonly Arm[],
  seed: number,
  prices: ReadonlyMap<string, Price>,
): Promise<Outlook> {
  const stages = study.stages({ arms: arms.map(recordOf), seed });
  const first = await stages.next([]);
  if (first.done !== true) checkNumber(first.value);
  const most = new Map<string, { trials: number; prompt: number; completion: number }>();
  for (let index = 0; first.done !== true && index < first.value.length; index++) {
    const trial = trialAt(first.value, index);
    const { prompt, completion } = mostOf(trial);
    const sum = most.get(trial.arm) ?? { trials: 0, prompt: 0, completion: 0 };
    most.set(trial.arm, {
      trials: sum.trials + 1,
      prompt: sum.prompt + prompt,
      completion: sum.completion + completion,
    });
  }
  await stages.return();
  return {
    study: study.title,
    adaptive: study.adaptive ?? false,
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
