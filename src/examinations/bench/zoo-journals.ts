import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isHeld, JournalHeld } from '../../studies/engine/journal-file.ts';
import { type HeaderRow, parseRow } from '../../studies/engine/journal-row.ts';
import { JOURNAL_NAME } from '../../studies/engine/run.ts';

const EARLIER = 'earlier-';

/**
 * The journals of earlier versions of a study, whose answers are taken where the same is asked of the same weights:
 * another judge may take another course, and its questions are then the journal's only in part. A journal of another
 * version or of other weights is set aside as one of them.
 * @throws JournalHeld where another process is at work on it
 */
export async function earlierJournals(
  folder: string,
  version: string,
  weights: string | undefined,
): Promise<readonly string[]> {
  const path = join(folder, JOURNAL_NAME);
  if (isHeld(path)) throw new JournalHeld(path);
  const head = await headerIn(path);
  if (head !== undefined && (head.study.version !== version || !isOf(head, weights)))
    await rename(path, join(folder, `${EARLIER}${(await setAside(folder)).length + 1}.jsonl`));
  return await setAside(folder);
}

/**
 * Whether a line of a version that does not say its weights is of these: its journal is, and no other of that version,
 * which would be the line's, was set aside for a later one.
 */
export async function journalIsOf(folder: string, version: string, weights: string): Promise<boolean> {
  const head = await headerIn(join(folder, JOURNAL_NAME));
  if (head === undefined || !isOf(head, weights)) return false;
  const earlier = await Promise.all((await setAside(folder)).map(headerIn));
  return earlier.every((one) => one === undefined || one.study.version !== version || isOf(one, weights));
}

const isOf = ({ arms }: HeaderRow, weights: string | undefined): boolean =>
  arms.some(({ identity }) => identity.weights?.sha256 === weights);

async function setAside(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(EARLIER)).map((name) => join(folder, name));
}

/** Undefined where there is no journal, or none whose first line is whole. */
async function headerIn(path: string): Promise<HeaderRow | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    for await (const line of file.readLines()) {
      const row = parseRow(line);
      return row !== undefined && 'journal' in row ? row : undefined;
    }
    return undefined;
  } finally {
    await file.close();
  }
}
