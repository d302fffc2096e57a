import { readFileSync } from 'node:fs';
import { anyAtLeast, audit } from '../../src/artifacts/audit.fixture.ts';
import { atLeast } from '../../src/core/finding.ts';
import { blindCases } from './blind/index.ts';
import type { DetectCase } from './case.ts';
import { sightedCases } from './sighted/index.ts';

/** A case with what the rules made of it. */
export interface Judged {
  readonly id: string;
  readonly title: string;
  readonly set: 'blind' | 'sighted' | 'tuning' | 'held-out';
  readonly trick: string;
  readonly malicious: boolean;
  /** A finding of severity medium or above. */
  readonly flagged: boolean;
  readonly rules: readonly string[];
}

interface Manifest {
  readonly files: readonly {
    path: string;
    library: string;
    what: string;
    split: 'tuning' | 'held-out';
    later?: boolean;
  }[];
}

export async function judgeAll(): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const one of sightedCases) judged.push(await judgeCase(one, 'sighted'));
  for (const one of blindCases) judged.push(await judgeCase(one, 'blind'));
  return [...judged, ...(await judgeCorpus())];
}

async function judgeCase(one: DetectCase, set: 'blind' | 'sighted'): Promise<Judged> {
  const { id, title, trick, malicious } = one;
  return { id, title, set, trick, malicious, ...(await judge(one.build())) };
}

/** Files that the real libraries wrote, each on its own, under its own name. */
async function judgeCorpus(): Promise<Judged[]> {
  const folder = new URL('./clean/', import.meta.url);
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest;
  const judged: Judged[] = [];
  for (const { path, library, what, split, later } of files) {
    if (later === true) continue;
    const bytes = new Uint8Array(readFileSync(new URL(path, folder)));
    const name = path.split('/').at(-1) ?? path;
    judged.push({
      id: path,
      title: `${library}: ${what}`,
      set: split,
      trick: library,
      malicious: false,
      ...(await judge({ [name]: bytes })),
    });
  }
  return judged;
}

async function judge(files: Readonly<Record<string, Uint8Array>>): Promise<{ flagged: boolean; rules: string[] }> {
  const result = await audit(files);
  const shown = result.findings
    .filter(({ severity }) => atLeast(severity, 'medium'))
    .map(({ rule, message }) => `${rule}: ${message.slice(0, 160)}`);
  return { flagged: anyAtLeast(result, 'medium'), rules: [...new Set(shown)].slice(0, 5) };
}
