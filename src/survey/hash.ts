import type { ByteSource } from '../sources/byte-source.ts';
import { sha256Sink, sweep } from '../sources/sweep.ts';

/** Bytes between two words of progress. */
const TOLD = 8 * 1024 * 1024;

/** SHA-256 of a whole source, in hexadecimal digits. @throws InputError where it cannot be read to its end */
export async function sha256Of(
  source: ByteSource,
  progress: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = sha256Sink();
  let untold = 0;
  const tell = (): void => {
    if (untold > 0) progress(untold);
    untold = 0;
  };
  const counted = {
    ...hash,
    write: (at: number, bytes: Uint8Array): void => {
      hash.write(at, bytes);
      untold += bytes.length;
      if (untold >= TOLD) tell();
    },
  };
  await sweep(source, [counted], signal);
  tell();
  return hash.digest();
}
