import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CASEBOOK } from '../claims/casebook.gen.ts';
import type { Claim } from '../claims/claim.ts';
import { readClaims } from '../claims/claim-file.ts';
import { UsageError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { systemReason } from '../sources/file-source.ts';

/** In bytes: `readClaims` bounds the characters. */
const LONGEST = 4 * 1024 * 1024;

/** What stands for the claims that come with Assay. */
export const CASEBOOK_NAME = 'casebook';

export const claimsOf = (source = CASEBOOK_NAME): readonly Claim[] =>
  source === CASEBOOK_NAME ? CASEBOOK : claimsOfFile(source);

/** What has the shape of an id, and is no file, is one. */
const isId = (source: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(source) && !existsSync(source);

/** A file, the casebook, or one claim of `--file` or of the casebook. */
export function claimsToCheck(source: string, file: string | undefined): readonly Claim[] {
  if (file !== undefined || (source !== CASEBOOK_NAME && isId(source))) return [claimNamed(source, file)];
  return claimsOf(source);
}

/** The files of claims that a command reads. */
export const filesRead = (source: string | undefined, file: string | undefined): readonly string[] => {
  if (file !== undefined) return file === CASEBOOK_NAME ? [] : [file];
  return source === undefined || source === CASEBOOK_NAME || isId(source) ? [] : [source];
};

const MOST_NEAR = 5;
/** A message needs no more of a name. */
const LONGEST_NAME = 80;

/** @throws UsageError with claims of a similar name, the nearest first */
export function claimNamed(id: string, file: string | undefined): Claim {
  const claims = claimsOf(file);
  const found = claims.find((claim) => claim.id === id);
  if (found !== undefined) return found;
  const name = JSON.stringify(printable(id, LONGEST_NAME));
  if (id === CASEBOOK_NAME && file !== undefined)
    throw new UsageError(`${name} is all claims that come with Assay, and --file names others: leave one of them out`);
  if (existsSync(id))
    throw new UsageError(
      file === undefined
        ? `${name} is a file, and the id of a claim is wanted: name the file by --file, and one of its claims`
        : `${name} is a file, and --file names one already: say the id of one of its claims`,
    );
  const near = nearest(
    id,
    claims.map((claim) => claim.id),
  );
  const list = file === undefined ? '`assay claims`' : '`assay claims --file FILE`';
  throw new UsageError(
    `there is no claim ${name}; ${near.length > 0 ? `did you mean ${near.join(', ')}?` : `${list} lists them`}`,
  );
}

/** By the words that are in both, then by how far they begin alike; of two like that the shorter. */
function nearest(id: string, all: readonly string[]): readonly string[] {
  const words = id
    .slice(0, LONGEST_NAME)
    .split('-')
    .filter((word) => word.length > 1);
  const shared = (other: string): number => words.filter((word) => other.includes(word)).length;
  const alike = (other: string): number => {
    const differs = [...other].findIndex((sign, at) => sign !== id[at]);
    return differs < 0 ? other.length : differs;
  };
  return all
    .filter((other) => shared(other) > 0)
    .toSorted((a, b) => shared(b) - shared(a) || alike(b) - alike(a) || a.length - b.length)
    .slice(0, MOST_NEAR);
}

/** @throws UsageError where it cannot be read, and where a claim in it is wrong */
function claimsOfFile(path: string): readonly Claim[] {
  const name = basename(path);
  let text: string;
  try {
    const status = statSync(path);
    // A pipe or a device may never end.
    if (!status.isFile()) throw new UsageError(`${printable(name)} is not a file`);
    if (status.size > LONGEST) throw new UsageError(`${printable(name)} is too long for a file of claims`);
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof TypeError ? 'it is not UTF-8' : systemReason(cause);
    throw new UsageError(`cannot read the claims ${JSON.stringify(printable(path))}: ${reason}`);
  }
  return readClaims(text, name);
}
