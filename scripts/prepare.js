/**
 * Runs after `npm install` of the repository itself, as npm does for a package that is taken from git: builds where that
 * was not done yet. Plain JavaScript, because the Node that runs it may be old, and nothing where only what runs the
 * command was installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const built = existsSync(new URL('../dist/cli/main.js', import.meta.url));
const canBuild = existsSync(new URL('../node_modules/typescript', import.meta.url));
if (!built && canBuild) {
  process.exitCode = spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit', shell: true }).status ?? 1;
}
