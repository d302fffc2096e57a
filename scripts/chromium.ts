/** Makes sure that the tests of the HTML report have a browser: Debian's own, or the one that CHROMIUM names. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const HOW = 'run `npm run chromium` (Debian and Ubuntu, as root), or set CHROMIUM to the path of a Chromium or Chrome';

/** @throws Error that says how to get one */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM'] ?? '';
  if (named !== '' && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist: ${HOW}`);
  const found = [named, ...PLACES].find((path) => path !== '' && existsSync(path));
  if (found === undefined) throw new Error(`no Chromium: ${HOW}`);
  return found;
}

function install(): void {
  const apt = (...args: string[]): void => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
}

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

if (import.meta.main) {
  try {
    if (![process.env['CHROMIUM'] ?? '', ...PLACES].some((path) => existsSync(path)) && mayInstall()) install();
    process.stdout.write(`Chromium: ${chromiumPath()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
