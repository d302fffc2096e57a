import type { Anomaly } from '../core/coverage.ts';
import { InputError, OF_THE_SOURCE } from '../core/errors.ts';

/** Anomalies of one code told one by one; a hostile file can hold millions (CWE-770). */
const EACH = 16;

type Where = { readonly offset?: number; readonly length?: number; readonly stops?: boolean };

/** Tells anomalies to a reader's context: the first of each code one by one, the rest as one with their number. */
export class Notes {
  readonly #tell: (anomaly: Anomaly) => void;
  readonly #counts = new Map<string, number>();
  readonly #stopped = new Set<string>();

  constructor(context: { anomaly(anomaly: Anomaly): void }) {
    this.#tell = (anomaly) => context.anomaly(anomaly);
  }

  /** `message` is built only where it will be told. */
  note(code: string, message: () => string, where: Where = {}): void {
    const seen = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, seen);
    const stops = where.stops ?? false;
    if (seen > EACH && (!stops || this.#stopped.has(code))) return;
    if (stops) this.#stopped.add(code);
    this.#tell({ code, message: message(), ...where, stops });
  }

  /** Once, at the end of the read. */
  finish(): void {
    for (const [code, seen] of this.#counts) {
      if (seen <= EACH) continue;
      this.#tell({ code, message: `${seen - EACH} more of the same kind are not listed`, stops: false });
    }
  }

  /**
   * What a reader does with an error of its own: bad input becomes the anomaly `format.fault` that stops; what is not
   * about the bytes (the file changed, the disk failed, a bug) is thrown on.
   */
  caught(format: string, error: unknown, base = 0): void {
    if (!(error instanceof InputError) || OF_THE_SOURCE.has(error.fault)) throw error;
    const where = error.offset === undefined ? {} : { offset: base + error.offset };
    this.note(`${format}.${error.fault}`, () => error.message, { ...where, stops: true });
  }
}
