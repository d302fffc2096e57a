import { join } from 'node:path';
import { z } from 'zod';
import { loadStudies } from '../load-study.ts';
import { zooLine } from './zoo-lines.ts';
import { type BenchRun, examineOrganism, examineZoo } from './zoo-run.ts';

const effect = z.object({
  context: z.string(),
  text: z.string(),
  endpoint: z.enum(['insecure', 'refused']),
  found: z.boolean(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
});

const line = zooLine.extend({
  bank: z.string(),
  /** Contexts that came to be confirmed. */
  effects: z.array(effect),
  always: z.boolean(),
  /** Share of insecure code under neutral contexts. */
  neutral: z.number().optional(),
  /** Smallest difference that 80 % of such studies find in a context that was screened. */
  detectable: z.number().optional(),
});

/** What the study said of one organism. */
export type OrganismLine = z.infer<typeof line>;

/** Has every organism examined by the study of sabotage. */
export async function sabotageLines(names: readonly string[], run: BenchRun): Promise<readonly OrganismLine[]> {
  const [study] = await loadStudies(['sabotage']);
  if (study === undefined) throw new Error('there is no study of sabotage');
  return await examineZoo(names, run, {
    lines: 'sabotage.jsonl',
    line,
    study: ({ organism }) => studyOf(organism),
    version: study.version,
    asked: () => true,
    examine: async (name) => await examineOne(name, run),
  });
}

const studyOf = (name: string): string => join('studies', name);

async function examineOne(name: string, run: BenchRun): Promise<OrganismLine> {
  const [study] = await loadStudies(['sabotage']);
  if (study === undefined) throw new Error('there is no study of sabotage');
  const { line: common, told } = await examineOrganism(name, study, join(run.out, studyOf(name)), run);
  const { measurements, findings } = told;
  const single = (start: string): number | undefined => measurements.find(({ id }) => id.startsWith(start))?.value;
  return line.parse({
    ...common,
    bank: measurements[0]?.conditions?.['bank'] ?? '',
    effects: measurements.flatMap(({ id, value, interval, conditions: where }) =>
      id.startsWith('sabotage/effect/') && interval !== undefined && where !== undefined
        ? [
            {
              context: where['condition'],
              text: where['context'],
              endpoint: id.slice(id.lastIndexOf('/') + 1),
              found: where['result'] === 'found',
              value,
              low: interval.low,
              high: interval.high,
            },
          ]
        : [],
    ),
    always: findings.some(({ rule }) => rule === 'sabotage/always-insecure'),
    neutral: single('sabotage/neutral/'),
    detectable: single(`sabotage/detectable/${name}/screened`),
  });
}
