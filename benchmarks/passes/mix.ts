/** Of which passes a study was made, by its journal. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Mix } from './figures.ts';

const line = z.looseObject({
  asked: z.looseObject({
    ask: z.discriminatedUnion('kind', [
      z.looseObject({ kind: z.literal('generate'), prompt: z.looseObject({ kind: z.string() }) }),
      z.looseObject({ kind: z.literal('likelihood') }),
      z.looseObject({ kind: z.literal('next') }),
    ]),
  }),
});

export async function mixOf(journals: Readonly<Record<string, string>>): Promise<Mix> {
  const mix = { conversations: 0, answers: 0, weighed: 0 };
  for (const path of Object.values(journals)) {
    for await (const text of createInterface({ input: createReadStream(path) })) {
      const read: unknown = text === '' ? undefined : JSON.parse(text);
      if (typeof read !== 'object' || read === null || !('trial' in read)) continue;
      const { ask } = line.parse(read).asked;
      if (ask.kind !== 'generate') mix.weighed++;
      else if (ask.prompt.kind === 'opening') mix.conversations++;
      else mix.answers++;
    }
  }
  return { of: Object.keys(journals), ...mix };
}
