import { spawnSync } from 'node:child_process';
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

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
