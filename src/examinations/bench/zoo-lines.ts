import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { weightsOf } from './organism.ts';
import { journalIsOf } from './zoo-journals.ts';

/** What is kept of every organism, whatever the study. */
export const zooLine = z.object({
  organism: z.string(),
  /** Of the study: another version's lines are not taken for this one's. */
  version: z.string(),
  seed: z.number(),
  /** SHA-256 of what was examined; older lines do not say. */
  weights: z.string().optional(),
  status: z.string(),
  summary: z.string(),
  answers: z.number(),
  tokens: z.number(),
  seconds: z.number(),
});

export type ZooLine = z.infer<typeof zooLine>;

/** The lines of one bench. */
export interface LineFile<L extends ZooLine> {
  /** The file's name. */
  readonly lines: string;
  readonly line: z.ZodType<L>;
  /** Where the study of a line lies, in the folder of the bench. */
  readonly study: (line: L) => string;
}

/** The lines of a folder that are of these organisms with the weights that they have now. */
export async function linesOf<L extends ZooLine>(
  names: readonly string[],
  { zoo, out }: { readonly zoo: string; readonly out: string },
  file: LineFile<L>,
): Promise<readonly L[]> {
  const wanted = new Set(names);
  const kept: L[] = [];
  const hashes = new Map<string, string>();
  for (const line of await linesIn(join(out, file.lines), file.line)) {
    if (!wanted.has(line.organism)) continue;
    const weights = hashes.get(line.organism) ?? (await weightsOf(zoo, line.organism));
    hashes.set(line.organism, weights);
    const same =
      line.weights === undefined
        ? await journalIsOf(join(out, file.study(line)), line.version, weights)
        : line.weights === weights;
    if (same) kept.push(line);
  }
  return kept;
}

/** One that a kill cut off is made again. */
async function linesIn<L>(path: string, line: z.ZodType<L>): Promise<readonly L[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
}

/** Adds a line; begins a new one where a kill cut off the last. */
export async function appendLine(path: string, line: ZooLine): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const begun = size > 0 && buffer.toString('latin1') !== '\n';
    await file.appendFile(`${begun ? '\n' : ''}${JSON.stringify(line)}\n`);
  } finally {
    await file.close();
  }
}
