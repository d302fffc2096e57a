import { expect, it, vi } from 'vitest';
import { Patience } from './patience.ts';

it('ends after its fixed time, which bytes lengthen up to what was expected, and pauses do not shorten', () => {
  vi.useFakeTimers();
  try {
    const patience = new Patience(1000, 500, 100);
    let stop = patience.start();
    patience.earn(100); // One second.
    vi.advanceTimersByTime(1500);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(patience.ended).toBe(false);
    stop = patience.start();
    patience.earn(10_000); // Four seconds: no more were expected.
    vi.advanceTimersByTime(4400);
    expect(patience.ended).toBe(false);
    vi.advanceTimersByTime(200);
    expect(patience.ended).toBe(true);
    stop();
  } finally {
    vi.useRealTimers();
  }
});
