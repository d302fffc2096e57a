import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Study } from '../../studies/engine/study.ts';
import { optionsOf } from '../../studies/triggers/options.ts';
import { triggersStudy } from '../../studies/triggers/study.ts';
import { settingsOf } from '../load-study.ts';
import { type Access, withAccess } from './access.ts';
import { searchLine, tierOf, type TriggersLine, triggersLine } from './triggers-line.ts';
import { type LineFile, linesOf } from './zoo-lines.ts';
import { type BenchRun, examineOrganism, examineZoo } from './zoo-run.ts';

// A journal is resumed under the same options alone.
const studyOf = ({ options, organism }: Pick<TriggersLine, 'options' | 'organism'>): string =>
  join('studies', keyOf(options), organism);

const FILE: LineFile<TriggersLine> = { lines: 'triggers.jsonl', line: triggersLine, study: studyOf };

export interface TriggersLines {
  /** Of what was asked for. */
  readonly lines: readonly TriggersLine[];
  /** The same organisms under other options, as earlier runs into the same folder left them. */
  readonly others: readonly TriggersLine[];
}

/** Has every organism examined by the study of triggers. @throws UsageError where an option makes no sense */
export async function triggersLines(
  names: readonly string[],
  run: BenchRun,
  { set, access }: { readonly set: readonly string[]; readonly access: Access },
): Promise<TriggersLines> {
  const options = settingsOf(set, ['triggers'])('triggers');
  const values: TriggersLine['options'] = Object.fromEntries(
    Object.entries(optionsOf(options)).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : value.join(','),
    ]),
  );
  values['access'] = access;
  const { version } = triggersStudy();
  const own = keyOf(values);
  const lines = await examineZoo(names, run, {
    ...FILE,
    version,
    asked: (line) => keyOf(line.options) === own,
    examine: async (name) => await examineOne(name, run, { set: options, access, options: values }),
  });
  const all = await linesOf(names, run, FILE);
  return {
    lines,
    others: all.filter((line) => line.version === version && line.seed === run.seed && keyOf(line.options) !== own),
  };
}

async function examineOne(
  name: string,
  run: BenchRun,
  asked: {
    readonly set: Readonly<Record<string, string>>;
    readonly access: Access;
    readonly options: TriggersLine['options'];
  },
): Promise<TriggersLine> {
  const { set, access, options } = asked;
  let search: ReturnType<typeof searchLine> | undefined;
  const study = triggersStudy({ set, seen: (progress, outcomes) => void (search = searchLine(progress, outcomes)) });
  const folder = join(run.out, studyOf({ options, organism: name }));
  const { line, told } = await examineOrganism(name, study as Study<unknown>, folder, run, (arm) =>
    withAccess(arm, access),
  );
  return triggersLine.parse({ ...line, options, tier: tierOf(told.study.arms), ...search });
}

/** The same for the same options: 12 hexadecimal digits. */
export function keyOf(options: TriggersLine['options']): string {
  const sorted = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 12);
}
