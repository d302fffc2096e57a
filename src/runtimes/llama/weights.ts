import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** SHA-256 over the bytes of a GGUF file; of one that is split, over all its parts in order. Read once, as a stream. */
export async function hashWeights(path: string, signal?: AbortSignal): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const part of partsOf(path)) {
    const stream = createReadStream(part, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) });
    for await (const chunk of stream) {
      const read = chunk as Buffer;
      hash.update(read);
      bytes += read.length;
    }
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** llama.cpp's naming of split files: the first part leads to the others. */
function partsOf(path: string): readonly string[] {
  const split = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/.exec(basename(path));
  if (split === null) return [path];
  const [, stem, , count] = split;
  return Array.from({ length: Number(count) }, (_, index) =>
    join(dirname(path), `${stem}-${String(index + 1).padStart(5, '0')}-of-${count}.gguf`),
  );
}
