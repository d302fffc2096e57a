/** Compiles the sources to dist/ and builds the page of the HTML report into it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

function run(name: string, ...args: string[]): void {
  execFileSync(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
run('vite', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn');
// The grammar of Python travels with the compiled reader, under its own licence.
for (const [from, to] of [
  ['tree-sitter-python.wasm', 'tree-sitter-python.wasm'],
  ['LICENSE', 'tree-sitter-python.LICENSE'],
] as const) {
  copyFileSync(join(root, 'node_modules/tree-sitter-python', from), join(root, 'dist/formats/python', to));
}
for (const made of ['dist/cli/main.js', 'dist/reports/html/template.html']) {
  if (!existsSync(join(root, made))) throw new Error(`the build did not make ${made}`);
}
chmodSync(join(root, 'dist/cli/main.js'), 0o755);
