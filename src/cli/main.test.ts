import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../dossier/dossier.ts';
import { dossierDigest } from '../dossier/digest.ts';
import { parseDossier } from '../dossier/schema.ts';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-cli-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function assay(
  args: readonly string[],
  options: { input?: Uint8Array; cwd?: string; env?: Record<string, string> } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: options.cwd ?? root,
    input: options.input,
    env: { ...process.env, FORCE_COLOR: '0', ...options.env },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

const dossierOf = (ran: Ran): Dossier => parseDossier(JSON.parse(ran.out));
const save = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(root, name), bytes);
  return join(root, name);
};
const HARMLESS = bytesOf(op.proto(4), op.emptyList, op.stop);
const HOSTILE = callPickle('os', 'system', 'echo harmless');

describe('a file that its writer made to move a cursor', { timeout: 60_000 }, () => {
  const MOVING = 'version: 1\nbank: !!js/\u001B[31mfn "\u001B]0;pwn\u0007"\n"\u001B[2J": 1\n';

  it.each([
    ['topics', '--bank', 'hostile.yaml'],
    ['study', 'run', 'hostile.yaml', 'a.json'],
    ['study', 'run', 'sabotage', 'a.json', '--bank', 'hostile.yaml', '--dry-run'],
    ['scan', 'a.json', '--baseline', 'hostile.yaml'],
    ['scan', 'a.json', '--config', 'hostile.yaml'],
    ['claims', 'hostile.yaml'],
  ])('moves none by the message of %s %s', (...args) => {
    writeFileSync(join(root, 'hostile.yaml'), MOVING);
    writeFileSync(join(root, 'a.json'), '{}');
    const { code, err } = assay(args, { cwd: root });
    expect([code, err.startsWith('assay: ')], err).toEqual([2, true]);
    expect(err).not.toContain('Warning');
    expect(err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('exit codes', () => {
  it('0 where nothing is found and everything is read', () => {
    expect(assay(['scan', save('a.pkl', HARMLESS)]).code).toBe(0);
  });

  it('1 at a finding at or above --fail-on', () => {
    const path = save('a.pkl', HOSTILE);
    expect(assay(['scan', path]).code).toBe(1);
    expect(assay(['scan', path, '--fail-on', 'never']).code).toBe(0);
    const unknown = save('b.pkl', callPickle('some_package', 'thing'));
    expect(assay(['scan', unknown]).code).toBe(0);
    expect(assay(['scan', unknown, '--fail-on', 'medium']).code).toBe(1);
  });

  it('2 where it cannot run: no command, no subject, a wrong option', () => {
    for (const args of [
      ['nonsense'],
      ['scan'],
      ['scan', 'missing'],
      ['scan', '.', '--format', 'xml'],
      ['scan', '.', '--jobs', '0'],
      ['scan', '.', '--limit', 'no.such=1'],
      ['scan', '.', '--limit', 'zip.entries=x'],
      ['explain', 'no-such-rule'],
      ['scan', '.', '--baseline', 'missing.yaml'],
      ['completion', 'tcsh'],
    ]) {
      const ran = assay(args);
      expect([args, ran.code]).toEqual([args, 2]);
      expect(ran.err).not.toBe('');
      expect(ran.err).not.toMatch(/^\s+at /m);
    }
  });

  it('3 where a file cannot be read in full, and 1 before 3', () => {
    expect(assay(['scan', save('cut.pkl', HARMLESS.slice(0, 3))]).code).toBe(3);
    expect(assay(['scan', save('both.pkl', bytesOf(HOSTILE.slice(0, -1)))]).code).toBe(1);
  });
});

describe('the dossier', () => {
  it('is as its schema says, sorted, and the same twice but for its run block', () => {
    mkdirSync(join(root, 'model'));
    for (const name of ['b.pkl', 'a.pkl', 'notes.txt']) save(`model/${name}`, name === 'notes.txt' ? 'hello' : HOSTILE);
    const first = assay(['examine', 'model', '--format', 'json']);
    const second = assay(['examine', join(root, 'model'), '--format', 'json', '--jobs', '1']);
    const dossier = dossierOf(first);
    expect(dossier.files.map(({ path, status, format }) => [path, status, format])).toEqual([
      ['a.pkl', 'complete', 'pickle'],
      ['b.pkl', 'complete', 'pickle'],
      ['notes.txt', 'not applicable', 'unknown'],
    ]);
    expect(dossier.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true);
    expect(dossierDigest(dossier)).toBe(dossierDigest(dossierOf(second)));
    const { run: _, ...content } = dossier;
    const { run: __, ...again } = dossierOf(second);
    expect(JSON.stringify(again)).toBe(JSON.stringify(content));
    expect(first.out).not.toContain(root);
  });

  it('is valid by the published schema', () => {
    save('a.pkl', HOSTILE);
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(assay(['schema']).out) as object);
    validate(JSON.parse(assay(['examine', 'a.pkl', '--format', 'json']).out));
    expect(validate.errors).toBe(null);
  });

  it('has no hashes from scan', () => {
    expect(dossierOf(assay(['scan', save('a.pkl', HARMLESS), '--format', 'json'])).files[0]?.sha256).toBeUndefined();
  });

  it('counts what it refuses as skipped and ends partial', () => {
    mkdirSync(join(root, 'model'));
    symlinkSync('/etc/hostname', join(root, 'model/link'));
    execFileSync('mkfifo', [join(root, 'model/pipe')]);
    const ran = assay(['scan', 'model', '--format', 'json']);
    const dossier = dossierOf(ran);
    expect(dossier.files.map(({ path, status }) => [path, status])).toEqual([
      ['link', 'skipped'],
      ['pipe', 'skipped'],
    ]);
    expect(dossier.examinations).toEqual([
      { id: 'artifacts', status: 'partial', reason: '2 of 2 files were not read in full' },
    ]);
    expect(ran.code).toBe(3);
  });

  it('escapes what a hostile name would do to a terminal', () => {
    mkdirSync(join(root, 'model'));
    save('model/\u001b[31mred\u202e.pkl', HOSTILE);
    const { out } = assay(['scan', 'model']);
    expect(out).not.toContain('\u001b[31mred');
    expect(out).not.toContain('\u202e');
    expect(out).toContain('\\x1b[31mred\\u202e.pkl');
  });
});

describe('input and output', () => {
  it('reads standard input, and leaves no copy behind', () => {
    const copies = join(root, 'tmp');
    mkdirSync(copies);
    const env = { TMPDIR: copies };
    const ran = assay(['scan', '-', '--format', 'json'], { input: HOSTILE, env });
    expect(dossierOf(ran).subject).toEqual({ name: 'stdin', kind: 'stdin', files: 1, bytes: HOSTILE.length });
    expect(ran.code).toBe(1);
    expect(assay(['scan', '-', '--limit', 'stdin.bytes=5'], { input: HOSTILE, env }).code).toBe(2);
    expect(readdirSync(copies)).toEqual([]);
  });

  it('writes to a file and prints nothing', () => {
    const ran = assay(['scan', save('a.pkl', HARMLESS), '--format', 'json', '--output', 'deep/result.json']);
    expect([ran.code, ran.out]).toEqual([0, '']);
    expect(
      parseDossier(JSON.parse(readFileSync(join(root, 'deep/result.json'), 'utf8'))).summary.findings.critical,
    ).toBe(0);
    expect(assay(['scan', 'a.pkl', '--output', '/proc/nowhere/x']).code).toBe(2);
  });

  it('prints lines that fit, without colour where there is no terminal', () => {
    const { out } = assay(['scan', save('a.pkl', HOSTILE)]);
    expect(out).not.toContain('\u001b');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    expect(out).toContain("os.system('echo harmless')");
  });

  it('keeps progress off standard output and says nothing with --quiet', () => {
    const ran = assay(['examine', save('a.pkl', HARMLESS), '--quiet', '-o', 'result', '--format', 'json']);
    expect(ran.err).toBe('');
    expect(existsSync(join(root, 'result/report.html'))).toBe(true);
    expect(parseDossier(JSON.parse(readFileSync(join(root, 'result/dossier.json'), 'utf8')))).toEqual(dossierOf(ran));
  });

  it('ends with 130 on an interrupt, and leaves no copy of standard input', async () => {
    const copies = join(root, 'tmp');
    mkdirSync(copies);
    const watcher = watch(copies);
    const copying = new Promise((resolve) => watcher.once('change', resolve));
    const child = spawn(process.execPath, [MAIN, 'scan', '-'], {
      env: { ...process.env, TMPDIR: copies },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.on('error', () => {});
    child.stdin.write(HARMLESS);
    await copying;
    watcher.close();
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, err, readdirSync(copies)]).toEqual([130, 'assay: interrupted\n', []]);
  });
});

describe('baseline', () => {
  it('accepts by fingerprint with a reason until it expires', () => {
    save('a.pkl', HOSTILE);
    assay(['scan', 'a.pkl', '--format', 'json', '--output', 'dossier.json']);
    const made = assay(['baseline', 'dossier.json', '--reason', 'a test', '--expires', '2999-01-01']);
    save('baseline.yaml', made.out);
    const accepted = assay(['scan', 'a.pkl', '--baseline', 'baseline.yaml', '--format', 'json']);
    expect(accepted.code).toBe(0);
    expect(dossierOf(accepted).findings[0]?.accepted).toEqual({ reason: 'a test', expires: '2999-01-01' });
    expect(dossierOf(accepted).summary.accepted).toBe(dossierOf(accepted).findings.length);
    save('baseline.yaml', made.out.replaceAll('2999', '2001'));
    expect(assay(['scan', 'a.pkl', '--baseline', 'baseline.yaml']).code).toBe(1);
    save('baseline.yaml', made.out.replaceAll('a test', "''"));
    expect(assay(['scan', 'a.pkl', '--baseline', 'baseline.yaml']).code).toBe(2);
  });

  it('is not made without a reason, or with a day that does not exist', () => {
    assay(['scan', save('a.pkl', HOSTILE), '--format', 'json', '--output', 'dossier.json']);
    const blank = assay(['baseline', 'dossier.json', '--reason', ' ']);
    expect(blank).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--reason') as unknown });
    const never = assay(['baseline', 'dossier.json', '--reason', 'a test', '--expires', '2027-02-31']);
    expect(never).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--expires') as unknown });
  });
});

describe('settings', () => {
  it('come from the working folder and give way to the command line', () => {
    save('a.pkl', HOSTILE);
    save('assay.config.yaml', 'fail-on: never\nformat: json\n');
    expect(assay(['scan', 'a.pkl']).code).toBe(0);
    expect(assay(['scan', 'a.pkl', '--fail-on', 'high']).code).toBe(1);
    save('assay.config.yaml', 'fail-on: sometimes\n');
    expect(assay(['scan', 'a.pkl']).code).toBe(2);
  });

  it('are never taken from the subject', () => {
    save('a.pkl', HOSTILE);
    save('assay.config.yaml', 'fail-on: never\n');
    const ran = assay(['scan', '.']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('inside the subject');
    expect(assay(['scan', '.', '--config', 'assay.config.yaml']).code).toBe(0);
  });

  it('lower a limit', () => {
    save('a.pkl', bytesOf(op.proto(2), ...Array.from({ length: 3000 }, () => op.none), op.stop));
    expect(assay(['scan', 'a.pkl']).code).toBe(0);
    expect(assay(['scan', 'a.pkl', '--limit', 'pickle.stack=1024']).code).toBe(3);
  });
});

describe('the other commands', () => {
  it('answer', () => {
    expect(assay(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(assay(['rules']).out).toContain('pickle-gadget');
    expect(JSON.parse(assay(['rules', '--format', 'json']).out)).toContainEqual(
      expect.objectContaining({ id: 'pickle-gadget', severity: 'critical' }),
    );
    expect(assay(['explain', 'pickle-gadget']).out).toContain('What to do:');
    expect(assay(['rules']).out).toContain('sabotage/worse-code-in-context');
    const explained = assay(['explain', 'sabotage/worse-code-in-context']).out;
    expect(explained).toContain('Severity: up to high');
    expect(explained).toContain('https://atlas.mitre.org/techniques/AML.T0018.000');
    expect(JSON.parse(assay(['schema']).out)).toMatchObject({ title: 'Assay dossier' });
    for (const shell of ['bash', 'zsh', 'fish']) expect(assay(['completion', shell]).out).toContain('examine');
    expect(assay(['--help']).code).toBe(0);
  });

  it('complete in bash', () => {
    const script = save('completion.bash', assay(['completion', 'bash']).out);
    const ask = `source ${script}; COMP_WORDS=(assay sc); COMP_CWORD=1; _assay; echo "\${COMPREPLY[@]}"; COMP_WORDS=(assay scan --fo); COMP_CWORD=2; _assay; echo "\${COMPREPLY[@]}"; COMP_WORDS=(assay scan --format js); COMP_CWORD=3; _assay; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['-c', ask]).toString()).toBe('scan schema\n--format\njson\n');
  });
});
