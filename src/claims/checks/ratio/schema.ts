import { z } from 'zod';
import { assumption, claimedNumber } from '../../claimed.ts';

/** Per token of each kind, in one unit on both sides: `USD/Mtoken:output`. Output alone is enough. */
const prices = z.strictObject({ input: assumption.optional(), output: assumption });

/**
 * What one thing costs a token over what another does, for mixes of so many tokens of input to one of output.
 * `{ kind: ratio, of: { input: { record: price.r1.in }, output: { record: price.r1.out } }, to: { … }, claimed: { value: 0.04, unit: "1" } }`
 */
export const ratioSchema = z
  .strictObject({
    kind: z.literal('ratio'),
    of: prices,
    to: prices,
    mixes: z.array(z.number().nonnegative().max(1e6)).min(1).max(20).default([1, 3, 10]),
    claimed: claimedNumber,
  })
  .refine(
    ({ of, to }) => (of.input === undefined) === (to.input === undefined),
    'input stands on both sides or on none',
  );
