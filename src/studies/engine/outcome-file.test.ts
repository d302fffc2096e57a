import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from './engine.fixture.ts';
import type { Outcome } from './outcome.ts';
import { OutcomeFile, readOutcomes } from './outcome-file.ts';

const place = { arm: 'm', item: 'a', condition: 'plain', repeat: 0 };
const path = (): string => join(newFolder(), 'outcomes.jsonl');

async function all(file: string): Promise<Outcome<string>[]> {
  const outcomes: Outcome<string>[] = [];
  for await (const outcome of readOutcomes<string>(file)) outcomes.push(outcome);
  return outcomes;
}

describe('outcomes on disk', () => {
  it('come back as they were, whatever line ends of other kinds a judge said', async () => {
    const outcomes = ['\u2028', '\u2029', '\r', '\u0085', '\ud800', '€'.repeat(100_000)].map(
      (judgement, index): Outcome<string> => ({ trial: String(index), ...place, state: 'judged', judgement }),
    );
    const file = path();
    const written = await OutcomeFile.create(file);
    await written.append(outcomes.map((outcome) => JSON.stringify(outcome)));
    await written.finish();
    expect(await all(file)).toEqual(outcomes);
  });

  it('are told from what is none', async () => {
    const file = path();
    for (const line of ['null', '{"trial":1}', '{', '{"trial":"a","state":"won"}']) {
      writeFileSync(file, `${line}\n`);
      await expect(all(file)).rejects.toThrow('no outcome');
    }
  });
});
