import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../examinations/exit-code.ts';
import { neededNode } from './version.ts';

/**
 * Runs the same command with the Node that the project brings, where there is one beside it: `npm link` puts `assay`
 * before whatever Node the PATH has. Returns the exit code of that.
 */
export async function runWithOwnNode(argv: readonly string[]): Promise<number> {
  const own = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
  if (existsSync(own)) return runWith(own, argv);
  process.stderr.write(`assay: Node.js ${process.versions.node} is too old: ${neededNode()} is needed\n`);
  return EXIT.couldNotRun;
}

export function runWith(node: string, argv: readonly string[]): Promise<number> {
  const child = spawn(node, argv, { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; a supervisor ends the one that it knows.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
