import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StorageError } from '../core/errors.ts';
import { record } from '../runtimes/recording.ts';
import type { GenerationRequest } from '../runtimes/request.ts';
import { parrot } from '../studies/engine/engine.fixture.ts';
import { JOURNAL } from '../studies/engine/journal-row.ts';
import { openJournal } from './journal-arms.ts';

const asking = (text: string): GenerationRequest => ({
  prompt: { kind: 'text', text },
  sampling: { temperature: 0, maxTokens: 5 },
});

/** A journal with answers of two models to the same questions. */
function journal(texts: readonly string[]): string {
  const arms = ['a', 'b'].map((id) => ({ id, role: 'suspect', identity: parrot(id).runtime.describe() }));
  const row = (arm: string, text: string, index: number): object => ({
    trial: `${arm}${index}`,
    answer: '',
    asked: { arm, item: 'i', condition: 'c', repeat: index, ask: { kind: 'generate', ...asking(text) } },
    reply: {
      kind: 'generate',
      recording: {
        said: `${arm}: ${text}`,
        marks: [[1, 3 + text.length, 0]],
        end: { at: 1, finish: { reason: 'stop' } },
      },
    },
  });
  const header = { journal: JOURNAL, study: { id: 's', version: '1' }, plan: '', seed: 1, arms };
  const rows = [header, ...texts.flatMap((text, index) => ['a', 'b'].map((arm) => row(arm, text, index)))];
  const path = join(mkdtempSync(join(tmpdir(), 'assay-journal-')), 'journal.jsonl');
  writeFileSync(path, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return path;
}

it('gives each model of a journal its own answers, from where they lie on the disk', async () => {
  const path = journal(['x', 'y', 'x']);
  const { runtime } = openJournal(path, 'b');
  expect((await record(runtime.generate(asking('y')))).said).toBe('b: y');
  // Another answer at the same place, of the same length: it is read now, and was not held since it was opened.
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"b: x"', '"b: z"'));
  expect((await record(runtime.generate(asking('x')))).said).toBe('b: z');
  await runtime.close();
});

it('breaks off where the journal changed under it', async () => {
  const path = journal(['x']);
  const { runtime } = openJournal(path, 'a');
  truncateSync(path, 100);
  await expect(record(runtime.generate(asking('x')))).rejects.toThrow(StorageError);
  await runtime.close();
});
