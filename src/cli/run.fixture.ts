import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

/** A working folder of its own, in which the command runs as a process. */
export class Workplace {
  readonly root = mkdtempSync(join(tmpdir(), 'assay-cli-'));

  /** Writes a file, and the folders that lead to it. Returns its name. */
  save(name: string, content: Uint8Array | string): string {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), content);
    return name;
  }

  assay(...args: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      cwd: this.root,
      env: { ...process.env, FORCE_COLOR: '0' },
      maxBuffer: 1 << 28,
    });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  }

  /** The same without waiting for it: while it runs, this process may answer it. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}, limits = ''): Running {
    const command = ['-c', `${limits} exec "$0" "$@"`, process.execPath, MAIN, ...args];
    const child = spawn('/bin/sh', command, { cwd: this.root, env: { ...process.env, FORCE_COLOR: '0', ...env } });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const ended = new Promise<Ran>((done) => void child.once('close', (code) => done({ code, ...said })));
    return { child, ended };
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
