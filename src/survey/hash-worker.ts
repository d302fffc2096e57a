/** A thread that hashes: it takes one open file at a time, and loads nothing that reads formats. */
import { parentPort } from 'node:worker_threads';
import { InputError } from '../core/errors.ts';
import { descriptorSource } from '../sources/file-source.ts';
import { sha256Of } from './hash.ts';
import type { HashAnswer, HashTask } from './hash-pool.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
const send = (answer: HashAnswer): void => port.postMessage(answer);

port.on('message', ({ descriptor, size, path }: HashTask) => {
  const source = descriptorSource(descriptor, size, path);
  sha256Of(source, (bytes) => send({ kind: 'progress', bytes })).then(
    (sha256) => send({ kind: 'done', sha256 }),
    (error: unknown) =>
      send(
        error instanceof InputError
          ? { kind: 'input', fault: error.fault, message: error.message, offset: error.offset }
          : { kind: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      ),
  );
});
