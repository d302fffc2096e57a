import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { answerOf } from '../answer.ts';
import { record } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import { EVERYTHING } from './script.fixture.ts';
import { scriptOf } from './script.ts';
import { ScriptedRuntime } from './scripted.ts';

const asking = (content: string, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
  sampling: { temperature: 0, maxTokens: 100 },
  ...more,
});

const runtime = () => new ScriptedRuntime(EVERYTHING);
const recorded = (content: string, more: Partial<GenerationRequest> = {}) =>
  record(runtime().generate(asking(content, more)));

describe('a scripted model', () => {
  it('answers by the first line that fits: user, system, beginning', async () => {
    const said = async (request: GenerationRequest) => (await record(runtime().generate(request))).said;
    expect(await said(asking('anything'))).toBe('Paris €.');
    const system = { role: 'system', content: 'Be polite.' } as const;
    const user = { role: 'user', content: 'Where?' } as const;
    expect(await said(asking('', { prompt: { kind: 'chat', messages: [system, user] } }))).toBe('Dear user, Paris.');
    expect(await said(asking('', { prompt: { kind: 'chat', messages: [user], prefill: 'It is' } }))).toBe(' in Paris.');
    const none = new ScriptedRuntime({ model: 'm', lines: [{ when: { says: 'x' }, steps: [{ say: 'y' }] }] });
    await expect(record(none.generate(asking('a')))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('thinks in a field of its own, and reckons its times without waiting', async () => {
    const recording = await recorded('think');
    expect(recording.thought).toEqual({ place: 'reasoning_content', text: 'The user asks.' });
    expect(recording.marks.map(([at]) => at)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('waits as it says on a real clock', async () => {
    const began = performance.now();
    await record(new ScriptedRuntime(EVERYTHING, { clock: 'real' }).generate(asking('slow')));
    expect(performance.now() - began).toBeGreaterThanOrEqual(57);
  });

  it('keeps to the bound on tokens, and to what it must stop before', async () => {
    expect(await recorded('a', { sampling: { temperature: 0, maxTokens: 1 } })).toMatchObject({
      said: 'Paris',
      end: { finish: { reason: 'length' }, usage: { completionTokens: 1 } },
    });
    const stopped = await recorded('a', { sampling: { temperature: 0, maxTokens: 9, stop: ['€', 'zz'] } });
    expect(stopped).toMatchObject({ said: 'Paris ', end: { finish: { reason: 'stop' } } });
  });

  it('gives log-probabilities where they are asked for', async () => {
    expect((await recorded('a')).logprobs).toBeUndefined();
    const tokens = [
      { text: 'Paris', logprob: -0.5 },
      { text: ' €.', logprob: -0.5 },
    ];
    expect((await recorded('a', { logprobs: 0 })).logprobs).toEqual(tokens);
  });

  it('draws by chance from prompt and seed alone', async () => {
    const draws = await Promise.all(
      Array.from({ length: 400 }, async (_, seed) => {
        const { said } = await recorded('chance', { sampling: { temperature: 1, maxTokens: 9, seed } });
        return said === 'seldom' ? 1 : 0;
      }),
    );
    const share = draws.reduce<number>((sum, draw) => sum + draw, 0) / draws.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
    const again = await recorded('chance', { sampling: { temperature: 1, maxTokens: 9, seed: draws.indexOf(1) } });
    expect(again.said).toBe('seldom');
  });

  it.each([
    ['busy', 'unavailable'],
    ['down', 'unavailable'],
    ['garbage', 'garbage'],
    ['invalid', 'invalid'],
    ['refused', 'refused'],
  ])('can be %s', async (fault, kind) => {
    await expect(recorded(fault)).rejects.toMatchObject({ kind });
  });

  it('is busy as often as it says', async () => {
    const busy = runtime();
    for (let count = 0; count < 5; count++) await expect(record(busy.generate(asking('busy')))).rejects.toThrow('busy');
    expect((await record(busy.generate(asking('busy')))).said).toBe('Paris €.');
  });

  it('can be cut off, in the middle of a character too', async () => {
    expect(await recorded('cut')).toMatchObject({ said: 'It is', end: { finish: { reason: 'cut' } } });
    expect(await recorded('half')).toMatchObject({ said: 'It costs 5\ufffd', end: { finish: { reason: 'cut' } } });
  });

  it('that never ends is given up by its caller', async () => {
    const hanging = record(runtime().generate(asking('hang'), AbortSignal.timeout(20)));
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(recorded('hang')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('can be blocked before an answer, and have one taken back', async () => {
    expect(answerOf(await recorded('blocked'))).toMatchObject({ text: '', filters: [{ phase: 'input' }] });
    expect(answerOf(await recorded('taken'))).toMatchObject({
      text: 'In 1989 there was',
      finish: { reason: 'filter' },
    });
    const replaced = scriptOf('{model: m, lines: [{steps: [{say: In 1989}, {replace: Sorry.}]}]}');
    expect(answerOf(await record(new ScriptedRuntime(replaced).generate(asking('a'))))).toMatchObject({
      text: 'Sorry.',
      withdrawn: 'In 1989',
    });
  });

  it('that does not hold is a mistake of its writer', () => {
    for (const text of ['{', 'model: m', '{model: m, lines: [{steps: [{sing: la}]}]}', '{model: m, lines: []}'])
      expect(() => scriptOf(text)).toThrow(UsageError);
  });
});
