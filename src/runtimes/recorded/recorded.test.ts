import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../event.ts';
import { record } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import { scriptOf } from '../scripted/script.ts';
import { ScriptedRuntime } from '../scripted/scripted.ts';
import { type Exchange, RecordedRuntime } from './recorded.ts';

const script = scriptOf(`
model: fake
lines:
  - when: { says: blocked }
    steps:
      - { filter: { service: zhipu, phase: input, code: '1301' } }
      - { end: filter }
  - steps:
      - { think: 'well, well', after: 5 }
      - { say: 'It is in Paris.', after: 10 }
`);
const identity = new ScriptedRuntime(script).describe();

const asking = (content: string, seed = 0): GenerationRequest => ({
  prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
  sampling: { temperature: 0, maxTokens: 50, seed },
});

async function all(events: AsyncIterable<GenerationEvent>): Promise<GenerationEvent[]> {
  const found: GenerationEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

/** A journal on its way: what is written as JSON and read again. */
async function* journal(requests: readonly GenerationRequest[]): AsyncGenerator<Exchange> {
  const fake = new ScriptedRuntime(script);
  for (const request of requests) {
    yield JSON.parse(JSON.stringify({ request, recording: await record(fake.generate(request)) })) as Exchange;
  }
}

describe('a recorded runtime', () => {
  it('gives every event back with its time, whatever the order of fields in the request', async () => {
    const requests = [asking('Where?'), asking('blocked')];
    const runtime = await RecordedRuntime.open(journal(requests), { identity });
    for (const { prompt, sampling } of requests) {
      const request = { sampling, prompt };
      expect(await all(runtime.generate(request))).toEqual(await all(new ScriptedRuntime(script).generate(request)));
    }
    expect(runtime.describe()).toEqual(identity);
  });

  it('fails on what it does not hold, and never gives one answer twice', async () => {
    const runtime = await RecordedRuntime.open(journal([asking('a'), asking('a')]), { identity });
    const other = all(runtime.generate(asking('a', 1)));
    await expect(other).rejects.toMatchObject({ kind: 'unsupported', message: 'this request was not recorded' });
    await all(runtime.generate(asking('a')));
    await all(runtime.generate(asking('a')));
    await expect(all(runtime.generate(asking('a')))).rejects.toThrow('recorded 2 times, and is asked once more');
  });

  it('takes as long as it took, where that is asked for, and can be given up', async () => {
    const runtime = await RecordedRuntime.open(journal([asking('a'), asking('a')]), { identity, pace: 'real' });
    const began = performance.now();
    await all(runtime.generate(asking('a')));
    expect(performance.now() - began).toBeGreaterThanOrEqual(48);
    const given = all(runtime.generate(asking('a'), AbortSignal.timeout(10)));
    await expect(given).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
