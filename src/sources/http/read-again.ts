import { createHash } from 'node:crypto';
import type { Anomaly } from '../../core/coverage.ts';
import { InputError } from '../../core/errors.ts';
import type { Span } from './spans.ts';

/** Bytes that are asked for a second time: the head and the tail of a file, and some of what lies between. */
const AGAIN = 262_144;
const MOST = 64;

interface Had extends Span {
  readonly sha256: string;
}

/**
 * Whether a file stayed the same while it was read in parts, where its server says nothing that would tell: what came
 * first is asked for once more at the end. A change after the last question, or within bytes that are not read again,
 * stays unseen, so that it is noted in any case.
 */
export class ReadAgain {
  readonly #had: Had[] = [];
  #last: Had | undefined;

  /** In the order of arrival. */
  add(at: number, bytes: Uint8Array): void {
    const had = { at, end: at + bytes.length, sha256: digest(bytes) };
    if (this.#last !== undefined && this.#had.length < MOST) this.#had.push(this.#last);
    this.#last = had;
  }

  /** @throws InputError `changed`, and what `fetch` throws */
  async check(fetch: (span: Span) => Promise<Uint8Array>): Promise<Anomaly | undefined> {
    // What came with one answer is of one version.
    if (this.#had.length === 0) return undefined;
    let left = AGAIN;
    for (const { at, end, sha256 } of this.#had) {
      if (end - at > left) continue;
      const bytes = await fetch({ at, end }).catch(notAgain);
      if (bytes === undefined) break;
      left -= end - at;
      if (digest(bytes) !== sha256)
        throw new InputError(
          'changed',
          `the file changed while it was read: the bytes ${at}-${end - 1} are others now`,
        );
    }
    return {
      code: 'source.unversioned',
      message: `the server says of no part which version of the file it is of (ETag, Last-Modified); ${AGAIN - left} bytes that were read again had stayed the same, but a change while the file was read cannot be ruled out`,
      stops: false,
    };
  }
}

/** What was read stays read where it cannot be had a second time, for want of a budget or of a server. */
function notAgain(error: unknown): undefined {
  if (!(error instanceof InputError) || error.fault === 'changed') throw error;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
