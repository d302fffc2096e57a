import { readFile, stat } from 'node:fs/promises';
import { InputError, UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import type { Recording } from '../recording.ts';
import { at, parsed, textOf } from '../wire/json.ts';
import type { Places } from './declared.ts';
import { eventsOf } from './event-log.ts';
import { harEntries } from './har.ts';
import { readLog } from './read-log.ts';

/** One answer of a person's own chat. */
interface ImportedChat {
  readonly recording: Recording;
  /** Whose form it had: `deepseek-chat`, `openai`, or `declared`. */
  readonly service: string;
  /** `each`: every event had its time. `order`: only their order is known, and the first and last byte. */
  readonly times: 'each' | 'order';
  /** Origin and path, from an archive. */
  readonly address?: string;
  readonly began?: string;
  readonly question?: string;
}

export interface ImportedChats {
  readonly chats: readonly ImportedChat[];
  /** Addresses of streams that are in no form known here. */
  readonly unknown: readonly string[];
}

/**
 * Reads a HAR file or a log of events that a person saved of their own chat.
 * @param places where a service that is not known writes what
 * @throws UsageError where there is no such file, InputError where it is neither, or too large
 */
export async function importChats(path: string, limits: Limits, places?: Places): Promise<ImportedChats> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new UsageError(`there is no file ${JSON.stringify(path)}`);
  const most = limits['chat-log.bytes'];
  if (found.size > most) throw new InputError('limit', `the log has more than ${most} bytes (chat-log.bytes)`);
  const text = await readFile(path, 'utf8');
  return /^\s*\{\s*"log"/.test(text) ? fromArchive(text, places) : fromLog(text, places);
}

async function fromArchive(text: string, places: Places | undefined): Promise<ImportedChats> {
  const chats: ImportedChat[] = [];
  const unknown: string[] = [];
  for (const { address, began, question, events, first, last } of harEntries(text)) {
    const reading = await readLog(events, { first, last }, places);
    if (reading === undefined) unknown.push(address);
    else {
      const about = {
        address,
        ...(began === undefined ? {} : { began }),
        ...(question === undefined ? {} : { question }),
      };
      chats.push({ ...reading, times: timesOf(events), ...about });
    }
  }
  return { chats, unknown };
}

async function fromLog(text: string, places: Places | undefined): Promise<ImportedChats> {
  const question = questionOf(text);
  const events = eventsOf(question === undefined ? text : text.slice(text.indexOf('\n') + 1));
  const reading = await readLog(events, { first: events[0]?.at ?? 0, last: 0 }, places);
  return reading === undefined
    ? { chats: [], unknown: [''] }
    : { chats: [{ ...reading, times: timesOf(events), ...(question === undefined ? {} : { question }) }], unknown: [] };
}

/** A log of events does not hold what was asked. Its owner may say so in a first line, `{"question": "…"}`. */
function questionOf(text: string): string | undefined {
  const end = text.indexOf('\n');
  return end === -1 ? undefined : textOf(at(parsed(text.slice(0, end)), 'question'));
}

const timesOf = (events: readonly { at?: number }[]): 'each' | 'order' =>
  events.every((event) => event.at !== undefined) ? 'each' : 'order';
