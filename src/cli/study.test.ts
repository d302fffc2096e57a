import { readFileSync, writeFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { all, ITEMS, StudyPlace, studyOf } from './study.fixture.ts';

let place: StudyPlace;
beforeEach(() => {
  place = new StudyPlace();
});
afterEach(() => place.end());

describe('assay study run', () => {
  it('asks every trial once, and nothing where it runs again', async () => {
    const server = await place.serve();
    const first = await place.run(server.endpoint);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain('100.0 %');
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
    expect(server.counts.requests).toBe(ITEMS);
    const { run: _, ...before } = place.dossier();
    expect(await place.run(server.endpoint)).toMatchObject({ code: 0 });
    expect(place.dossier()).toMatchObject(before);
    expect(server.counts.requests).toBe(ITEMS);
  });

  it('asks nothing on a dry run, and writes nothing', async () => {
    const server = await place.serve();
    const { code, out } = await place.run(server.endpoint, '--dry-run', '--price', '1,2');
    expect({ code, requests: server.counts.requests }).toEqual({ code: 0, requests: 0 });
    expect(out).toContain(String(ITEMS));
    expect(() => place.journal()).toThrow('ENOENT');
  });

  it('stops within each budget, says so, and goes on without it', async () => {
    const server = await place.serve();
    for (const budget of [
      ['--max-tokens', '150'],
      ['--max-cost', '0.0001', '--price', '1,2'],
    ]) {
      const { code, out } = await place.run(server.endpoint, '--fresh', '--concurrency', '1', ...budget);
      expect(code).toBe(3);
      expect(out).toContain('budget');
      const { judged, skipped, ...rest } = place.trials() as ReturnType<typeof all>;
      expect(rest).toMatchObject({ planned: ITEMS, errored: 0 });
      expect(judged).toBeGreaterThan(0);
      expect(judged + skipped).toBe(ITEMS);
    }
    expect(await place.run(server.endpoint)).toMatchObject({ code: 0 });
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
  });

  it('asks no more once its time is over', async () => {
    const server = await place.serve(undefined, { latency: 400 });
    const { code } = await place.run(server.endpoint, '--concurrency', '1', '--max-time', '1s');
    expect(code).toBe(3);
    expect((place.trials() as ReturnType<typeof all>).skipped).toBeGreaterThan(0);
    expect(server.counts.requests).toBeLessThan(ITEMS);
  });

  it('needs a price for a bound of money', async () => {
    const { endpoint } = await place.serve();
    expect(await place.run(endpoint, '--max-cost', '1')).toMatchObject({ code: 2 });
  });

  it('begins anew with --fresh, and takes answers over with --reuse', async () => {
    const server = await place.serve();
    await place.run(server.endpoint);
    await place.run(server.endpoint, '--fresh');
    expect(server.counts.requests).toBe(2 * ITEMS);
    place.save('study.yaml', studyOf('Paris', ITEMS + 3));
    const other = await place.run(server.endpoint);
    expect(other.code).toBe(2);
    expect(other.err).toContain('of another plan (other items');
    expect(await place.run(server.endpoint, '-o', 'more', '--reuse', 'out/journal.jsonl')).toMatchObject({ code: 0 });
    expect(place.trials('more')).toMatchObject({ planned: ITEMS + 3, judged: ITEMS + 3 });
    expect(server.counts.requests).toBe(2 * ITEMS + 3);
    // The folder of a study stands for its journal.
    expect(await place.run(server.endpoint, '-o', 'again', '--reuse', 'more')).toMatchObject({ code: 0 });
    expect(server.counts.requests).toBe(2 * ITEMS + 3);
    const none = await place.run(server.endpoint, '-o', 'none', '--reuse', '.');
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('there is no such file') as unknown });
  });

  it('holds several models side by side, by their labels and relations', async () => {
    const [one, two, three] = [await place.serve(), await place.serve(), await place.serve()];
    const host = ['--endpoint', two.endpoint, '--model', 'm', '--label', 'host', '--same-weights-as', 'own'];
    const more = ['--label', 'own', ...host, '--reference', three.endpoint, '--model', 'm', '--label', 'other'];
    const { code, out } = await place.run(one.endpoint, ...more);
    expect(code).toBe(0);
    expect(out).toContain('own and host');
    const [study] = place.dossier().studies ?? [];
    expect(study?.arms).toMatchObject([
      { id: 'own', role: 'suspect' },
      { id: 'host', role: 'host', sameWeightsAs: 'own' },
      { id: 'other', role: 'reference' },
    ]);
    expect([one, two, three].map(({ counts }) => counts.requests)).toEqual([ITEMS, ITEMS, ITEMS]);
    const unlabelled = await place.run(one.endpoint, '--endpoint', two.endpoint, '--model', 'm', '-o', 'twice');
    expect(unlabelled.code).toBe(2);
    expect(unlabelled.err).toContain('give each a --label');
  });

  it('names the models of a folder with several, and says that one has none', async () => {
    place.save('models/a.gguf', 'GGUF');
    place.save('models/deep/b.gguf', 'GGUF');
    place.save('none/readme.md', '');
    const several = await place.start(['study', 'run', 'study.yaml', 'models']).ended;
    expect(several.code).toBe(2);
    expect(several.err).toMatch(/a\.gguf, deep\/b\.gguf/);
    const none = await place.start(['study', 'run', 'study.yaml', 'none']).ended;
    expect(none.code).toBe(2);
    expect(none.err).toContain('holds no GGUF file');
  });
});

describe('assay judge', () => {
  it('judges the answers of a journal by another rule and asks the model nothing', async () => {
    const server = await place.serve();
    await place.run(server.endpoint);
    const journal = place.journal();
    place.save('study.yaml', studyOf('Berlin'));
    const judged = await place.start(['judge', 'study.yaml', 'out']).ended;
    expect(judged.code).toBe(0);
    expect(judged.out).toContain('0.0 %');
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
    expect(server.counts.requests).toBe(ITEMS);
    expect(place.journal()).toEqual(journal);
  });

  it('says what to repeat where the study would ask otherwise', async () => {
    const server = await place.serve();
    await place.run(server.endpoint);
    place.save('study.yaml', studyOf('Paris', ITEMS + 3));
    const { code, err } = await place.start(['judge', 'study.yaml', 'out']).ended;
    expect(code).toBe(2);
    expect(err).toContain('"out" holds answers to other questions than');
    expect(err).toContain('repeat --bank, --context and every --set of the run');
  });

  it('says what it lacks', async () => {
    const none = await place.start(['judge', 'study.yaml', 'out']).ended;
    expect(none.code).toBe(2);
    expect(none.err).toContain('no journal');
  });
});

describe('assay journal export', () => {
  it('writes every trial as CSV and as Parquet', async () => {
    const server = await place.serve();
    await place.run(server.endpoint);
    for (const form of ['csv', 'parquet'])
      expect(
        await place.start(['journal', 'export', 'out', '--format', form, '--output', `t.${form}`]).ended,
      ).toMatchObject({ code: 0, err: `${ITEMS} trials in t.${form}\n` });
    const csv = parse(readFileSync(place.path('t.csv'), 'utf8'), { columns: true }) as Record<string, string>[];
    const parquet = await parquetReadObjects({ file: await asyncBufferFromFile(place.path('t.parquet')) });
    for (const rows of [csv, parquet]) {
      expect(rows).toHaveLength(ITEMS);
      expect(new Set(rows.map(({ item }) => item as unknown)).size).toBe(ITEMS);
      expect(rows[0]).toMatchObject({ text: 'It is Paris.', state: 'judged' });
    }
    writeFileSync(place.path('out', 'journal.jsonl'), 'none');
    expect((await place.start(['journal', 'export', 'out', '--output', 'x.csv']).ended).code).toBe(2);
  });
});
