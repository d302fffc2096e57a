import { printable } from '../../core/printable.ts';
import { maskSecrets } from '../../core/secrets.ts';
import { networkFailure } from '../../sources/http/network-failure.ts';
import { askedDelay, codeOf, isBreak, passes } from '../../sources/http/retry.ts';
import { type FaultKind, RuntimeFault } from '../fault.ts';
import type { ServiceError } from '../wire/error-body.ts';
import { OversizedEvent } from '../wire/event-stream.ts';
import { TooLong } from './reply.ts';
import { TimedOut } from './watch.ts';

/** Why one attempt brought no answer. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FaultKind;
  readonly status: number | undefined;
  /** True where a further attempt may do better. */
  readonly passing: boolean;
  /** True where the server says that it has too much to do. */
  readonly busy: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly wait: number | undefined;

  constructor(
    kind: FaultKind,
    message: string,
    more: {
      status?: number | undefined;
      passing?: boolean;
      busy?: boolean;
      wait?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.kind = kind;
    this.status = more.status;
    this.passing = more.passing ?? false;
    this.busy = more.busy ?? false;
    this.wait = more.wait;
  }

  fault(attempts: number): RuntimeFault {
    const after = attempts > 1 ? `, after ${attempts} attempts` : '';
    const status = this.status === undefined ? {} : { status: this.status };
    return new RuntimeFault(this.kind, `${this.message}${after}`, { ...status, attempts, cause: this.cause });
  }
}

/** What the network, or a bound of ours, did to an attempt. Undefined for what is no failure of either. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (error instanceof TimedOut) return new Failure('unavailable', error.message, { passing: true });
  if (error instanceof TooLong || error instanceof OversizedEvent) return new Failure('garbage', error.message);
  const code = codeOf(error);
  // Undici's own says no code where it is no HTTP at all.
  if (error instanceof Error && error.name === 'HTTPParserError')
    return new Failure('garbage', 'the server does not speak HTTP', { cause: error });
  // A wrong argument is our own fault, and no network's.
  if (code === '' || code === 'UND_ERR_INVALID_ARG') return undefined;
  if (/^HPE_|^UND_ERR_HEADERS_OVERFLOW$|^UND_ERR_RES_/.test(code) && !isBreak(error))
    return new Failure('garbage', networkFailure(code), { cause: error });
  return new Failure(HOPELESS.test(code) ? 'refused' : 'unavailable', networkFailure(code), {
    passing: isBreak(error),
    cause: error,
  });
}

/** No such name, and certificates: the next trial fares no better. */
const HOPELESS = /^(?:ENOTFOUND|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Anthropic: overloaded. Cloudflare: the server behind it is not reached or too slow. */
const BUSY_HOSTS: ReadonlySet<number> = new Set([520, 521, 522, 523, 524, 529]);

/** Statuses for which the same request, sent again, fares no better, and neither does any other. */
const CLOSED: ReadonlySet<number> = new Set([401, 402, 403, 404, 405, 407, 410]);

/** Words of errors that state no status. */
const PASSING_WORDS = /rate.?limit|overloaded|server.?busy|unavailable|time.?out|server_error|internal/i;
const SPENT_WORDS = /insufficient.?(?:quota|balance|credit)|billing|arrears/i;

/** UTF-16 units of a server's message that are told. */
const TOLD = 300;

/** An error that a service stated, as a status or in the place of an answer, and that is no moderation. */
export function stated(error: ServiceError, header: (name: string) => string | undefined = () => undefined): Failure {
  const { status, codes } = error;
  const words = `${codes.join(' ')} ${error.message}`.slice(0, 2_000);
  const said = printable(maskSecrets([codes[0], error.message].filter(Boolean).join(': ')), TOLD);
  const message = `the server answers ${status ?? 'with an error'}${said === '' ? '' : `: ${said}`}`;
  if (SPENT_WORDS.test(words)) return new Failure('refused', message, { status });
  const passing = status === undefined ? PASSING_WORDS.test(words) : passes(status) || BUSY_HOSTS.has(status);
  if (passing) {
    const busy = status === undefined ? /limit|overloaded|busy/i.test(words) : [429, 503, 529].includes(status);
    return new Failure('unavailable', message, { status, passing, busy, wait: askedDelay(header, Date.now()) });
  }
  const closed = status !== undefined && (CLOSED.has(status) || status >= 500);
  return new Failure(closed ? 'refused' : 'invalid', message, { status });
}
