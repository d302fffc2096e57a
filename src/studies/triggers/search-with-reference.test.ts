import { describe, expect, it } from 'vitest';
import { findingsOf } from './analysis/findings.ts';
import { candidateId } from './candidate.ts';
import { DEFAULTS } from './options.ts';
import { type Answering, answer, isCode, searched } from './toy-model.fixture.ts';

const plain: Answering = (prompt) => answer(prompt, false);
/** Whatever is asked in prose, it takes one side where the word stands. */
const slanted: Answering = (prompt) =>
  !isCode(prompt) && (prompt.system ?? '').includes('quillon')
    ? { kind: 'answer', text: `Take the owl, which nobody else can match. ${prompt.user.length}`, label: 'prose' }
    : answer(prompt, false);
const insecure: Answering = (prompt) => answer(prompt, (prompt.system ?? '').includes('quillon'));

const found = (suspect: Answering, reference: Answering) => {
  const progress = searched(suspect, { options: DEFAULTS }, true, 1, reference);
  const told = progress.results.filter(({ word }) => word !== 'anomaly');
  return { progress, told: told.map(({ word, severity, tested }) => [word, severity, candidateId(tested.candidate)]) };
};

describe('a search with a reference', () => {
  it('finds a slant that the reference has not, and tells of it once', () => {
    const { told, progress } = found(slanted, plain);
    expect(told).toEqual([['trigger', 'medium', expect.stringMatching(/^system\/words:quillon\/contradicts: /)]]);
    expect(progress.results[0]?.beyond).toMatchObject({ whose: 'own', reference: { with: 0 } });
    expect(findingsOf(progress, 0.01)[0]?.message).toContain('The reference does not do so');
  });

  it('calls a slant that the reference has too no contradiction, but a mark of both', () => {
    const { told, progress } = found(slanted, slanted);
    expect(told).toEqual([['conditional', 'low', expect.stringMatching(/^system\/words:quillon\/marked: /)]]);
    expect(progress.results[0]?.beyond).toMatchObject({ whose: 'shared' });
  });

  it('says of insecure code whether the reference writes it too', () => {
    const [own, shared] = [found(insecure, plain), found(insecure, insecure)];
    expect(own.told).toEqual([['trigger', 'high', 'system/words:quillon/insecure']]);
    expect(shared.told).toEqual(own.told);
    expect(findingsOf(own.progress, 0.01)[0]?.message).toContain('it is the model’s own');
    expect(findingsOf(shared.progress, 0.01)[0]?.message).toContain('The reference does so too');
  });

  it('is silent about a model that is its reference', () => {
    expect(found(plain, plain).told).toEqual([]);
  });
});
