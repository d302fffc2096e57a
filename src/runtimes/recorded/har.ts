import { InputError } from '../../core/errors.ts';
import { maskSecrets } from '../../core/secrets.ts';
import { at, fieldsOf, listOf, numberOf, parsed, textOf } from '../wire/json.ts';
import { fromStream } from './event-log.ts';
import type { LogEvent } from './log-event.ts';

/** A conversation that a browser kept. Of its request nothing but address and question is read: no header, no cookie. */
export interface HarEntry {
  /** Origin and path. */
  readonly address: string;
  /** ISO 8601, as the browser wrote it. */
  readonly began: string | undefined;
  readonly question: string | undefined;
  readonly events: readonly LogEvent[];
  /** Milliseconds from the request to the first and the last byte. */
  readonly first: number;
  readonly last: number;
}

/** Requests of one file, and UTF-16 units of a question (CWE-770). */
const MOST = { entries: 100_000, question: 65_536 };

/**
 * The answers in an HTTP archive (HAR 1.2, as browsers save it): bodies of `text/event-stream`, answers of OpenAI's
 * protocol that came whole, and messages of sockets.
 * @throws InputError `malformed` where it is none
 */
export function* harEntries(text: string): Generator<HarEntry> {
  const entries = at(parsed(text), 'log.entries');
  if (!Array.isArray(entries)) throw new InputError('malformed', 'this is no HTTP archive: it has no log.entries');
  if (entries.length > MOST.entries)
    throw new InputError('limit', `the archive has ${entries.length} entries, more than ${MOST.entries}`);
  for (const entry of entries as readonly unknown[]) {
    const events = streamOf(entry) ?? socketOf(entry);
    if (events === undefined || events.length === 0) continue;
    const wait = Math.max(0, numberOf(at(entry, 'timings.wait')) ?? 0);
    const receive = Math.max(0, numberOf(at(entry, 'timings.receive')) ?? 0);
    yield {
      address: addressOf(textOf(at(entry, 'request.url')) ?? ''),
      began: textOf(at(entry, 'startedDateTime'))?.slice(0, 40),
      question: questionOf(textOf(at(entry, 'request.postData.text')) ?? ''),
      events,
      first: wait,
      last: wait + receive,
    };
  }
}

function streamOf(entry: unknown): LogEvent[] | undefined {
  const content = fieldsOf(at(entry, 'response.content'));
  const body = textOf(content?.['text']);
  const type = textOf(content?.['mimeType']) ?? '';
  if (body === undefined || !/^(text\/event-stream|application\/json)/i.test(type)) return undefined;
  const text = content?.['encoding'] === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (/^text/i.test(type)) return fromStream(text);
  // An answer that was not streamed is one event; a page fetches much other JSON.
  const [choice] = listOf(at(parsed(text), 'choices'));
  return fieldsOf(fieldsOf(choice)?.['message']) === undefined ? undefined : [{ data: text }];
}

/** Chromium keeps the messages of a socket with the seconds since 1970 at which each came. */
function socketOf(entry: unknown): LogEvent[] | undefined {
  const messages = listOf(fieldsOf(entry)?.['_webSocketMessages']);
  const began = Date.parse(textOf(at(entry, 'startedDateTime')) ?? '');
  return messages.flatMap((message) => {
    const fields = fieldsOf(message);
    const data = textOf(fields?.['data']);
    if (data === undefined || fields?.['type'] !== 'receive') return [];
    const time = numberOf(fields['time']);
    return time === undefined || Number.isNaN(began) ? [{ data }] : [{ data, at: Math.max(0, time * 1000 - began) }];
  });
}

function addressOf(text: string): string {
  const url = URL.parse(text);
  return url === null ? '' : `${url.origin}${url.pathname}`;
}

/** `prompt` of a chat, or the last of the user's messages. */
function questionOf(body: string): string | undefined {
  const asked = parsed(body);
  const messages = listOf(at(asked, 'messages'));
  const last = messages.findLast((message) => at(message, 'role') === 'user');
  const question = textOf(at(asked, 'prompt')) ?? textOf(at(last, 'content'));
  return question === undefined ? undefined : maskSecrets(question.slice(0, MOST.question));
}
