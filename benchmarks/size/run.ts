/** `npm run bench:size`: what a user gets who installs the package: the tarball and everything it depends on. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TARGET_MB = 80;

function size(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
}

const folder = mkdtempSync(join(tmpdir(), 'assay-size-'));
try {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [tarball = ''] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--silent', `./${tarball}`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const megabytes = size(join(folder, 'node_modules')) / 1e6;
  const met = megabytes < TARGET_MB;
  process.stdout.write(
    `${met ? 'met   ' : 'MISSED'}  core install: ${megabytes.toFixed(1)} MB, target < ${TARGET_MB} MB (tarball ${(size(join(folder, tarball)) / 1e6).toFixed(2)} MB)\n`,
  );
  process.exitCode = met ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
