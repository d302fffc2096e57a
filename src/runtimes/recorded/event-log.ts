import { InputError } from '../../core/errors.ts';
import { EventStream } from '../wire/event-stream.ts';
import { fieldsOf, numberOf, parsed, textOf } from '../wire/json.ts';
import type { LogEvent } from './log-event.ts';

/**
 * The events of a log: lines of JSON, `{"at": milliseconds, "event": name, "data": text}`, or a stream of server-sent events
 * as it came. A last line that is cut off is left out.
 * @throws InputError `malformed` for what is neither
 */
export function eventsOf(text: string): LogEvent[] {
  const events = /^\s*\{/.test(text) ? fromLines(text) : fromStream(text);
  if (events.length === 0) throw new InputError('malformed', 'there are no events: neither a stream nor lines of JSON');
  return events;
}

function fromLines(text: string): LogEvent[] {
  return text.split('\n').flatMap((line) => {
    const fields = fieldsOf(parsed(line));
    const data = textOf(fields?.['data']);
    if (fields === undefined || data === undefined) return [];
    const at = numberOf(fields['at']);
    const event = textOf(fields['event']);
    return [{ data, ...(at === undefined ? {} : { at }), ...(event === undefined ? {} : { event }) }];
  });
}

export function fromStream(text: string): LogEvent[] {
  const stream = new EventStream(text.length + 3);
  return [...stream.feed(new TextEncoder().encode(text)), ...stream.end()];
}
