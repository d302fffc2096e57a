/** Starts a process with a model, says its number, and waits to be killed. */
import { Child } from './child.ts';

const child = new Child();
await child.load(
  { path: 'examples/sleeper/model.gguf', threads: 1, gpu: false, contextSize: undefined, date: 0, exact: true },
  60_000,
);
process.stdout.write(`${child.pid}\n`);
