/**
 * What is checked of each format, from cases that run: each reader's own small valid files, and the detection cases by
 * authors who know the rules. Deterministic.
 */
import { audit } from '../../src/artifacts/audit.fixture.ts';
import { atLeast } from '../../src/core/finding.ts';
import type { Format } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/registry.gen.ts';
import { sightedCases } from '../detect/sighted/index.ts';
import { fuzzable, seedsOf } from '../fuzz/fuzz.ts';

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Capability {
  readonly id: string;
  readonly title: string;
  readonly extensions: readonly string[];
  /** Its own files that are recognised under a name that says nothing. */
  readonly recognised: Share;
  /** Beginnings of its own files that are not taken for a whole file without a word. */
  readonly truncations: Share;
  readonly fuzzed: boolean;
  /** Cases with a part in this format: malicious with a finding of medium or above, harmless without. */
  readonly malicious: Share;
  readonly harmless: Share;
  /** The malicious ones by class of trick. */
  readonly tricks: ReadonlyMap<string, Share>;
  /** Rules that fired in a place of this format. */
  readonly rules: readonly string[];
}

const MOST_TRUNCATIONS = 48;

export async function measureCapabilities(): Promise<Capability[]> {
  const tallies = await judgeCases();
  const seedsById = await seedsOfAll();
  const capabilities: Capability[] = [];
  for (const format of FORMATS) {
    const { id, title, extensions } = format;
    const seeds = seedsById.get(id) ?? [];
    const tally = tallies.get(id) ?? newTally();
    capabilities.push({
      id,
      title,
      extensions,
      recognised: await recognised(
        format,
        seeds.map(({ bytes }) => bytes),
      ),
      truncations: await truncations(id, seeds),
      fuzzed: seeds.length > 0,
      malicious: tally.malicious,
      harmless: tally.harmless,
      tricks: new Map([...tally.tricks].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      rules: [...tally.rules].toSorted(),
    });
  }
  return capabilities;
}

type Seeds = Awaited<ReturnType<typeof seedsOf>>;

/** Targets are named by their folders, which need not be called as their format is. */
async function seedsOfAll(): Promise<ReadonlyMap<string, Seeds>> {
  const all = new Map<string, Seeds>();
  for (const folder of fuzzable()) {
    const url = new URL(`../../src/formats/${folder}/format.ts`, import.meta.url);
    const exported = Object.values((await import(url.href)) as Readonly<Record<string, unknown>>);
    const format = FORMATS.find((known) => exported.includes(known));
    if (format !== undefined) all.set(format.id, await seedsOf(folder));
  }
  return all;
}

async function recognised({ id }: Format, seeds: readonly Uint8Array[]): Promise<Share> {
  let hits = 0;
  for (const bytes of seeds) {
    const { files } = await audit({ file: bytes });
    if (files.some(({ parts }) => parts.some(({ format, at }) => format === id && at.member === undefined))) hits++;
  }
  return { hits, of: seeds.length };
}

/** Cuts the smallest file at places spread over it. Told: not read as a whole file of the format, or with a finding. */
async function truncations(id: string, seeds: Seeds): Promise<Share> {
  const [smallest] = seeds.toSorted((a, b) => a.bytes.length - b.bytes.length);
  if (smallest === undefined) return { hits: 0, of: 0 };
  const { name, bytes } = smallest;
  const cuts = new Set(
    Array.from({ length: MOST_TRUNCATIONS }, (_, i) => Math.floor((bytes.length * (i + 1)) / (MOST_TRUNCATIONS + 1))),
  );
  let hits = 0;
  for (const cut of cuts) {
    const { files, findings } = await audit({ [name]: bytes.subarray(0, cut) });
    const [file] = files;
    if (file?.format !== id || file.status !== 'complete' || findings.some(({ severity }) => atLeast(severity, 'low')))
      hits++;
  }
  return { hits, of: cuts.size };
}

interface Tally {
  malicious: Share;
  harmless: Share;
  readonly tricks: Map<string, Share>;
  readonly rules: Set<string>;
}

const newTally = (): Tally => ({
  malicious: { hits: 0, of: 0 },
  harmless: { hits: 0, of: 0 },
  tricks: new Map(),
  rules: new Set(),
});

const count = (share: Share | undefined, hit: boolean): Share => ({
  hits: (share?.hits ?? 0) + (hit ? 1 : 0),
  of: (share?.of ?? 0) + 1,
});

async function judgeCases(): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>(FORMATS.map(({ id }) => [id, newTally()]));
  for (const one of sightedCases) {
    const { files, findings } = await audit(one.build(), one.claims);
    const flagged = findings.some(({ severity }) => atLeast(severity, 'medium'));
    for (const id of new Set(files.flatMap(({ parts }) => parts.map(({ format }) => format)))) {
      const tally = tallies.get(id);
      if (tally === undefined) continue;
      if (!one.malicious) tally.harmless = count(tally.harmless, !flagged);
      else {
        tally.malicious = count(tally.malicious, flagged);
        tally.tricks.set(one.trick, count(tally.tricks.get(one.trick), flagged));
      }
    }
    for (const { rule, location } of findings) {
      const parts = files.find(({ path }) => path === location.path)?.parts ?? [];
      for (const { format, at } of parts) if (at.member === location.member) tallies.get(format)?.rules.add(rule);
    }
  }
  return tallies;
}
