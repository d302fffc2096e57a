import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../../runtimes/event.ts';
import type { LogEvent } from '../../../runtimes/recorded/log-event.ts';
import { readLog } from '../../../runtimes/recorded/read-log.ts';
import { record, type Recording, replay } from '../../../runtimes/recording.ts';
import { scriptOf } from '../../../runtimes/scripted/script.ts';
import { ScriptedRuntime } from '../../../runtimes/scripted/scripted.ts';
import { AnswerReader } from '../../../runtimes/wire/answer-reader.ts';
import { errorOf } from '../../../runtimes/wire/error-body.ts';
import { moderationOfError } from '../../../runtimes/wire/moderation.ts';
import { MODERATION, type ModerationCase } from '../../../runtimes/wire/signals.fixture.ts';
import { blockedBefore, withdrawalOf } from './withdrawn.ts';

/** What our reader of the wire makes of a case; `apart` milliseconds between its parts. */
function recorded({ status, data }: ModerationCase, apart: number): Promise<Recording> {
  if (status !== undefined) {
    const filter = moderationOfError(errorOf(JSON.stringify(data[0]), status), false);
    if (filter === undefined) expect.fail('no moderation');
    const finish = { reason: 'filter', raw: filter.code } as const;
    return record([
      { kind: 'filter', at: 40, filter },
      { kind: 'end', at: 40, finish },
    ]);
  }
  const reader = new AnswerReader();
  const events = data.flatMap((part, index) => [...reader.read(JSON.stringify(part), 100 + apart * index)]);
  return record([...events, reader.end(100 + apart * data.length, reader.finish ?? { reason: 'cut' })]);
}

const chat = async (parts: readonly object[], apart = 20): Promise<Recording> => {
  const events = parts.map(
    (part, index): LogEvent => ({
      data: JSON.stringify(part),
      ...(apart === 0 ? {} : { at: 100 + apart * index }),
    }),
  );
  const { recording } = (await readLog(events, { first: 100, last: 900 })) ?? expect.fail('not recognised');
  return recording;
};

const began = { v: { response: { message_id: 2, status: 'WIP', fragments: [] } } };
const fragment = (type: string, content: string) => ({
  p: 'response/fragments',
  o: 'APPEND',
  v: [{ id: 3, type, content }],
});
const batch = (status: string) => ({
  p: 'response',
  o: 'BATCH',
  v: [
    { p: 'ban_regenerate', v: true },
    { p: status, v: 'CONTENT_FILTER' },
  ],
});
const set = { p: 'response/status', o: 'SET', v: 'CONTENT_FILTER' };
const finished = { p: 'response/status', o: 'SET', v: 'FINISHED' };
const stock = fragment('TEMPLATE_RESPONSE', "Sorry, that's beyond my current scope. Let's talk about something else.");

describe.each([0, 20])('of every convention, with parts %i ms apart,', (apart) => {
  const shown = ({ data }: ModerationCase): boolean => JSON.stringify(data).includes('In 1989');

  it.each(MODERATION.filter(shown))('an answer is withdrawn: $name', async (one) => {
    const recording = await recorded(one, apart);
    expect(withdrawalOf(recording)).toMatchObject({
      how: 'cut',
      signal: one.filter,
      shown: { answer: 8, reasoning: 0 },
      firstShown: 100,
      lastShown: 100,
      takenAt: 100 + apart,
      reasoningOnly: false,
    });
    expect(blockedBefore(recording)).toBeUndefined();
  });

  it.each(MODERATION.filter((one) => !shown(one)))('a question is blocked before: $name', async (one) => {
    const recording = await recorded(one, apart);
    expect(withdrawalOf(recording)).toBeUndefined();
    const blocked = blockedBefore(recording);
    expect(blocked?.signal).toMatchObject(one.filter);
    expect(blocked?.instead).toBe(one.filter.service === 'baidu' ? '换个话题吧' : undefined);
  });
});

describe("of DeepSeek's own chat", () => {
  const answering = [began, fragment('RESPONSE', 'In 1989 '), { v: 'there were protests' }];

  it.each([
    ['a batch with a status', batch('status')],
    ['a batch with a quasi-status', batch('quasi_status')],
    ['a status that is set', set],
  ])('%s withdraws, whatever ends it, with times and without', async (_, end) => {
    for (const after of [[], [finished], [stock], [stock, finished]])
      for (const apart of [20, 0]) {
        const parts = fragment('RESPONSE', 'In 1989 ');
        const recording = await chat(
          [began, parts, { p: 'response/fragments/-1/content', v: 'there' }, end, ...after],
          apart,
        );
        expect(withdrawalOf(recording)).toMatchObject({
          how: after.includes(stock) ? 'replaced' : 'cut',
          signal: { service: 'deepseek-chat', phase: 'output' },
          shown: { answer: 13 },
          lost: after.includes(stock) ? 13 : 0,
        });
        expect(blockedBefore(recording)).toBeUndefined();
      }
  });

  it('times say how long it was readable', async () => {
    const parts = [
      began,
      fragment('RESPONSE', 'In 1989 '),
      { p: 'response/fragments/-1/content', v: 'there' },
      set,
      stock,
    ];
    expect(withdrawalOf(await chat(parts))).toMatchObject({ firstShown: 120, lastShown: 140, takenAt: 160 });
  });

  it('reasoning alone is told from an answer', async () => {
    const recording = await chat([began, fragment('THINK', 'The user asks of 1989'), set, stock]);
    expect(withdrawalOf(recording)).toMatchObject({
      how: 'replaced',
      reasoningOnly: true,
      shown: { answer: 0, reasoning: 21 },
      lost: 0,
    });
  });

  it.each([20, 0])('a stock sentence with nothing before it is a block (%i ms apart)', async (apart) => {
    const recording = await chat([began, batch('status'), fragment('RESPONSE', 'Sorry, no.')], apart);
    expect(withdrawalOf(recording)).toBeUndefined();
    expect(blockedBefore(recording)).toMatchObject({ instead: 'Sorry, no.', signal: { phase: 'unknown' } });
  });

  it('a status that ends an answer withdraws nothing', async () => {
    const recording = await chat([...answering, finished]);
    expect([withdrawalOf(recording), blockedBefore(recording)]).toEqual([undefined, undefined]);
  });
});

describe('a text that holds all of the answer each time', () => {
  const whole = async (...texts: readonly string[]): Promise<Recording> => {
    const events = texts.map((text, index) => ({ data: JSON.stringify({ text }), at: 10 * (index + 1) }));
    const read = await readLog(events, { first: 0, last: 0 }, { text: 'text', whole: true });
    return read?.recording ?? expect.fail('nothing was read');
  };
  const LONG = 'In Bucha there were killings of civilians in March 2022, which the United Nations documented.';

  it('is withdrawn where a short or a stock sentence takes its place', async () => {
    for (const text of ['No.', '你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。'])
      expect(withdrawalOf(await whole('In Bucha', LONG, text))).toMatchObject({
        how: 'replaced',
        instead: text,
        lost: LONG.length,
        takenAt: 30,
      });
  });

  it('is not where it goes on, is mended, or another answer of its length is put there', async () => {
    const mended = LONG.replace('In Bucha', 'In  Bucha');
    for (const last of [`${LONG} More.`, `${LONG.slice(0, 80)}…`, LONG.replace('documented', 'has documented')])
      expect(withdrawalOf(await whole('In Bucha▍', `${LONG}▍`, last))).toBeUndefined();
    expect(withdrawalOf(await whole('Searching the web', mended))).toBeUndefined();
  });
});

describe('what is no withdrawal', () => {
  const said = (finish: 'stop' | 'length' | 'cut'): GenerationEvent[] => [
    { kind: 'text', at: 5, text: 'In 1989 there were protests' },
    { kind: 'end', at: 9, finish: { reason: finish } },
  ];

  it.each(['stop', 'length', 'cut'] as const)('an end by %s', async (finish) => {
    const recording = await record(said(finish));
    expect([withdrawalOf(recording), blockedBefore(recording)]).toEqual([undefined, undefined]);
  });

  it('an input that was flagged, and a long answer let through', async () => {
    const filter = { service: 'azure', phase: 'input', code: 'violence' } as const;
    const long = 'There were protests. '.repeat(20);
    const end = { kind: 'end', at: 9, finish: { reason: 'stop' } } as const;
    const recording = await record([{ kind: 'filter', at: 1, filter }, { kind: 'text', at: 5, text: long }, end]);
    expect([withdrawalOf(recording), blockedBefore(recording)]).toEqual([undefined, undefined]);
  });

  it('white space before a block', async () => {
    const filter = { service: 'zhipu', phase: 'output', code: 'sensitive' } as const;
    const end = { kind: 'end', at: 9, finish: { reason: 'filter', raw: 'sensitive' } } as const;
    const recording = await record([{ kind: 'text', at: 1, text: '\n' }, { kind: 'filter', at: 5, filter }, end]);
    expect(withdrawalOf(recording)).toBeUndefined();
    expect(blockedBefore(recording)).toMatchObject({ at: 5, signal: { phase: 'output' } });
  });
});

describe('a scripted service', () => {
  const script = scriptOf(`
model: m
lines:
  - when: { says: inline }
    steps:
      - { say: '<think>It is of 1989. ', pieces: 2, after: 10 }
      - { filter: { service: zhipu, phase: output, code: sensitive }, after: 30 }
      - { end: filter, raw: sensitive }
  - when: { says: word }
    steps: [{ say: 'In 1989', after: 10 }, { end: filter, raw: forbidden }]
  - steps: [{ say: 'In 1989 there', pieces: 3, after: 10 }, { replace: 'No.', after: 40 }]`);
  const asked = (content: string) =>
    record(
      new ScriptedRuntime(script).generate({
        prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
        sampling: { temperature: 0, maxTokens: 50 },
      }),
    );

  it('withdraws reasoning between tags', async () => {
    expect(withdrawalOf(await asked('inline'))).toMatchObject({ reasoningOnly: true, takenAt: 50, lastShown: 20 });
  });

  it('ends by the word of a filter that is in no table', async () => {
    expect(withdrawalOf(await asked('word'))).toMatchObject({ how: 'cut', takenAt: 20, shown: { answer: 7 } });
  });

  it('replaces a short answer by a sentence that is neither stock nor much shorter: no log says why', async () => {
    expect(withdrawalOf(await asked('short'))).toBeUndefined();
  });
});

describe('any recording', () => {
  const filter = fc.record({
    service: fc.constantFrom('deepseek-chat', 'zhipu', 'azure', 'baidu'),
    phase: fc.constantFrom('input', 'output', 'unknown'),
    code: fc.constant('c'),
  });
  const at = fc.nat(20);
  const event: fc.Arbitrary<GenerationEvent> = fc.oneof(
    fc.record({ kind: fc.constant('text'), at, text: fc.string({ maxLength: 30 }) }),
    fc.record({
      kind: fc.constant('reasoning'),
      at,
      text: fc.string({ maxLength: 9 }),
      place: fc.constant('thinking'),
    }),
    fc.record({ kind: fc.constant('filter'), at, filter }),
    fc.record({ kind: fc.constant('replaced'), at, text: fc.string({ maxLength: 30 }) }),
  );
  const reason = fc.constantFrom('stop', 'filter', 'length', 'cut');
  const recordings = fc.tuple(fc.array(event, { maxLength: 12 }), reason).map(([events, finish]) => {
    const sorted = events.toSorted((a, b) => a.at - b.at);
    return [...sorted, { kind: 'end', at: 21, finish: { reason: finish } }] as GenerationEvent[];
  });

  it('is withdrawn or blocked, or neither; loses no more than was shown; and reads the same from a journal', async () => {
    await fc.assert(
      fc.asyncProperty(recordings, async (events) => {
        const recording = await record(events);
        const [withdrawn, blocked] = [withdrawalOf(recording), blockedBefore(recording)];
        expect(withdrawn === undefined || blocked === undefined).toBe(true);
        if (withdrawn !== undefined) {
          expect(withdrawn.lost).toBeLessThanOrEqual(withdrawn.shown.answer);
          expect(withdrawn.firstShown).toBeLessThanOrEqual(withdrawn.takenAt);
          if (withdrawn.reasoningOnly) expect(withdrawn.shown.reasoning).toBeGreaterThan(0);
        }
        const spoke = (recording.asides ?? []).some((aside) => aside.kind !== 'other');
        if (!spoke && recording.end.finish.reason !== 'filter')
          expect([withdrawn, blocked]).toEqual([undefined, undefined]);
        const again = await record(replay(recording));
        expect([withdrawalOf(again), blockedBefore(again)]).toEqual([withdrawn, blocked]);
      }),
      { numRuns: 500 },
    );
  });
});
