import type { Measurement } from '../core/measurement.ts';
import { assemble } from './assemble.ts';
import type { Dossier } from './dossier.ts';
import type { DossierStudy } from './studies.ts';

interface Rate extends Partial<Pick<Measurement, 'method' | 'interval'>> {
  readonly group: string;
  readonly language: string;
  readonly value: number;
}

/** A model of which a study measured rates, each ± 10 points. */
export function comparedDossier(arm: string, rates: readonly Rate[], over: Partial<DossierStudy> = {}): Dossier {
  const study: DossierStudy = {
    id: 'censorship',
    title: 'What does it not answer, in which language?',
    version: '1',
    seed: 1,
    plan: 'cd'.repeat(32),
    notes: ['Nobody has measured how often the judge of this study errs.'],
    arms: [{ id: arm, role: 'suspect', identity: { runtime: 'llama', model: `${arm}.gguf`, capabilities: ['chat'] } }],
    trials: { planned: 10, judged: 10, unjudged: 0, errored: 0, skipped: 0 },
    tables: [],
    figures: [],
    ...over,
  };
  const measurements = rates.map(
    ({
      group,
      language,
      value,
      method = 'Wilson',
      interval = { low: value - 0.1, high: value + 0.1, level: 0.95 },
    }) => ({
      id: `${study.id}/not-answered/${arm}/${group}/${language}`,
      title: 'Share of questions that were not answered',
      value,
      unit: 'share',
      interval,
      n: 30,
      conditions: { model: arm, group, language },
      method,
    }),
  );
  return assemble({
    subject: { name: arm, kind: 'model', files: 0, bytes: 0 },
    files: [],
    examinations: [{ id: study.id, status: 'complete' }],
    findings: [],
    measurements,
    studies: [study],
    run: {
      tool: 'assay',
      version: '0.1.0',
      started: '2026-01-01T00:00:00.000Z',
      seconds: 1.5,
      node: 'v24',
      platform: 'linux-x64',
    },
  });
}
