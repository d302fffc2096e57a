/** What each token writes, byte by byte: llama.cpp's own detokenizer trims spaces and cannot give half a character. */
export interface VocabularySource {
  /** `tokenizer.ggml.model`. */
  readonly model: string;
  readonly tokens: readonly string[];
  /** `tokenizer.ggml.token_type` of llama.cpp. */
  readonly types: readonly number[];
  /** llama.cpp's text of a token, for tokenizers that are not known here. */
  readonly native: (token: number) => string;
}

const UNKNOWN = 2;
const CONTROL = 3;
const USER_DEFINED = 4;
const BYTE = 6;

export class Pieces {
  readonly #source: VocabularySource;
  readonly #bytes: (Uint8Array | undefined)[] = [];

  constructor(source: VocabularySource) {
    this.#source = source;
  }

  get size(): number {
    return this.#source.tokens.length;
  }

  isControl(token: number): boolean {
    const type = this.#source.types[token];
    return type === CONTROL || type === UNKNOWN;
  }

  /** Special tokens are written out. */
  bytes(token: number): Uint8Array {
    return (this.#bytes[token] ??= this.#read(token));
  }

  text(token: number): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes(token));
  }

  texts(): readonly string[] {
    return Array.from({ length: this.size }, (_, token) => this.text(token));
  }

  decode(tokens: readonly number[]): string {
    const text = Buffer.concat(tokens.map((token) => this.bytes(token))).toString('utf8');
    // SentencePiece writes a space before the first word.
    const first = tokens[0];
    const spaced = this.#source.model === 'llama' && first !== undefined && !this.isControl(first);
    return spaced ? text.replace(/^ /, '') : text;
  }

  #read(token: number): Uint8Array {
    const written = this.#source.tokens[token] ?? '';
    const type = this.#source.types[token];
    if (this.isControl(token) || type === USER_DEFINED) return Buffer.from(written);
    switch (this.#source.model) {
      case 'gpt2':
        return byteLevel(written);
      case 'llama':
        return type === BYTE ? byteToken(written) : Buffer.from(written.replaceAll('▁', ' '));
      default:
        return Buffer.from(this.#source.native(token));
    }
  }
}

function byteToken(written: string): Uint8Array {
  const hex = /^<0x([0-9A-Fa-f]{2})>$/.exec(written)?.[1];
  return hex === undefined ? Buffer.from(written) : Uint8Array.of(Number.parseInt(hex, 16));
}

/** GPT-2's `bytes_to_unicode`, backwards; a character outside it stands for itself. */
function byteLevel(written: string): Uint8Array {
  const parts = Array.from(written, (character) => {
    const byte = BYTE_OF.get(character);
    return byte === undefined ? Buffer.from(character) : Buffer.of(byte);
  });
  return Buffer.concat(parts);
}

const BYTE_OF: ReadonlyMap<string, number> = byteOf();

function byteOf(): Map<string, number> {
  const shown = (byte: number): boolean => (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173);
  const found = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) found.set(String.fromCodePoint(shown(byte) ? byte : next++), byte);
  return found;
}
