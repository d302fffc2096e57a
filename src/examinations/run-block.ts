import type { Run } from '../dossier/dossier.ts';

/** The part of a dossier that differs between two runs. */
export function runOf(version: string, started: Date, more: Partial<Run> = {}): Run {
  return {
    tool: 'assay',
    version,
    started: started.toISOString(),
    seconds: rounded((Date.now() - started.getTime()) / 1000),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    ...more,
  };
}

/** Hundredths of a second. */
export const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
