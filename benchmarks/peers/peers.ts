import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Verdict {
  readonly flagged: boolean;
  readonly error: string | null;
  /** Where the tool has severities: it found something of the highest. */
  readonly critical?: boolean;
}

/** The scanners that are run beside Assay, each with the package that it is in. */
export const PEERS: readonly { readonly name: string; readonly package: string }[] = [
  // By far the slowest first: the others run beside it.
  { name: 'modelaudit', package: 'modelaudit' },
  { name: 'picklescan', package: 'picklescan' },
  { name: 'picklescan --strict', package: 'picklescan' },
  { name: 'modelscan', package: 'modelscan' },
  { name: 'fickling', package: 'fickling' },
];

const GATE = fileURLToPath(new URL('./gate.py', import.meta.url));

/** A Python that has a package, and which version: that of `ASSAY_PEERS`, or the one beside its command on the PATH. */
export function find(name: string): { readonly python: string; readonly version: string } | undefined {
  const { ASSAY_PEERS, PATH = '' } = process.env;
  const folders = ASSAY_PEERS === undefined ? PATH.split(delimiter) : [join(ASSAY_PEERS, 'bin'), ASSAY_PEERS];
  for (const folder of folders) {
    const python = join(folder, 'python3');
    if (!existsSync(join(folder, name)) || !existsSync(python)) continue;
    const asked = spawnSync(python, ['-c', `from importlib.metadata import version; print(version("${name}"))`]);
    if (asked.status === 0) return { python, version: asked.stdout.toString().trim() };
  }
  return undefined;
}

/** What a peer says of each folder under `root`, where it also leaves what it writes. @throws Error where it did not get to the end */
export async function ask(
  name: string,
  python: string,
  root: string,
  cases: readonly string[],
): Promise<Map<string, Verdict>> {
  const child = spawn(python, [GATE, name, root], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (errors = (errors + bytes.toString()).slice(-2000)));
  child.stdin.end(cases.join('\n'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const verdicts = new Map<string, Verdict>();
  for (const line of out.split('\n')) {
    if (line === '') continue;
    const { case: of, ...verdict } = JSON.parse(line) as Verdict & { case: string };
    verdicts.set(of, verdict);
  }
  if (verdicts.size < cases.length)
    throw new Error(`${name} ended with ${String(code)} after ${verdicts.size} of ${cases.length} cases: ${errors}`);
  return verdicts;
}
