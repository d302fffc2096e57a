/** A thread of the survey: takes one file at a time and gives back what it held. */
import { parentPort } from 'node:worker_threads';
import { type FileTask, surveyFile } from './file.ts';
import type { WorkerMessage } from './pool.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
const send = (message: WorkerMessage): void => port.postMessage(message);

port.on('message', (task: FileTask) => {
  surveyFile(task, (bytes) => send({ kind: 'progress', bytes })).then(
    (file) => send({ kind: 'done', file }),
    (error: unknown) =>
      send({ kind: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
