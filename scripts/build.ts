/** Compiles the sources to dist/ and builds the page of the HTML report into it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const bin = (name: string): string => join('node_modules', '.bin', name);
const run = (name: string, ...args: string[]): void => {
  execFileSync(bin(name), args, { stdio: ['ignore', 'inherit', 'inherit'] });
};

rmSync('dist', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
run('vite', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn');
chmodSync('dist/cli/main.js', 0o755);
