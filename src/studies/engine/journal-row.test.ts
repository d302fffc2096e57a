import { describe, expect, it } from 'vitest';
import { parseRow } from './journal-row.ts';

const rowWith = (recording: object, prompt: unknown = { kind: 'text', text: 'x' }): string =>
  JSON.stringify({
    trial: 't',
    answer: 'a',
    asked: { arm: 'm', item: 'i', condition: 'c', repeat: 0, ask: { kind: 'generate', prompt } },
    reply: {
      kind: 'generate',
      recording: { said: 'x', marks: [[1, 1, 0]], end: { at: 1, finish: { reason: 'stop' } }, ...recording },
    },
  });

describe('a row of a journal', () => {
  it('may hold everything that a runtime records', () => {
    const asides = [
      { kind: 'filter', at: 1, filter: { service: 'zhipu', phase: 'output', code: 'sensitive' } },
      { kind: 'replaced', at: 2, text: 'no' },
      { kind: 'other', at: 3, data: '{}' },
    ];
    expect(parseRow(rowWith({ asides, thought: { place: 'reasoning', text: '' } }))).toBeDefined();
    expect(
      parseRow(rowWith({}, { kind: 'chat', messages: [{ role: 'user', content: 'x' }], prefill: 'y' })),
    ).toBeDefined();
  });

  it.each<[string, object, unknown?]>([
    ['asides that are no list', { asides: 5 }],
    ['an aside that is nothing', { asides: [null] }],
    ['moderation that says nothing', { asides: [{ kind: 'filter', at: 1 }] }],
    ['a replacement without its text', { asides: [{ kind: 'replaced', at: 1 }] }],
    ['reasoning that is a text', { thought: 'x' }],
    ['reasoning that is a number', { thought: { place: 'reasoning', text: 5 } }],
    ['tokens that are a text', { end: { at: 1, finish: { reason: 'stop' }, usage: { promptTokens: '9' } } }],
    ['a question of no known kind', {}, { kind: 'song' }],
    ['a conversation of nothing', {}, { kind: 'chat', messages: [null] }],
  ])('is none with %s', (_, recording, prompt) => {
    expect(parseRow(rowWith(recording, prompt))).toBeUndefined();
  });
});
