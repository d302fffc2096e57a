import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { systemReason } from '../sources/file-source.ts';

/** Folders inside folders that are searched. */
const DEEPEST = 4;
const LISTED = 10;

/**
 * The one GGUF file of a subject: what it runs as where nothing else is said. Of a model in several files it is the
 * first, from which llama.cpp finds the others.
 * @throws UsageError where there is none, or more than one to choose from
 */
export async function modelOf(subject: string): Promise<string> {
  const info = await stat(subject).catch((cause: unknown) => {
    throw new UsageError(`cannot open ${JSON.stringify(subject)}: ${systemReason(cause)}`);
  });
  if (info.isFile()) return subject;
  const models = (await ggufFiles(subject, DEEPEST)).filter((path) => !/-(?!0*1-of-)\d+-of-\d+\.gguf$/i.test(path));
  const [model, ...others] = models;
  if (model === undefined)
    throw new UsageError(`${JSON.stringify(subject)} holds no GGUF file to run: name a model with --run or --endpoint`);
  if (others.length > 0) {
    const names = models.slice(0, LISTED).map((path) => relative(subject, path));
    const more = models.length > LISTED ? `, and ${models.length - LISTED} more` : '';
    throw new UsageError(`which of these is to run? Name one with --run: ${names.join(', ')}${more}`);
  }
  return model;
}

async function ggufFiles(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? await ggufFiles(path, depth - 1) : [];
      return entry.isFile() && /\.gguf$/i.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().toSorted();
}
