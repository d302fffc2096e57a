/** Compiles the sources to dist/ and builds the pages of the HTML reports into it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankOfSources } from '../src/studies/topics/load.ts';

const root = join(import.meta.dirname, '..');

function run(name: string, ...args: string[]): void {
  execFileSync(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
for (const page of ['dossier', 'claims']) {
  run('vite', 'build', '--config', 'web/vite.config.ts', '--mode', page, '--logLevel', 'warn');
}
// Grammars travel with the compiled readers, each under its own licence.
for (const [name, folder, file] of [
  ['python', 'formats/python', 'tree-sitter-python.wasm'],
  ['javascript', 'studies/judges/code-security/syntax', 'tree-sitter-javascript.wasm'],
  ['typescript', 'studies/judges/code-security/syntax', 'tree-sitter-tsx.wasm'],
  ['java', 'studies/judges/code-security/syntax', 'tree-sitter-java.wasm'],
  ['go', 'studies/judges/code-security/syntax', 'tree-sitter-go.wasm'],
  ['c', 'studies/judges/code-security/syntax', 'tree-sitter-c.wasm'],
  ['php', 'studies/judges/code-security/syntax', 'tree-sitter-php.wasm'],
] as const) {
  const from = join(root, 'node_modules', `tree-sitter-${name}`);
  copyFileSync(join(from, file), join(root, 'dist', folder, file));
  copyFileSync(join(from, 'LICENSE'), join(root, 'dist', folder, `tree-sitter-${name}.LICENSE`));
}
// Seconds of YAML are read here, once.
writeFileSync(join(root, 'dist/studies/topics/bank.json'), JSON.stringify(bankOfSources()));
for (const made of ['dist/cli/main.js', 'dist/reports/html/template.html', 'dist/reports/html/claims-template.html']) {
  if (!existsSync(join(root, made))) throw new Error(`the build did not make ${made}`);
}
chmodSync(join(root, 'dist/cli/main.js'), 0o755);
