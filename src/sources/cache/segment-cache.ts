import { createHash, randomUUID } from 'node:crypto';
import { constants, lstatSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Raised when the layout changes; other layouts are left alone. */
const LAYOUT = 'segments-1';
const DIGEST = 32;
/** Of the bound, what eviction leaves: it then does not run each time. */
const LEFT = 0.8;

/**
 * Bytes of remote files, kept between runs under the name of their content. A segment is one file that begins with the
 * SHA-256 of its name and bytes, so that a broken one is a miss; it is written beside its place and renamed into it. A
 * cache that cannot be read or written only costs time, and never ends a run.
 */
export class SegmentCache {
  readonly #root: string;
  readonly #most: number;
  #written = 0;
  readonly #touched = new Set<string>();

  private constructor(root: string, most: number) {
    this.#root = root;
    this.#most = most;
  }

  /** Undefined where the folder cannot be made or where others could write to it. */
  static async open(folder: string, most: number): Promise<SegmentCache | undefined> {
    const root = join(folder, LAYOUT);
    try {
      await mkdir(root, { recursive: true, mode: 0o700 });
      return isPrivate(root) ? new SegmentCache(root, most) : undefined;
    } catch {
      return undefined;
    }
  }

  /** `length` bytes from `at` of the content that `key` names. */
  async read(key: string, at: number, length: number): Promise<Uint8Array | undefined> {
    const folder = this.#folder(key);
    const path = join(folder, `${at}-${length}`);
    const found = await readRegular(path, DIGEST + length);
    if (found === undefined) return undefined;
    const bytes = found.subarray(DIGEST);
    if (!digestOf(key, at, bytes).equals(found.subarray(0, DIGEST))) {
      await unlink(path).catch(() => {});
      return undefined;
    }
    if (!this.#touched.has(folder)) {
      this.#touched.add(folder);
      const now = new Date();
      await utimes(folder, now, now).catch(() => {});
    }
    return bytes;
  }

  async write(key: string, at: number, bytes: Uint8Array): Promise<void> {
    if (this.#written + bytes.length > this.#most) return;
    this.#written += bytes.length;
    const folder = this.#folder(key);
    const temporary = join(folder, `${randomUUID()}.tmp`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(temporary, Buffer.concat([digestOf(key, at, bytes), bytes]), { mode: 0o600, flag: 'wx' });
      await rename(temporary, join(folder, `${at}-${bytes.length}`));
    } catch {
      await rm(temporary, { force: true }).catch(() => {});
    }
  }

  /** Removes what was used longest ago until the cache is within its bound; nothing where this run added nothing. */
  async close(): Promise<void> {
    if (this.#written === 0) return;
    try {
      const folders = await Promise.all((await this.#folders()).map(measure));
      let total = folders.reduce((sum, { bytes }) => sum + bytes, 0);
      if (total <= this.#most) return;
      for (const { path, bytes } of folders.toSorted((a, b) => a.used - b.used)) {
        if (total <= this.#most * LEFT) break;
        await rm(path, { recursive: true, force: true });
        total -= bytes;
      }
    } catch {
      // Another run may be tidying too.
    }
  }

  async #folders(): Promise<string[]> {
    const shards = await readdir(this.#root);
    const inside = await Promise.all(
      shards.map(async (shard) =>
        (await readdir(join(this.#root, shard))).map((name) => join(this.#root, shard, name)),
      ),
    );
    return inside.flat();
  }

  #folder(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    return join(this.#root, name.slice(0, 2), name);
  }
}

function digestOf(key: string, at: number, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(`${LAYOUT}\0${key}\0${at}\0${bytes.length}\0`).update(bytes).digest();
}

/** Owned by this user and writable by nobody else; Windows keeps a user's folders apart by itself. */
function isPrivate(path: string): boolean {
  const uid = process.getuid?.();
  if (uid === undefined) return true;
  const found = lstatSync(path);
  return found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0;
}

/** A regular file of exactly this size, not reached by a link. */
async function readRegular(path: string, size: number): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile() || found.size !== size) return undefined;
      const bytes = new Uint8Array(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      return bytesRead === size ? bytes : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function measure(path: string): Promise<{ path: string; bytes: number; used: number }> {
  const sizes = await Promise.all((await readdir(path)).map(async (name) => (await stat(join(path, name))).size));
  return { path, bytes: sizes.reduce((sum, size) => sum + size, 0), used: (await stat(path)).mtimeMs };
}
