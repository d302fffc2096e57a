import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { SHAPES, type Shape } from './secret-shapes.ts';

/** A credential in a text, told without giving it away. */
export interface Secret {
  /** Whose it is, in words: `Hugging Face access token`. */
  readonly what: string;
  /** Its first characters, its length and the beginning of its hash: enough to find it, not to use it. */
  readonly masked: string;
  /** UTF-16 code units from the start of the text. */
  readonly offset: number;
  /** `high` where a checksum or a fixed inner part fits; `low` for what is often public or of no use by itself. */
  readonly confidence: 'high' | 'medium' | 'low';
}

/** Told in one text; a dump of thousands says nothing more (CWE-770). */
const MOST = 100;

/**
 * Credentials by the shapes that their issuers publish; placeholders and examples are left out. Linear in the text.
 * @param binary true for bytes of no text, one character each: there an opcode or a length may touch the value
 */
export function secretsIn(text: string, binary = false): Secret[] {
  const found: Secret[] = [];
  for (const shape of SHAPES) {
    for (const literal of shape.literals) {
      for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length)) {
        const secret = secretAt(text, at, shape, binary);
        if (secret === undefined || found.some(({ offset }) => offset === secret.offset)) continue;
        found.push(secret);
        if (found.length >= MOST) return found;
      }
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset);
}

function secretAt(text: string, at: number, shape: Shape, binary: boolean): Secret | undefined {
  if (!binary && shape.alone !== false && /[A-Za-z0-9_]/.test(text.charAt(at - 1))) return undefined;
  const match = (binary ? openEnded(shape) : shape.pattern).exec(text.slice(at, at + LONGEST));
  const value = match?.[1] ?? match?.[0];
  if (match === null || value === undefined || isPlaceholder(value, shape)) return undefined;
  const sound = shape.sound?.(value);
  if (sound === false) return undefined;
  const confidence = shape.confidence ?? (sound === true ? 'high' : 'medium');
  const offset = at + match[0].lastIndexOf(value);
  return { what: shape.what, masked: mask(value, shape.guessable === true), offset, confidence };
}

/** The shape without what must not follow it. */
function openEnded({ pattern }: Shape): RegExp {
  return new RegExp(pattern.source.replaceAll(/\(\?!\[[^\]]+\]\)/g, ''), pattern.flags);
}

/** Bytes that one credential may have. */
const LONGEST = 8_192;

/** `hf_A… (37 characters, SHA-256 begins 1a2b3c4d)`. Of what can be guessed not even a hash is told. */
function mask(value: string, guessable: boolean): string {
  if (guessable) return `… (${value.length} characters)`;
  const hash = bytesToHex(sha256(utf8ToBytes(value))).slice(0, 8);
  return `${value.slice(0, 4)}… (${value.length} characters, SHA-256 begins ${hash})`;
}

function isPlaceholder(value: string, shape: Shape): boolean {
  if (
    /example|sample|dummy|fake|your|replace|insert|placeholder|changeme|redacted|secret_?key|[xX*.]{4}|<|\$\{?|\{\{/i.test(
      value,
    )
  )
    return true;
  if (shape.guessable === true)
    return /^(?:pass|password|passwd|pwd|pw|secret|user|root|admin|test|postgres|mysql)$/i.test(value);
  const body = value.slice(value.length > 24 ? 4 : 0);
  return /(.)\1{5}/.test(body) || /01234567|12345678|abcdefgh|ABCDEFGH/.test(body) || entropy(body) < 3;
}

/** Shannon entropy in bits for each character: random base62 of 34 characters has more than four. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * Text that is about to be shown, with whatever looks like a credential masked, also where it was cut short. Everything
 * that quotes a file goes through this.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const { literals, loose, guessable } of SHAPES) {
    if (!literals.some((literal) => masked.includes(literal))) continue;
    masked = masked.replace(loose, (whole: string, inner: unknown) => {
      const value = typeof inner === 'string' ? inner : whole;
      return whole.replace(value, () => mask(value, guessable === true));
    });
  }
  return masked;
}
