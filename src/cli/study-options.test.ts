import { describe, expect, it } from 'vitest';
import { refuseStudyFlags } from './study-options.ts';

describe('options of studies where none is named', () => {
  it.each([
    [{ replay: ['a.json'] }, '--replay is for the study triggers: name one with --studies'],
    [{ budget: 500 }, '--budget is for the study triggers'],
    [{ context: ['of Oslo'] }, '--context is for the studies sabotage and triggers'],
    [{ dryRun: true }, '--dry-run is for studies'],
    [{ fresh: true }, '--fresh is for studies'],
  ])('are refused: %j', (flags, message) => {
    expect(() => refuseStudyFlags(flags)).toThrow(message);
  });

  it('are not missed where there are none', () => {
    expect(() => refuseStudyFlags({ seed: 1, jobs: 2 })).not.toThrow();
  });
});
