import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { UsageError } from '../core/errors.ts';

/** Of `--output`. @throws InvalidArgumentError for nothing, and for `-`: what is not written to a file goes to standard output */
export function outputFile(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty: name a file.');
  if (text === '-') throw new InvalidArgumentError('it is no file: without it, standard output is written to.');
  return text;
}

/** Of `--figures`. @throws InvalidArgumentError for nothing, which would be the working folder */
export function figuresFolder(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty: name a folder.');
  return text;
}

function same(a: string, b: string): boolean {
  if (resolve(a) === resolve(b)) return true;
  // Two names of one file, by a link or in other letters.
  const [first, second] = [a, b].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}

/** @throws UsageError where something would be written over what was read, or over something else that is written */
export function requireApart(written: readonly string[], read: readonly string[]): void {
  for (const [at, path] of written.entries()) {
    if (read.some((one) => same(path, one)))
      throw new UsageError(`${JSON.stringify(path)} was read, and would be written over: name another file`);
    if (written.slice(at + 1).some((one) => same(path, one)))
      throw new UsageError(`${JSON.stringify(path)} would be written twice: name another file for --output`);
  }
}
