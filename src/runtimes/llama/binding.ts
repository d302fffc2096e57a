import { createRequire } from 'node:module';
import { UsageError } from '../../core/errors.ts';

/** @throws UsageError where node-llama-cpp is not installed; its folder is looked up from `from` */
export function requireBinding(from: string = import.meta.url): void {
  try {
    createRequire(from).resolve('node-llama-cpp');
  } catch (error) {
    throw new UsageError(
      'running a GGUF file needs node-llama-cpp, which is not installed: npm install "node-llama-cpp@^3.22"',
      { cause: error },
    );
  }
}
