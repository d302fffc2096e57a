import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StudyWatch } from '../studies/engine/watch.ts';
import { startStudyProgress } from './study-progress.ts';

const spent = { promptTokens: 300, completionTokens: 200, estimatedTokens: 0, seconds: 1 };

describe('the progress of a study, off a terminal', () => {
  const said: string[] = [];
  let watch: StudyWatch;
  let end: () => Promise<void>;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    said.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    ({ watch, end } = await startStudyProgress('Capitals', { tokens: 9_000 }));
  });
  afterEach(async () => {
    await end();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('tells how many answers of the journal are judged, how fast, and what is left of time', () => {
    watch.stage(0, 100, 100);
    for (let count = 0; count < 39; count++) watch.judged(spent);
    vi.advanceTimersByTime(20_000);
    watch.judged(spent);
    expect(said).toEqual(['40 of 100 answers of the journal judged, 2.0/s, 30 s left, 500 of 9,000 tokens\n']);
  });

  it('counts the time of new trials from where those are all judged', () => {
    watch.stage(0, 100, 50);
    vi.advanceTimersByTime(5_000);
    for (let count = 0; count < 50; count++) watch.judged(spent);
    for (let count = 0; count < 19; count++) watch.trial('judged', spent);
    vi.advanceTimersByTime(10_000);
    watch.trial('errored', spent);
    expect(said).toEqual([
      '70 of 100 trials, 50 of them from the journal, 1 failed, 2.0/s, 15 s left, 500 of 9,000 tokens\n',
    ]);
  });
});
