import { type Arm, recordOf } from './arm.ts';
import { mostOf, type Price } from './spending.ts';
import type { Study } from './study.ts';

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
  const trials = first.done === true ? [] : first.value;
  await stages.return();
  return {
    study: study.title,
    adaptive: study.adaptive ?? false,
    arms: arms.map(({ id, runtime }) => {
      const asked = trials.filter(({ arm }) => arm === id);
      const own = runtime.replays === true ? [] : asked.map(mostOf);
      const promptTokens = own.reduce((sum, { prompt }) => sum + prompt, 0);
      const completionTokens = own.reduce((sum, { completion }) => sum + completion, 0);
      const price = prices.get(id);
      return {
        arm: id,
        trials: asked.length,
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
