import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { Workplace } from './run.fixture.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const HARMLESS = bytesOf(op.proto(4), op.emptyList, op.stop);
const HOSTILE = callPickle('os', 'system', 'echo harmless');

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

describe('a result that cannot be written', () => {
  it.skipIf(!existsSync('/dev/full'))('on a full disk ends with 2, whatever the result is', () => {
    place.save('a.pkl', HARMLESS);
    for (const args of [
      ['scan', 'a.pkl'],
      ['rules'],
      ['explain', 'pickle-gadget'],
      ['schema'],
      ['completion', 'bash'],
    ]) {
      const full = openSync('/dev/full', 'w');
      const ran = spawnSync(process.execPath, [MAIN, ...args], { cwd: place.root, stdio: ['ignore', full, 'pipe'] });
      closeSync(full);
      expect([args, ran.status, ran.stderr.toString()]).toEqual([
        args,
        2,
        'assay: cannot write to standard output: there is no space left\n',
      ]);
    }
    const file = place.assay('scan', 'a.pkl', '--output', '/dev/full');
    expect([file.code, file.err]).toEqual([2, 'assay: cannot write "/dev/full": there is no space left\n']);
  });

  it('because its reader has gone keeps its exit code and says nothing', async () => {
    place.save('a.pkl', HOSTILE);
    for (const [args, code] of [
      [['rules'], 0],
      [['schema'], 0],
      [['--help'], 0],
      [['scan', 'a.pkl', '--quiet', '--format', 'json'], 1],
    ] as const) {
      const child = spawn(process.execPath, [MAIN, ...args], { cwd: place.root, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.destroy();
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      const ended = await new Promise((resolve) => child.on('close', resolve));
      expect([args, ended, err]).toEqual([args, code, '']);
    }
  });

  it('into a file below a file is told by what is in the way', () => {
    place.save('a.pkl', HARMLESS);
    expect(place.assay('examine', 'a.pkl', '-o', 'a.pkl').err).toContain('what should be a folder is a file');
  });
});

it.skipIf(!existsSync('/proc/self/fd'))('a subject that goes while it is examined keeps its result', async () => {
  const size = 1_000_000_000;
  const header = JSON.stringify({ w: { dtype: 'U8', shape: [size], data_offsets: [0, size] } });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const path = join(place.root, place.save('model.safetensors', Buffer.concat([length, Buffer.from(header)])));
  truncateSync(path, 8 + header.length + size);
  const child = spawn(process.execPath, [MAIN, 'examine', 'model.safetensors', '--quiet'], {
    cwd: place.root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (child.exitCode === null && !holds(child.pid, path)) await setImmediate();
  rmSync(path);
  expect([await ended, err]).toEqual([3, '']);
  expect(out).toContain('the file changed while it was read');
});

/** True where a process has a file open. */
function holds(pid: number | undefined, path: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === path);
  } catch {
    // A descriptor was closed between the two calls.
    return false;
  }
}

describe('what is asked wrongly', () => {
  it('nothing on standard input is no subject', () => {
    const ran = spawnSync(process.execPath, [MAIN, 'scan', '-'], { stdio: ['ignore', 'pipe', 'pipe'] });
    expect([ran.status, ran.stderr.toString()]).toEqual([2, 'assay: standard input is empty\n']);
  });

  it('settings that are there and cannot be read are not passed over', () => {
    place.save('a.pkl', HARMLESS);
    mkdirSync(join(place.root, 'assay.config.yaml'));
    const ran = place.assay('scan', 'a.pkl');
    expect([ran.code, ran.err]).toEqual([2, 'assay: cannot read the settings "assay.config.yaml": it is a folder\n']);
  });

  it('a baseline that is over, or that accepts nothing, says so', () => {
    place.save('a.pkl', HOSTILE);
    place.save('dossier.json', place.assay('scan', 'a.pkl', '--format', 'json').out);
    const made = place.assay('baseline', 'dossier.json', '--reason', 'a test', '--expires', '2001-01-01').out;
    place.save('baseline.yaml', `${made}  - fingerprint: ${'ab'.repeat(16)}\n    reason: of another model\n`);
    const ran = place.assay('scan', 'a.pkl', '--baseline', 'baseline.yaml');
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^assay: pickle-gadget [0-9a-f]{12} was accepted until 2001-01-01 and counts again$/m);
    expect(ran.err).toMatch(/^assay: 1 accepted finding of the baseline was not met$/m);
  });
});

/** Asked at once: fish is slow to start. */
const FISH = [
  'assay rules --format ',
  'assay scan --format ',
  'assay explain pickle-g',
  'assay comp',
  'assay scan complet',
  'assay journal ',
  'assay journal export --format ',
  'assay study run --format ',
  'assay study run --repo',
  'assay study run complet',
];

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe('--output', { timeout: 120_000 }, () => {
  it.each([['examine'], ['scan'], ['compare'], ['report'], ['study', 'run'], ['claims', 'check']])(
    'of %s says that it makes the folders that lead to a file',
    (...command) => {
      const { out } = place.assay(...command, '--help');
      expect(out.replaceAll(/\s+/g, ' ')).toContain('instead of standard output; folders that lead to it are made');
    },
  );

  it('makes them', () => {
    expect(place.assay('claims', 'chip', 'H20', '--as-of', '2024-06-01', '-o', 'some/new/chip.txt').code).toBe(0);
    expect(readFileSync(place.path('some/new/chip.txt'), 'utf8')).toMatch(/^H20 on 2024-06-01/);
  });
});

describe('completion', () => {
  const script = (shell: string): string =>
    join(place.root, place.save(`completion.${shell}`, place.assay('completion', shell).out));

  it('in bash gives a flag the choices of its own command, and rules to explain', () => {
    const ask = (words: string, at: number): string =>
      `COMP_WORDS=(${words}); COMP_CWORD=${at}; COMPREPLY=(); _assay; echo "\${COMPREPLY[@]}"`;
    const answers = execFileSync('bash', [
      '-c',
      [
        `source ${script('bash')}`,
        ask("assay scan --format ''", 3),
        ask("assay compare --format ''", 3),
        ask("assay rules --format ''", 3),
        ask('assay explain pickle-g', 2),
        ask("assay completion ''", 2),
        ask("assay scan ''", 2),
        ask("assay study ''", 2),
        ask("assay study run --format ''", 4),
        ask("assay journal export --format ''", 4),
        ask('assay study run --repo', 3),
        ask('assay journal export --repo', 3),
      ].join('\n'),
    ]);
    expect(answers.toString().split('\n')).toEqual([
      'terminal json html markdown sarif junit',
      'terminal json markdown',
      'terminal json',
      'pickle-gadget',
      'bash zsh fish',
      '',
      'run',
      'terminal json html markdown sarif junit',
      'csv parquet',
      '--report',
      '',
      '',
    ]);
  });

  it.skipIf(!has('zsh'))('is a script of zsh, which knows commands within commands', () => {
    expect(execFileSync('zsh', ['-n', script('zsh')]).toString()).toBe('');
    const ask = (line: string, prefix = ''): string =>
      `words=(${line}); CURRENT=$#words; PREFIX=${JSON.stringify(prefix)}; _assay`;
    const answers = execFileSync('zsh', [
      '-f',
      '-c',
      [
        // What the shell's own completion would do with the answer.
        'compadd() { shift; echo $*; }; _files() { echo files; }; _describe() { echo $commands; }; compdef() { : }',
        `source ${script('zsh')}`,
        ask("assay study ''"),
        ask("assay study run --format ''"),
        ask("assay journal export --format ''"),
        ask("assay study run ''"),
        ask('assay journal export --o', '--o'),
      ].join('\n'),
    ]);
    expect(answers.toString().split('\n')).toEqual([
      'run',
      'terminal json html markdown sarif junit',
      'csv parquet',
      'files',
      '--format --output --help',
      '',
    ]);
  });

  it.skipIf(!has('fish'))('in fish gives the same', () => {
    const lines = FISH.map((line) => `complete -C ${JSON.stringify(line)}; echo ---`).join('\n');
    const answers = execFileSync('fish', ['--no-config', '-c', `source ${script('fish')}\n${lines}`], {
      cwd: place.root,
    })
      .toString()
      .split('---\n')
      .map((rows) => rows.split('\n').flatMap((row) => row.split('\t')[0] || []));
    const ask = (line: string): string[] => answers[FISH.indexOf(line)] ?? expect.fail(`${line} was not asked`);
    expect(ask('assay rules --format ')).toEqual(['json', 'terminal']);
    expect(ask('assay scan --format ')).toContain('sarif');
    expect(ask('assay explain pickle-g')).toEqual(['pickle-gadget']);
    expect(ask('assay comp')).toEqual(['compare', 'completion']);
    expect(ask('assay scan complet')).toEqual(['completion.fish']);
    expect(ask('assay journal ')).toEqual(['export']);
    expect(ask('assay journal export --format ')).toEqual(['csv', 'parquet']);
    expect(ask('assay study run --format ')).toContain('junit');
    expect(ask('assay study run --repo')).toEqual(['--report']);
    expect(ask('assay study run complet')).toEqual(['completion.fish']);
  });
});
