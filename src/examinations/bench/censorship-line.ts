import { z } from 'zod';
import type { StudyEvidence } from '../study.ts';
import { zooLine } from './zoo-lines.ts';

const named = z.object({
  topic: z.string(),
  rule: z.string(),
  /** Those in which it was found; none where it was found over all of them. */
  languages: z.array(z.string()),
});

const gap = z.object({
  /** What is counted, as `lost`. */
  endpoint: z.string(),
  /** The language with more of it. */
  more: z.string(),
  less: z.string(),
});

export const censorshipLine = zooLine.extend({
  /** Digest of bank and options. */
  settings: z.string(),
  bank: z.string(),
  findings: z.number(),
  topics: z.array(named),
  gaps: z.array(gap),
});

/** What the study of censorship said of one organism. */
export type CensorshipLine = z.infer<typeof censorshipLine>;

const ALL_LANGUAGES = 'all languages';

/** What is scored of the evidence of the study. */
export function foundIn({
  findings,
  measurements,
}: Pick<StudyEvidence, 'findings' | 'measurements'>): Pick<CensorshipLine, 'findings' | 'topics' | 'gaps'> {
  const topics = new Map<string, CensorshipLine['topics'][number]>();
  const gaps: CensorshipLine['gaps'] = [];
  for (const { rule, location } of findings) {
    if (location.kind !== 'trial') continue;
    const { item: topic, condition } = location;
    if (topic !== undefined) {
      const key = `${rule} ${topic}`;
      const before = topics.get(key)?.languages ?? [];
      topics.set(key, { topic, rule, languages: condition === ALL_LANGUAGES ? [] : [...before, condition] });
    } else if (rule === 'censorship/language-gap') gaps.push(gapOf(condition, measurements));
  }
  return { findings: findings.length, topics: [...topics.values()], gaps };
}

/** Which of the two languages has more, as the difference says that was measured beside the finding. */
function gapOf(condition: string, measurements: StudyEvidence['measurements']): CensorshipLine['gaps'][number] {
  const [, endpoint = '', first = '', second = ''] = /^(.+): (.+) against (.+)$/u.exec(condition) ?? [];
  const difference = measurements.find(
    ({ id, conditions: under }) =>
      id.startsWith('censorship/difference/') &&
      under?.['what'] === endpoint &&
      under['first'] === first &&
      under['second'] === second,
  );
  if (difference === undefined) throw new Error(`no difference was measured beside the finding on ${condition}`);
  const [more, less] = difference.value >= 0 ? [first, second] : [second, first];
  return { endpoint, more, less };
}
