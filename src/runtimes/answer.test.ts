import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from './answer.ts';
import type { GenerationEvent } from './event.ts';
import { record, replay } from './recording.ts';

const end: GenerationEvent = { kind: 'end', at: 9, finish: { reason: 'stop', raw: 'stop' } };
const text = (at: number, said: string): GenerationEvent => ({ kind: 'text', at, text: said });

async function answer(...events: GenerationEvent[]) {
  return answerOf(await record([...events, end]));
}

describe('an answer', () => {
  it('parts reasoning between tags from what a reader sees', async () => {
    const { text: seen, reasoning } = await answer(text(1, '<think>\nThe user'), text(2, ' asks</think>\n\nParis.'));
    expect(seen).toBe('Paris.');
    expect(reasoning).toEqual({ place: 'inline', text: '\nThe user asks' });
  });

  it('takes a closing tag whose opening the chat template wrote', async () => {
    expect(await answer(text(1, 'well</think>Paris'))).toMatchObject({ text: 'Paris', reasoning: { text: 'well' } });
  });

  it('tells empty reasoning from none, and reasoning cut off from an answer', async () => {
    expect((await answer(text(1, '<think></think>Paris'))).reasoning).toEqual({ place: 'inline', text: '' });
    expect((await answer(text(1, 'Paris'))).reasoning).toEqual({ place: 'none', text: '' });
    expect(await answer(text(1, '<think>let me'))).toMatchObject({ text: '', reasoning: { text: 'let me' } });
  });

  it('leaves tags in the middle of an answer alone', async () => {
    expect((await answer(text(1, 'Write <think> to begin'))).text).toBe('Write <think> to begin');
  });

  it('keeps what was withdrawn beside what was put in its place', async () => {
    const taken = await answer(
      text(1, 'In 1989 '),
      { kind: 'filter', at: 2, filter: { service: 'deepseek', phase: 'output', code: 'CONTENT_FILTER' } },
      { kind: 'replaced', at: 3, text: 'Sorry.' },
    );
    expect(taken).toMatchObject({ text: 'Sorry.', withdrawn: 'In 1989 ', filters: [{ code: 'CONTENT_FILTER' }] });
  });

  it('is none without an end', async () => {
    await expect(record([text(1, 'a')])).rejects.toThrow('without a word');
  });
});

describe('a recording', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: fc.string({ minLength: 1 }) }),
    fc.record({
      kind: fc.constant('reasoning' as const),
      text: fc.string({ minLength: 1 }),
      place: fc.constant('reasoning_content' as const),
    }),
    fc.record({ kind: fc.constant('replaced' as const), text: fc.string() }),
    fc.record({ kind: fc.constant('other' as const), data: fc.string() }),
  );

  it('gives the events back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (drawn) => {
        const events: GenerationEvent[] = [...drawn.map((made, index) => ({ ...made, at: index })), { ...end, at: 99 }];
        const kept: unknown = JSON.parse(JSON.stringify(await record(events)));
        expect([...replay(kept as Awaited<ReturnType<typeof record>>)]).toEqual(events);
      }),
    );
  });
});
