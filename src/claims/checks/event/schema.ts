import { z } from 'zod';
import { date, kebab, status, words } from '../../claimed.ts';

/** An event of `data/export-controls/events.yaml` by its id (a rule's too: then it is known where it stands on each day), or one written here. */
const event = z.union([
  kebab,
  z.strictObject({
    date,
    /** From then on it is so no more. */
    until: date.optional(),
    source: words,
    status,
    says: words,
  }),
]);

/**
 * `happened_on`: the event is of this day or month. `true_on`: what it says stands on this day. Both are looked at as of the
 * day of the claim and as of the day of the check. `done: true` where the claim says that people must already comply.
 */
export const eventSchema = z.strictObject({
  kind: z.literal('event'),
  events: z
    .array(
      z.strictObject({
        event,
        claimed: z.union([
          z.strictObject({ happened_on: date }),
          z.strictObject({ true_on: date, done: z.literal(true).optional() }),
        ]),
      }),
    )
    .min(1)
    .max(20),
});
