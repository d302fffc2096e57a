/** Statuses that pass by themselves: too many requests, and servers that are busy or broken for a while. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export const passes = (status: number): boolean => PASSING.has(status);

/** No server makes us wait longer than this for one more attempt. */
const LONGEST_MS = 60_000;

/**
 * Milliseconds that a server asks us to wait: `retry-after-ms` of OpenAI and Azure, `Retry-After` in seconds or as a date
 * (RFC 9110, section 10.2.3), or the hub's `RateLimit: "api";r=0;t=55` (draft-ietf-httpapi-ratelimit-headers; as huggingface_hub reads it).
 */
export function askedDelay(header: (name: string) => string | undefined, now: number): number | undefined {
  const exact = header('retry-after-ms') ?? header('x-ms-retry-after-ms');
  if (exact !== undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(exact.trim())) return Math.min(Number(exact), LONGEST_MS);
  const after = header('retry-after');
  if (after !== undefined && /^\d{1,9}$/.test(after.trim())) return Math.min(Number(after) * 1000, LONGEST_MS);
  if (after !== undefined) {
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.min(Math.max(0, date - now), LONGEST_MS);
  }
  const limit = /;\s*r\s*=\s*0\s*;\s*t\s*=\s*(\d{1,9})/.exec(header('ratelimit') ?? '');
  return limit?.[1] === undefined ? undefined : Math.min(Number(limit[1]) * 1000, LONGEST_MS);
}

/** Exponential back-off with full jitter: many clients that failed together must not come back together. */
export function backOff(attempt: number, base: number, random: () => number): number {
  return Math.min(base * 2 ** (attempt - 1), LONGEST_MS) * (0.5 + random() / 2);
}

/** Breaks of the connection; what a server said is not among them. */
const BREAKS: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'CUT_SHORT',
]);

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export const isBreak = (error: unknown): boolean => BREAKS.has(codeOf(error));
