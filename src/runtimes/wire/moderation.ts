import { maskSecrets } from '../../core/secrets.ts';
import type { FilterSignal } from '../event.ts';
import type { ServiceError } from './error-body.ts';
import { at, fieldsOf, textOf, wordOf } from './json.ts';
import { type ErrorSignal, type FieldSignal, type Signal, SIGNALS } from './signals.ts';

/** UTF-16 units kept of what a service says of a filter. */
const MESSAGE = 500;

/** The moderation that an error states, or undefined where it is no moderation. */
export function moderationOfError(error: ServiceError, shown: boolean): FilterSignal | undefined {
  for (const signal of SIGNALS) {
    if (signal.on !== 'error' || !fits(signal, error)) continue;
    const said = `${error.message}\n${error.text}`;
    const code = error.codes.find((word) => signal.code?.test(word)) ?? error.codes[0] ?? String(error.status ?? '');
    return made(signal, { shown, said, code, message: error.message, status: error.status });
  }
  return undefined;
}

function fits(signal: ErrorSignal, error: ServiceError): boolean {
  const { code, message, status, has } = signal;
  if (code !== undefined && !error.codes.some((word) => code.test(word))) return false;
  if (message !== undefined && !message.test(error.message)) return false;
  if (status !== undefined && status !== error.status) return false;
  return has === undefined || at(error.body, has) !== undefined;
}

/** The moderation that the word for an end states. */
export function moderationOfFinish(word: string, shown: boolean): FilterSignal | undefined {
  const signal = SIGNALS.find((row) => row.on === 'finish' && row.word.test(word));
  return signal === undefined ? undefined : made(signal, { shown, said: '', code: word });
}

const FIELDS = SIGNALS.filter((row) => row.on === 'field');

/** What fields of an answer, or of a part of one, state. */
export function moderationOfFields(answer: unknown): FilterSignal[] {
  const found: FilterSignal[] = [];
  for (const signal of FIELDS) {
    const value = at(answer, signal.path);
    if (value === undefined || value === null) continue;
    const code = codeIn(signal, value);
    if (code === undefined) continue;
    const more = signal.more === undefined ? undefined : wordOf(at(answer, signal.more));
    found.push(made(signal, { shown: true, said: '', code, message: more && `${signal.more}: ${more}` }));
  }
  return found;
}

function codeIn(signal: FieldSignal, value: unknown): string | undefined {
  if (signal.holds === 'true') return value === true ? signal.path : undefined;
  if (signal.holds === 'word') return textOf(value) || undefined;
  const categories = filtered(value, 0);
  return categories.length === 0 ? undefined : categories.join(' ');
}

/** Names of the categories that were filtered, at any depth of Azure's annotations. */
function filtered(value: unknown, depth: number): string[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.slice(0, 64).flatMap((item: unknown) => filtered(item, depth + 1));
  return Object.entries(fieldsOf(value) ?? {}).flatMap(([name, inner]) =>
    fieldsOf(inner)?.['filtered'] === true ? [name] : filtered(inner, depth + 1),
  );
}

interface Said {
  readonly shown: boolean;
  readonly said: string;
  readonly code: string;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}

function made(signal: Signal, { shown, said, code, message, status }: Said): FilterSignal {
  const stated = signal.phases?.find(({ says }) => says.test(said))?.phase ?? signal.phase;
  const phase = stated === 'shown' ? (shown ? 'output' : 'unknown') : stated;
  return {
    service: signal.service,
    phase,
    code: maskSecrets(code.slice(0, MESSAGE)),
    ...(message === undefined || message === '' ? {} : { message: maskSecrets(message.slice(0, MESSAGE)) }),
    ...(status === undefined ? {} : { status }),
  };
}
