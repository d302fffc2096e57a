import { hash } from 'node:crypto';

/** Hexadecimal digits of 16 bytes. */
const DIGITS = 32;

/** The first 16 bytes of a text's SHA-256, in hexadecimal. In one call: it is done several times for each trial. */
export function shortDigest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, DIGITS);
}
