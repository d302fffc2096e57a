import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { RuntimeFault } from '../../../runtimes/fault.ts';
import { asking, parrot } from '../engine.fixture.ts';
import { runStudy } from '../run.ts';
import { exportJournal } from './export.ts';

const hostile = '=HYPERLINK("http://127.0.0.1","x"),\n"quoted"';

async function study(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-export-'));
  const arm = parrot('m', (prompt) => {
    if (prompt === 'broken') throw new RuntimeFault('garbage', 'no JSON');
    return prompt === 'hostile' ? hostile : `<think>so</think>${prompt}`;
  });
  await runStudy(asking([['plain', 'broken', 'hostile']]), { arms: [arm], seed: 1, folder });
  return folder;
}

const byItem = (rows: readonly Record<string, unknown>[]) => new Map(rows.map((row) => [row.item, row]));

describe('an exported journal', () => {
  it('is CSV that a spreadsheet does not run', async () => {
    const folder = await study();
    const output = join(folder, 'out.csv');
    expect(await exportJournal(folder, 'csv', output)).toBe(3);
    const rows = byItem(parse(readFileSync(output, 'utf8'), { columns: true }) as Record<string, unknown>[]);
    expect(rows.get('plain')).toMatchObject({ state: 'judged', text: 'plain', reasoning: 'so', prompt_tokens: '10' });
    expect(rows.get('broken')).toMatchObject({ state: 'errored', fault: 'garbage', reason: 'no JSON', text: '' });
    expect(rows.get('hostile')?.text).toBe(`'${hostile}`);
  });

  it('is Parquet with types, as another reader sees it', async () => {
    const folder = await study();
    const output = join(folder, 'out.parquet');
    await exportJournal(folder, 'parquet', output);
    const rows = byItem(await parquetReadObjects({ file: await asyncBufferFromFile(output) }));
    expect(rows.get('plain')).toMatchObject({ text: 'plain', prompt_tokens: 10, end_ms: 2, repeat: 0 });
    expect(rows.get('hostile')).toMatchObject({ text: hostile, finish: 'stop' });
    expect(rows.get('broken')?.text ?? null).toBeNull();
  });
});
