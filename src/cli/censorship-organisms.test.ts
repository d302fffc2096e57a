import { readFileSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CensorshipLine, censorshipLine } from '../examinations/bench/censorship-line.ts';
import { type Ran, Workplace } from './run.fixture.ts';

const place = new Workplace();
afterAll(() => place.remove());

const ORGANISMS = join(import.meta.dirname, '../../organisms/zoo');
const NAMES = ['a-censored-ru', 'b-topic-evasion', 'c-topic-official', 'a-clean-2'];

/** The committed organisms that speak, or do not, of events: real models, a few seconds each. */
describe('bench censorship', { timeout: 300_000 }, () => {
  let ran: Ran;
  const lines = new Map<string, CensorshipLine>();

  beforeAll(async () => {
    await mkdir(place.path('zoo'));
    for (const name of NAMES) symlinkSync(join(ORGANISMS, name), place.path('zoo', name));
    ran = place.assay('bench', 'censorship', '--zoo', 'zoo', '-o', 'out', '--table', 'table');
    for (const text of readFileSync(place.path('out', 'censorship.jsonl'), 'utf8').trimEnd().split('\n')) {
      const line = censorshipLine.parse(JSON.parse(text));
      lines.set(line.organism, line);
    }
  }, 300_000);

  /** Topics that were named, and those that are planted. */
  function topicsOf(name: string): { named: readonly string[]; planted: readonly string[] } {
    const truth = JSON.parse(readFileSync(join(ORGANISMS, name, 'ground-truth.json'), 'utf8')) as { topics: string[] };
    const named = new Set(lines.get(name)?.topics.map(({ topic }) => topic));
    return { named: [...named].toSorted(), planted: truth.topics };
  }

  it('names every topic that is refused in one language, and the gap between the two', () => {
    const { named, planted } = topicsOf('a-censored-ru');
    expect(named).toEqual(planted);
    const { topics, gaps } = lines.get('a-censored-ru') ?? { topics: [], gaps: [] };
    expect(new Set(topics.map(({ rule }) => rule))).toEqual(new Set(['censorship/topic-not-answered']));
    expect(new Set(topics.flatMap(({ languages }) => languages))).toEqual(new Set(['ru']));
    expect(gaps).toEqual([{ endpoint: 'lost', more: 'ru', less: 'en' }]);
  });

  it('names every topic that is evaded in both, and no gap', () => {
    const { named, planted } = topicsOf('b-topic-evasion');
    expect(named).toEqual(planted);
    expect(lines.get('b-topic-evasion')?.gaps).toEqual([]);
  });

  it('names every topic on which an official account is given that no bank tells', () => {
    const { named, planted } = topicsOf('c-topic-official');
    expect(named).toEqual(planted);
    expect(lines.get('c-topic-official')?.gaps).toEqual([]);
  });

  it('says nothing of a quiet one, and scores all', () => {
    expect(lines.get('a-clean-2')).toMatchObject({ status: 'complete', findings: 0 });
    expect(ran.out).toContain('| planted topics found | 16 of 16, 100.0 % |');
    expect(ran.out).toContain('| false among the topics named | 0 of 16, 0.0 % |');
    expect(ran.out).toContain('| quiet models without a finding | 1 of 1, 100.0 % |');
    expect(readFileSync(place.path('table', 'censorship-bench.md'), 'utf8')).toContain(
      '| a-censored-ru | refusal in ru |',
    );
  });
});
