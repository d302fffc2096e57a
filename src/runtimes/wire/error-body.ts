import { at, fieldsOf, parsed, textOf, wordOf } from './json.ts';

/** An error of a service in one form, whichever it came in. */
export interface ServiceError {
  /** The HTTP status, or one that the body states. */
  readonly status?: number;
  /** Most telling first: `error.code`, `error.type`, inner codes. */
  readonly codes: readonly string[];
  readonly message: string;
  /** The whole body, where it was JSON. */
  readonly body: unknown;
  /** As it came. */
  readonly text: string;
}

/** Where codes are: OpenAI and most; Azure's inner one; Alibaba's own; Baidu's; MiniMax's. */
const CODES = [
  'error.innererror.code',
  'error.code',
  'error.type',
  'error.status',
  'code',
  'type',
  'error_code',
  'base_resp.status_code',
];

const MESSAGES = [
  'error.message',
  'message',
  'error_msg',
  'base_resp.status_msg',
  'detail',
  'detail.message',
  'detail.0.msg',
  'error',
  'msg',
];

export function errorOf(text: string, status?: number): ServiceError {
  return errorIn(parsed(text), text, status);
}

/** @param text what it was read from */
export function errorIn(whole: unknown, text: string, status?: number): ServiceError {
  // Gemini wraps its error in a list.
  const body = Array.isArray(whole) ? (whole as readonly unknown[])[0] : whole;
  const codes = CODES.flatMap((place) => wordOf(at(body, place)) ?? []);
  const message = MESSAGES.map((place) => textOf(at(body, place))).find((found) => found !== undefined);
  const stated = [at(body, 'error.code'), at(body, 'error.status_code'), at(body, 'code')].find(isStatus);
  return {
    ...((status ?? stated) === undefined ? {} : { status: status ?? (stated as number) }),
    codes: [...new Set(codes)],
    message: message ?? (fieldsOf(body) === undefined ? text : ''),
    body,
    text,
  };
}

const isStatus = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600;

/** True where a message that came with HTTP 200, or in a stream, says that it is an error. */
export function isError(value: unknown): boolean {
  const fields = fieldsOf(value);
  if (fields === undefined) return false;
  if (fields['error'] !== undefined && fields['error'] !== null) return true;
  if (fields['object'] === 'error' || fields['type'] === 'error' || fields['error_code'] !== undefined) return true;
  const state = at(fields, 'base_resp.status_code');
  if (typeof state === 'number' && state !== 0) return true;
  // Alibaba's own form has neither choices nor output, but a code.
  return textOf(fields['code']) !== undefined && textOf(fields['message']) !== undefined && !('choices' in fields);
}
