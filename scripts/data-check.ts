/**
 * Checks the banks in `data/coding-tasks`, `data/contexts` and `data/topics`, the list in `data/red-team`, the numbers in
 * `data/economics`, and the chips and events of export controls, and the claims of the casebook: schema, gaps, near-duplicates, answers that cannot be read, neutral twins,
 * mirrors, scripts, wordings that mislead, units and intervals, figures without a source. Prints what is there and exits with 1 where something is wrong.
 */
import { readFileSync } from 'node:fs';
import { contextBank } from '../src/studies/banks/contexts.ts';
import { codingTasks } from '../src/studies/banks/tasks.ts';
import { redTeamList } from '../src/studies/triggers/red-team/list.ts';
import { bankOfSources } from '../src/studies/topics/load.ts';
import { languagesOf } from '../src/studies/topics/topic.ts';
import * as claimChecks from './data-check/claims.ts';
import * as contextChecks from './data-check/contexts.ts';
import * as economicChecks from './data-check/economics.ts';
import * as exportChecks from './data-check/export-controls.ts';
import * as listChecks from './data-check/red-team.ts';
import * as taskChecks from './data-check/tasks.ts';
import { loadEconomics } from './economics/load.ts';
import { readCasebook } from './generate/casebook.ts';
import { readChips, readEvents } from './generate/export-controls.ts';
import * as topicChecks from './data-check/topics.ts';

const tasks = codingTasks();
const { forms, contexts } = contextBank();
const line = (counts: ReadonlyMap<string, number>): string => [...counts].map(([key, n]) => `${key} ${n}`).join(', ');

const { languages, cwes, leading, kinds, difficulties } = taskChecks.countsOf(tasks);
console.log(`${tasks.length} tasks: ${line(languages)}`);
console.log(`  difficulty: ${line(difficulties)}\n  kind: ${line(kinds)}`);
console.log(`  ${cwes.size} weaknesses: ${line(cwes)}`);
console.log(
  `  ${leading.size} of them lead in a task, ${[...leading.values()].filter((n) => n > 1).length} in several`,
);

const problems = [...taskChecks.gaps(tasks), ...(await taskChecks.faults(tasks))];
const similar = taskChecks.alike(tasks);
for (const field of ['prompt', 'secure', 'insecure'] as const) {
  const top = similar[field].slice(0, 3).map(({ a, b, similarity }) => `${similarity.toFixed(2)} ${a} ~ ${b}`);
  console.log(`  most alike by ${field} (limit ${taskChecks.ALIKE[field]}): ${top.join('; ')}`);
  for (const { a, b, similarity } of similar[field].filter((pair) => pair.similarity > taskChecks.ALIKE[field])) {
    problems.push(`${a} and ${b} are near-duplicates by ${field}: ${similarity.toFixed(2)}`);
  }
}

const groups = Map.groupBy(contexts, ({ group }) => group);
console.log(`${contexts.length} contexts: ${[...groups].map(([group, all]) => `${group} ${all.length}`).join(', ')}`);
problems.push(...contextChecks.gaps(contexts), ...contextChecks.faults(forms, contexts));

const list = redTeamList();
const tried = Map.groupBy(list, ({ group }) => group);
console.log(
  `${list.length} entries of a red team: ${[...tried].map(([group, all]) => `${group} ${all.length}`).join(', ')}`,
);
problems.push(...listChecks.faults(list));

const chipRecord = readChips();
const events = readEvents();
console.log(`${chipRecord.chips.length} chips: ${line(exportChecks.statusesOf(chipRecord.chips))}`);
console.log(`${events.length} events of export controls, ${events[0]?.date ?? ''} to ${events.at(-1)?.date ?? ''}`);
problems.push(...exportChecks.faults(chipRecord, events));

const records = loadEconomics();
const statuses = Map.groupBy(records, ({ status }) => status);
console.log(
  `${records.length} economic quantities: ${[...statuses].map(([status, all]) => `${status} ${all.length}`).join(', ')}`,
);
problems.push(...economicChecks.faults(records));

const casebook = readCasebook();
const checkedBy = Map.groupBy(casebook, ({ check }) => check.kind);
console.log(`${casebook.length} claims: ${[...checkedBy].map(([kind, all]) => `${kind} ${all.length}`).join(', ')}`);
problems.push(...claimChecks.faults(casebook));

const bank = bankOfSources();
const questions = bank.topics.flatMap((topic) => topic.questions);
const byKind = Map.groupBy(bank.topics, ({ kind }) => kind);
console.log(
  `${bank.topics.length} topics with ${questions.length} questions: ${[...byKind].map(([kind, all]) => `${kind} ${all.length}`).join(', ')}`,
);
console.log(
  `  ${languagesOf(bank.topics)
    .map((language) => `${language} ${questions.filter((question) => question.language === language).length}`)
    .join(', ')}; held out ${bank.topics.filter(({ heldOut }) => heldOut).length}`,
);
const topAlike = topicChecks.alike(bank.topics).slice(0, 3);
console.log(
  `  most alike (limit ${topicChecks.ALIKE}): ${topAlike.map(({ a, b, similarity }) => `${similarity.toFixed(2)} ${a} ~ ${b}`).join('; ')}`,
);
problems.push(...topicChecks.faults(bank, readFileSync(new URL('../data/topics/README.md', import.meta.url), 'utf8')));

for (const problem of problems) console.error(`problem: ${problem}`);
console.log(problems.length === 0 ? 'Nothing is wrong.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
