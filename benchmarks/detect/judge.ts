import { readFileSync } from 'node:fs';
import { anyAtLeast, audit } from '../../src/artifacts/audit.fixture.ts';
import { atLeast } from '../../src/core/finding.ts';
import { blindCases } from './blind/index.ts';
import { secondBlindCases } from './blind-2/index.ts';
import { thirdBlindCases } from './blind-3/index.ts';
import type { DetectCase } from './case.ts';
import { sightedCases } from './sighted/index.ts';

/** A case with what the rules made of it. */
export interface Judged {
  readonly id: string;
  readonly title: string;
  readonly set: 'blind' | 'blind-2' | 'blind-3' | 'sighted' | 'tuning' | 'held-out';
  readonly trick: string;
  readonly malicious: boolean;
  /** A finding of severity medium or above. */
  readonly flagged: boolean;
  readonly rules: readonly string[];
  /** Its files by name, for other tools. */
  files(): Readonly<Record<string, Uint8Array>>;
}

interface Manifest {
  readonly files: readonly {
    path: string;
    library: string;
    what: string;
    split: 'tuning' | 'held-out';
  }[];
}

export async function judgeAll(): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const one of sightedCases) judged.push(await judgeCase(one, 'sighted'));
  for (const one of blindCases) judged.push(await judgeCase(one, 'blind'));
  for (const one of secondBlindCases) judged.push(await judgeCase(one, 'blind-2'));
  for (const one of thirdBlindCases) judged.push(await judgeCase(one, 'blind-3'));
  return [...judged, ...(await judgeCorpus())];
}

async function judgeCase(one: DetectCase, set: 'blind' | 'blind-2' | 'blind-3' | 'sighted'): Promise<Judged> {
  const { id, title, trick, malicious } = one;
  const files = () => one.build();
  return { id, title, set, trick, malicious, files, ...(await judge(files(), one.claims)) };
}

/** Files that the real libraries wrote, each under its own name; the shards of one model together. */
async function judgeCorpus(): Promise<Judged[]> {
  const folder = new URL('./clean/', import.meta.url);
  const listed = ['manifest.json', 'held-out.json'].flatMap(
    (name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Manifest).files,
  );
  const judged: Judged[] = [];
  for (const [id, members] of subjects(listed)) {
    const [first] = members;
    if (first === undefined) continue;
    const contents = members.map(
      ({ path }) => [nameOf(path), new Uint8Array(readFileSync(new URL(path, folder)))] as const,
    );
    const { library, what, split } = first;
    const outcome = await judge(Object.fromEntries(contents));
    const files = () => Object.fromEntries(contents);
    judged.push({ id, title: `${library}: ${what}`, set: split, trick: library, malicious: false, files, ...outcome });
  }
  return judged;
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** A file is a subject by itself, unless an index beside it says that it is one of several. */
function subjects(files: Manifest['files']): Map<string, Manifest['files'][number][]> {
  const sharded = new Set(files.filter(({ path }) => path.endsWith('.index.json')).map(({ path }) => folderOf(path)));
  return Map.groupBy(files, ({ path }) => (sharded.has(folderOf(path)) ? folderOf(path) : path));
}

async function judge(
  files: Readonly<Record<string, Uint8Array>>,
  claims?: DetectCase['claims'],
): Promise<{ flagged: boolean; rules: string[] }> {
  const result = await audit(files, claims);
  const shown = result.findings
    .filter(({ severity }) => atLeast(severity, 'medium'))
    .map(({ rule, message }) => `${rule}: ${message.slice(0, 160)}`);
  return { flagged: anyAtLeast(result, 'medium'), rules: [...new Set(shown)].slice(0, 5) };
}
