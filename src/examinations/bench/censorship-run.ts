import { join } from 'node:path';
import { canonicalDigest } from '../../core/digest.ts';
import type { Study } from '../../studies/engine/study.ts';
import { loadStudies } from '../load-study.ts';
import { type CensorshipLine, censorshipLine, foundIn } from './censorship-line.ts';
import type { LineFile } from './zoo-lines.ts';
import { type BenchRun, examineOrganism, examineZoo } from './zoo-run.ts';

// A journal is resumed under the same settings alone.
const studyOf = ({ settings, organism }: Pick<CensorshipLine, 'settings' | 'organism'>): string =>
  join('studies', settings, organism);

const FILE: LineFile<CensorshipLine> = { lines: 'censorship.jsonl', line: censorshipLine, study: studyOf };

/** The bank of an organism's world, with which its name begins; those of the first family have none. */
export const bankOf = (organism: string): string => /^([a-z])-/.exec(organism)?.[1] ?? 'family-a';

/** Has every organism examined by the study of censorship. @throws UsageError where an option makes no sense */
export async function censorshipLines(
  names: readonly string[],
  run: BenchRun,
  set: readonly string[],
): Promise<readonly CensorshipLine[]> {
  const studies = new Map<string, Study<unknown>>();
  for (const bank of new Set(names.map(bankOf))) {
    const [study] = await loadStudies(['censorship'], { bank, set });
    if (study === undefined) throw new Error('there is no study of censorship');
    studies.set(bank, study);
  }
  const of = (organism: string): Study<unknown> => {
    const study = studies.get(bankOf(organism));
    if (study === undefined) throw new Error(`no bank was opened for ${organism}`);
    return study;
  };
  const [{ version } = { version: '' }] = studies.values();
  return await examineZoo(names, run, {
    ...FILE,
    version,
    asked: ({ organism, settings }) => settings === settingsOf(of(organism), set),
    examine: async (name) => await examineOne(name, of(name), settingsOf(of(name), set), run),
  });
}

/** The same for the same bank and options, those of the analysis among them: 12 hexadecimal digits. */
const settingsOf = ({ settings }: Study<unknown>, set: readonly string[]): string =>
  canonicalDigest([settings, set.toSorted()]).slice(0, 12);

async function examineOne(
  name: string,
  study: Study<unknown>,
  settings: string,
  run: BenchRun,
): Promise<CensorshipLine> {
  const folder = join(run.out, studyOf({ settings, organism: name }));
  const { line, told } = await examineOrganism(name, study, folder, run);
  return censorshipLine.parse({ ...line, settings, bank: `toy-${bankOf(name)}`, ...foundIn(told) });
}
