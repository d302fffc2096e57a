import { answerOf } from '../../../runtimes/answer.ts';
import type { Prompt } from '../../../runtimes/request.ts';
import type { AnsweredRow, FaultRow } from '../journal-row.ts';
import type { Outcome } from '../outcome.ts';

/** One trial as a flat row. Undefined is a cell without a value. */
export type Cell = string | number | undefined;

interface Column {
  readonly name: string;
  readonly type: 'STRING' | 'INT32' | 'DOUBLE';
  readonly of: (row: AnsweredRow | FaultRow, outcome: Outcome<unknown> | undefined) => Cell;
}

const text = (name: string, of: Column['of']): Column => ({ name, type: 'STRING', of });
const whole = (name: string, of: Column['of']): Column => ({ name, type: 'INT32', of });
const real = (name: string, of: Column['of']): Column => ({ name, type: 'DOUBLE', of });

const recording = (row: AnsweredRow | FaultRow) =>
  'reply' in row && row.reply.kind === 'generate' ? row.reply.recording : undefined;
const answer = (row: AnsweredRow | FaultRow) => {
  const recorded = recording(row);
  return recorded === undefined ? undefined : answerOf(recorded);
};

/** What journals are exported as. Times are milliseconds since the request was sent. */
export const COLUMNS: readonly Column[] = [
  text('trial', ({ trial }) => trial),
  text('arm', ({ asked }) => asked.arm),
  text('item', ({ asked }) => asked.item),
  text('condition', ({ asked }) => asked.condition),
  whole('repeat', ({ asked }) => asked.repeat),
  text('ask', ({ asked }) => asked.ask.kind),
  text('prompt', ({ asked }) => promptText(asked.ask.prompt)),
  text('state', (_, outcome) => outcome?.state),
  text('judgement', (_, outcome) => (outcome?.state === 'judged' ? JSON.stringify(outcome.judgement) : undefined)),
  text('reason', (row, outcome) =>
    outcome !== undefined && 'reason' in outcome ? outcome.reason : 'fault' in row ? row.fault.message : undefined,
  ),
  text('text', (row) => answer(row)?.text),
  text('reasoning', (row) => answer(row)?.reasoning.text),
  text('reasoning_place', (row) => answer(row)?.reasoning.place),
  text('withdrawn', (row) => answer(row)?.withdrawn),
  text('finish', (row) => recording(row)?.end.finish.reason),
  text('finish_raw', (row) => recording(row)?.end.finish.raw),
  text('filters', (row) => {
    const filters = answer(row)?.filters ?? [];
    return filters.length === 0 ? undefined : JSON.stringify(filters);
  }),
  text('model', (row) => recording(row)?.end.model),
  text('provider', (row) => recording(row)?.end.provider),
  whole('prompt_tokens', (row) => recording(row)?.end.usage?.promptTokens),
  whole('completion_tokens', (row) => recording(row)?.end.usage?.completionTokens),
  real('cost', (row) => recording(row)?.end.usage?.cost),
  real('first_ms', (row) => recording(row)?.marks[0]?.[0]),
  real('end_ms', (row) => recording(row)?.end.at),
  // Of asks that are no generation: the log-probabilities, as they are.
  text('reply', (row) => ('reply' in row && row.reply.kind !== 'generate' ? JSON.stringify(row.reply) : undefined)),
  text('fault', (row) => ('fault' in row ? row.fault.kind : undefined)),
];

function promptText(prompt: Prompt): string {
  switch (prompt.kind) {
    case 'text':
      return prompt.text;
    case 'tokens':
      return JSON.stringify(prompt.tokens);
    case 'opening':
      return JSON.stringify([...prompt.messages, { role: prompt.turn, content: prompt.begins ?? '' }]);
    case 'chat':
      return JSON.stringify(
        prompt.prefill === undefined
          ? prompt.messages
          : [...prompt.messages, { role: 'prefill', content: prompt.prefill }],
      );
  }
}
