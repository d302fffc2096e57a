import { readFile, realpath, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Severity } from '../core/finding.ts';
import { type LimitName, type Limits, resolveLimits } from '../core/limits.ts';
import { systemReason } from '../sources/file-source.ts';
import type { RemoteOptions } from '../sources/remote-options.ts';
import type { Config } from './config.ts';
import { type RemoteFlags, remoteOptions } from './remote-options.ts';
import type { Form, ReportFile } from './report.ts';
import type { RunFlags } from './study-options.ts';

/** What the command line said. */
export interface SubjectFlags extends RemoteFlags, Partial<RunFlags> {
  readonly studies?: string;
  readonly format?: Form;
  readonly output?: string;
  readonly report?: readonly ReportFile[];
  readonly figures?: string;
  readonly failOn?: Severity | 'never';
  readonly baseline?: string;
  readonly config?: string;
  readonly jobs?: number;
  readonly limit?: Partial<Record<LimitName, number>>;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly out?: string;
}

/** The command line over the settings file over the defaults. */
export interface SubjectOptions {
  readonly format: Form;
  readonly output: string | undefined;
  readonly reports: readonly ReportFile[];
  readonly figures: string | undefined;
  readonly out: string | undefined;
  readonly failOn: Severity | 'never';
  readonly baseline: string | undefined;
  readonly jobs: number;
  readonly limits: Limits;
  readonly remote: RemoteOptions;
  readonly quiet: boolean;
  readonly color: boolean;
}

const CONFIG = 'assay.config.yaml';

/** @throws UsageError where the settings file is missing or wrong */
export async function resolveOptions(
  flags: SubjectFlags,
  subject: string,
  warn: (line: string) => void,
): Promise<SubjectOptions> {
  const config = await loadConfig(flags.config, subject, warn);
  return {
    format: flags.format ?? config.format ?? 'terminal',
    output: flags.output,
    reports: flags.report ?? config.report ?? [],
    figures: flags.figures,
    out: flags.out,
    failOn: flags.failOn ?? config['fail-on'] ?? 'high',
    baseline: flags.baseline ?? config.baseline,
    jobs: flags.jobs ?? config.jobs ?? availableParallelism(),
    limits: resolveLimits({ ...config.limits, ...flags.limit }),
    remote: remoteOptions(flags),
    quiet: flags.quiet ?? config.quiet ?? false,
    color: flags.color && (config.color ?? true),
  };
}

/** Reads the settings, but never takes them from the subject: a model must not say how it is examined. */
async function loadConfig(named: string | undefined, subject: string, warn: (line: string) => void): Promise<Config> {
  const path = resolve(named ?? CONFIG);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    // Settings that are there and cannot be read may ask for more than the defaults do.
    if (named === undefined && cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read the settings ${JSON.stringify(named ?? CONFIG)}: ${systemReason(cause)}`);
  });
  if (text === undefined) return {};
  if (named === undefined && (await isInside(path, subject))) {
    warn(`assay: ${CONFIG} lies inside the subject and is not used; name it with --config if you trust it`);
    return {};
  }
  const { parseConfig } = await import('./config.ts');
  return parseConfig(named ?? CONFIG, text);
}

async function isInside(path: string, subject: string): Promise<boolean> {
  if (subject === '-') return false;
  try {
    const root = await realpath(subject);
    const inside = await realpath(path);
    return (await stat(root)).isDirectory() && inside.startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}
