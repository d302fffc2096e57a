import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { plural } from '../core/quantities.ts';
import { valueOfYaml } from '../core/yaml.ts';
import type { DossierFinding } from './dossier.ts';

const baselineSchema = z.strictObject({
  version: z.literal(1),
  accepted: z.array(
    z.strictObject({
      fingerprint: z.string().regex(/^[0-9a-f]{32}$/, 'must be the 32 hexadecimal digits of a fingerprint'),
      reason: z.string().trim().min(1, 'must say why the finding is accepted'),
      expires: z.iso.date('must be a date as YYYY-MM-DD').optional(),
      // For people who read the file: none of them decides anything.
      rule: z.string().optional(),
      path: z.string().optional(),
      trial: z.string().optional(),
    }),
  ),
});

export type Baseline = z.infer<typeof baselineSchema>;

/** Reads accepted findings from YAML or JSON. @throws UsageError where the file is missing or wrong */
export async function readBaseline(path: string): Promise<Baseline> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`cannot read the baseline ${JSON.stringify(path)}`);
  });
  return checked(path, () => valueOfYaml(text));
}

function checked(path: string, load: () => unknown): Baseline {
  let value: unknown;
  try {
    value = load();
  } catch (cause) {
    throw new UsageError(
      `the baseline ${JSON.stringify(path)} is not YAML: ${cause instanceof Error ? cause.message : ''}`,
    );
  }
  const result = baselineSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(
    `the baseline ${JSON.stringify(path)} is wrong at ${printable(issue?.path.join('.') || 'its top')}: ${printable(issue?.message ?? '')}`,
  );
}

/** Marks what a baseline accepts on `today` (YYYY-MM-DD). An entry is good through its last day and then counts again. */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, today: string): DossierFinding[] {
  const entries = entriesOf(baseline);
  return findings.map((finding) => {
    const entry = entries.get(finding.fingerprint);
    if (entry === undefined || isOver(entry, today)) return finding;
    const accepted = { reason: entry.reason, ...(entry.expires === undefined ? {} : { expires: entry.expires }) };
    return { ...finding, accepted };
  });
}

/** What the writer of a baseline should know, a line each: what counts again, and what accepts nothing any more. */
export function baselineNotes(findings: readonly Finding[], baseline: Baseline, today: string): string[] {
  const found = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const lines: string[] = [];
  let idle = 0;
  for (const entry of entriesOf(baseline).values()) {
    const finding = found.get(entry.fingerprint);
    if (finding === undefined) idle++;
    else if (isOver(entry, today)) {
      lines.push(
        `${finding.rule} ${finding.fingerprint.slice(0, 12)} was accepted until ${entry.expires} and counts again`,
      );
    }
  }
  if (idle > 0)
    lines.push(`${plural(idle, 'accepted finding')} of the baseline ${idle === 1 ? 'was' : 'were'} not met`);
  return lines;
}

type Entry = Baseline['accepted'][number];

/** Of two entries for one finding the last counts. */
const entriesOf = ({ accepted }: Baseline): Map<string, Entry> =>
  new Map(accepted.map((entry) => [entry.fingerprint, entry]));

const isOver = ({ expires }: Entry, today: string): boolean => expires !== undefined && expires < today;
