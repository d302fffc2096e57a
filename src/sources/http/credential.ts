/** A secret for one origin. It never shows where objects are printed, cloned or written as JSON. */
export class Credential {
  readonly origin: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, headers: Readonly<Record<string, string>>) {
    this.origin = origin;
    this.#headers = headers;
  }

  headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }
}
