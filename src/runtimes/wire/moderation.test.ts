import { describe, expect, it } from 'vitest';
import { AnswerReader } from './answer-reader.ts';
import { errorOf } from './error-body.ts';
import { moderationOfError, moderationOfFinish } from './moderation.ts';
import { MODERATION, type ModerationCase } from './signals.fixture.ts';
import { SIGNALS } from './signals.ts';

function signals({ status, data }: ModerationCase) {
  if (status !== undefined) return [moderationOfError(errorOf(JSON.stringify(data[0]), status), false)];
  const reader = new AnswerReader();
  return data
    .flatMap((part) => [...reader.read(JSON.stringify(part), 1)])
    .flatMap((event) => (event.kind === 'filter' ? [event.filter] : []));
}

describe('moderation', () => {
  it.each(MODERATION)('of $name is told as what it is', (one) => {
    const [first, ...others] = signals(one);
    expect(first).toMatchObject({ ...one.filter, ...(one.status === undefined ? {} : { status: one.status }) });
    expect(others).toEqual([]);
  });

  it.each(MODERATION.filter(({ status }) => status === undefined))('of $name leaves the word for the end', (one) => {
    const reader = new AnswerReader();
    for (const part of one.data) [...reader.read(JSON.stringify(part), 1)].forEach(() => {});
    expect(reader.finish).toMatchObject({ raw: one.raw ?? one.filter.code });
    expect(reader.finish?.reason).toBe(one.raw === 'stop' ? 'stop' : 'filter');
  });

  it('has a case for each row of its table', () => {
    const fired = new Set(MODERATION.map(({ filter, status, data }) => `${filter.service} ${kindOf(status, data)}`));
    for (const row of SIGNALS) expect(fired, JSON.stringify(row)).toContain(`${row.service} ${row.on}`);
    // Each row by itself: without it, a case changes.
    const used = new Set(
      MODERATION.flatMap(({ filter, data, status }) => rowsOf(filter.service, filter.code, data, status)),
    );
    expect(SIGNALS.filter((row) => !used.has(row))).toEqual([]);
  });

  it.each(['stop', 'length', 'tool_calls', 'end_turn', 'refusals', 'safe', 'insufficient_system_resource'])(
    'is not seen in the word %s',
    (word) => expect(moderationOfFinish(word, true)).toBeUndefined(),
  );

  it.each([
    [400, { error: { code: 'context_length_exceeded', message: 'too long' } }],
    [403, { error: { message: 'no permission' } }],
    [400, { error: { code: 'invalid_prompt', message: 'messages must alternate' } }],
    [429, { error: { code: 'rate_limit_exceeded', message: 'slow down' } }],
  ])('is not seen in an ordinary error %i', (status, body) => {
    expect(moderationOfError(errorOf(JSON.stringify(body), status), false)).toBeUndefined();
  });

  it('is not seen where annotations say that nothing was filtered', () => {
    const safe = { hate: { filtered: false, severity: 'safe' }, jailbreak: { filtered: false, detected: false } };
    const part = { choices: [{ index: 0, delta: { content: 'a' }, content_filter_results: safe }] };
    const data = [{ choices: [], prompt_filter_results: [{ content_filter_results: safe }] }, part];
    expect(signals({ name: '', data, filter: { service: '', phase: 'unknown', code: '' } })).toEqual([]);
  });

  it('that is repeated with each part is told once', () => {
    const part = { choices: [{ index: 0, delta: { content: 'a' } }], output_sensitive: true };
    expect(
      signals({ name: '', data: [part, part, part], filter: { service: '', phase: 'unknown', code: '' } }).length,
    ).toBe(1);
  });
});

function kindOf(status: number | undefined, data: readonly unknown[]): string {
  const last = JSON.stringify(data.at(-1));
  if (status !== undefined || /"error":|base_resp|DataInspectionFailed/.test(last)) return 'error';
  return /_sensitive":true|need_clear|"filtered":true|blockReason/.test(JSON.stringify(data)) ? 'field' : 'finish';
}

/** The rows that a case is made for. */
function rowsOf(service: string, code: string, data: readonly unknown[], status: number | undefined) {
  const kind = kindOf(status, data);
  const text = JSON.stringify(data);
  return SIGNALS.filter((row) => {
    if (row.service !== service || row.on !== kind) return false;
    if (row.on === 'finish') return row.word.test(code);
    if (row.on === 'field') return text.includes(row.path.split('.').at(-1) ?? '');
    return (row.code?.test(code) ?? true) && (row.message?.test(text) ?? true);
  });
}
