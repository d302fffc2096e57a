import { setFlagsFromString } from 'node:v8';

/** The first major version of V8 that is known to have the mode (Node 24): others would complain. */
const SINCE = 13;

/**
 * Has V8 collect sooner instead of taking more memory from the machine: a study waits for answers most of its time, often
 * beside the server that gives them. Called before the study is read, which may be long: what V8 has taken by then it would
 * not give back. Of 2,000 trials it saves 23 MB of 144 and takes 0.6 s of processor time more, of 100,000 it saves 100 MB.
 */
export function saveMemory(): void {
  if (Number.parseInt(process.versions.v8, 10) >= SINCE) setFlagsFromString('--memory-saver-mode');
}
