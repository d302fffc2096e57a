import type { EndEvent, Finish, GenerationEvent } from '../event.ts';
import { record, type Recording } from '../recording.ts';
import { AnswerReader } from '../wire/answer-reader.ts';
import { at, parsed } from '../wire/json.ts';
import { DeclaredPlaces, type Places } from './declared.ts';
import { DeepSeekChat } from './deepseek-chat.ts';
import type { LogEvent } from './log-event.ts';

type Part = Exclude<GenerationEvent, EndEvent>;

interface Reader {
  read(event: LogEvent, now: number): Iterable<Part>;
  end(now: number, finish: Finish): EndEvent;
  readonly finish: Finish | undefined;
}

export interface LogReading {
  readonly recording: Recording;
  readonly service: string;
}

/**
 * One answer out of the events of a log. Where these have no times, all bear that of the first byte: then their order says
 * what happened, and not when.
 * @returns undefined where no service is recognised and no places are declared
 */
export async function readLog(
  events: readonly LogEvent[],
  times: { readonly first: number; readonly last: number },
  places?: Places,
): Promise<LogReading | undefined> {
  const found = readerFor(events, places);
  if (found === undefined) return undefined;
  const { reader, service } = found;
  const parts: GenerationEvent[] = [];
  let now = times.first;
  for (const event of events) {
    // A clock that goes back in a log is no clock.
    now = Math.max(now, event.at ?? now);
    parts.push(...reader.read(event, now));
  }
  const finish = reader.finish ?? unsaid(places);
  const recording = await record([...parts, reader.end(Math.max(now, times.last), finish)]);
  return { recording, service };
}

function readerFor(
  events: readonly LogEvent[],
  places: Places | undefined,
): { reader: Reader; service: string } | undefined {
  if (places !== undefined) return { reader: byPlaces(places), service: 'declared' };
  const data = events.map((event) => event.data);
  if (DeepSeekChat.recognises(data)) return { reader: byPatches(), service: 'deepseek-chat' };
  if (data.slice(0, 8).some((one) => Array.isArray(at(parsed(one), 'choices'))))
    return { reader: byProtocol(), service: 'openai' };
  return undefined;
}

/** Where nobody said at which place the end stands, that none is found tells nothing. */
const unsaid = (places: Places | undefined): Finish =>
  places !== undefined && places.finish === undefined
    ? { reason: 'other' }
    : { reason: 'cut', why: 'the log ends without a word why' };

const plainEnd = (now: number, finish: Finish): EndEvent => ({ kind: 'end', at: now, finish });

function byPlaces(places: Places): Reader {
  const reader = new DeclaredPlaces(places);
  return {
    read: ({ data }, now) => reader.read(data, now),
    end: plainEnd,
    get finish() {
      return reader.finish;
    },
  };
}

function byPatches(): Reader {
  const reader = new DeepSeekChat();
  return {
    read: ({ data, event }, now) => reader.read(data, event, now),
    end: plainEnd,
    get finish() {
      return reader.finish;
    },
  };
}

function byProtocol(): Reader {
  const reader = new AnswerReader();
  return {
    read: function* ({ data }, now) {
      for (const event of reader.read(data, now)) if (event.kind !== 'end') yield event;
    },
    end: (now, finish) => reader.end(now, finish),
    get finish() {
      return reader.finish;
    },
  };
}
