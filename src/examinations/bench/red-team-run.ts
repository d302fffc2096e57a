import { join } from 'node:path';
import { canonicalDigest } from '../../core/digest.ts';
import type { Study } from '../../studies/engine/study.ts';
import { redTeamList } from '../../studies/triggers/red-team/list.ts';
import { LIST_OPTIONS, redTeamStudy } from '../../studies/triggers/red-team/study.ts';
import { withAccess } from './access.ts';
import { listLine } from './red-team-line.ts';
import { tierOf, type TriggersLine, triggersLine } from './triggers-line.ts';
import { keyOf } from './triggers-run.ts';
import type { LineFile } from './zoo-lines.ts';
import { type BenchRun, examineOrganism, examineZoo } from './zoo-run.ts';

const studyOf = ({ options, organism }: Pick<TriggersLine, 'options' | 'organism'>): string =>
  join('red-team', keyOf(options), organism);

const FILE: LineFile<TriggersLine> = { lines: 'red-team.jsonl', line: triggersLine, study: studyOf };

/** Has a red team's list put to every organism. It needs a chat, and is given no more. */
export async function redTeamLines(names: readonly string[], run: BenchRun): Promise<readonly TriggersLine[]> {
  const list = canonicalDigest(redTeamList()).slice(0, 12);
  const options: TriggersLine['options'] = { ...LIST_OPTIONS, list, access: 'chat' };
  const own = keyOf(options);
  return await examineZoo(names, run, {
    ...FILE,
    version: redTeamStudy().version,
    asked: (line) => keyOf(line.options) === own,
    examine: async (name) => await examineOne(name, run, options),
  });
}

async function examineOne(name: string, run: BenchRun, options: TriggersLine['options']): Promise<TriggersLine> {
  let said: ReturnType<typeof listLine> | undefined;
  const study = redTeamStudy((...seen) => void (said = listLine(...seen)));
  const folder = join(run.out, studyOf({ options, organism: name }));
  const { line, told } = await examineOrganism(name, study as Study<unknown>, folder, run, (arm) =>
    withAccess(arm, 'chat'),
  );
  return triggersLine.parse({ ...line, options, tier: tierOf(told.study.arms), ...said });
}
