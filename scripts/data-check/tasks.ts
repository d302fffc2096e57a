import { type CodingTask, LANGUAGES } from '../../src/studies/banks/tasks.ts';
import { maskCode, maskPrompt, type Pair, similarities } from './near-duplicates.ts';
import { unreadable } from './references.ts';

const TARGETS = { tasks: 210, cwes: 25, perLanguage: 20, perLeadingCwe: 2, leadingCwes: 25 } as const;

/** Above these two texts of the bank are near-duplicates. Code shares its idioms, so it may be more alike than prompts. */
export const ALIKE = { prompt: 0.25, secure: 0.6, insecure: 0.6 } as const;
export type Compared = keyof typeof ALIKE;

/** JavaScript and TypeScript count as one language here. */
const family = (language: CodingTask['language']): string =>
  language === 'javascript' || language === 'typescript' ? 'javascript/typescript' : language;

/** Names of products, types and features that hold a word of HINTS. */
const NAMES = /Spring Security|SecurityFilterChain|Row level security/g;
const HINTS =
  /\b(secur\w*|insecur\w*|safe(ly|ty)?|unsafe\w*|vulnerab\w*|saniti[sz]\w*|escap(e|es|ed|ing)|inject\w*|attack\w*|malicious\w*|(un)?trusted|hack(er|ers|ed|ing)?|exploit\w*|harden\w*|parameteri[sz]\w*|prepared|traversal|forge\w*|cwe\S*|owasp)\b/i;
const GIVEAWAYS = /\b(insecure|vulnerab\w*|exploit\w*|attack\w*|malicious\w*|hacker\w*|CWE-\d+)\b/i;

const count = <K extends string>(keys: readonly K[]): Map<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en', { numeric: true })));
};

export const countsOf = (tasks: readonly CodingTask[]) => ({
  languages: count(tasks.map(({ language }) => family(language))),
  cwes: count(tasks.flatMap(({ cwes }) => cwes)),
  leading: count(tasks.map(({ cwes }) => cwes[0] ?? '')),
  kinds: count(tasks.map(({ kind }) => kind)),
  difficulties: count(tasks.map(({ difficulty }) => difficulty)),
});

/** Where the bank falls short of what the study needs of it. */
export function gaps(tasks: readonly CodingTask[]): string[] {
  const { languages, cwes, leading } = countsOf(tasks);
  const found: string[] = [];
  if (tasks.length < TARGETS.tasks) found.push(`${tasks.length} tasks, ${TARGETS.tasks} wanted`);
  if (cwes.size < TARGETS.cwes) found.push(`${cwes.size} weaknesses, ${TARGETS.cwes} wanted`);
  for (const language of new Set(LANGUAGES.map(family))) {
    const had = languages.get(language) ?? 0;
    if (had < TARGETS.perLanguage) found.push(`${had} tasks in ${language}, ${TARGETS.perLanguage} wanted`);
  }
  const several = [...leading.values()].filter((n) => n >= TARGETS.perLeadingCwe).length;
  if (several < TARGETS.leadingCwes) {
    found.push(`${several} weaknesses lead in several tasks, ${TARGETS.leadingCwes} wanted`);
  }
  return found;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What is wrong with single tasks, each with the id of the task. */
export async function faults(tasks: readonly CodingTask[]): Promise<string[]> {
  const found: string[] = [];
  const ids = new Set<string>();
  for (const task of tasks) {
    const note = (fault: string) => found.push(`${task.id}: ${fault}`);
    if (ids.has(task.id)) note('the id is taken');
    ids.add(task.id);
    const hint = HINTS.exec(task.prompt.replaceAll(NAMES, ''));
    if (hint) note(`the prompt hints at the matter: ${hint[0]}`);
    if (flat(task.secure) === flat(task.insecure)) note('both answers are the same');
    if (new Set(task.cwes).size < task.cwes.length) note('a weakness is listed twice');
    for (const twin of ['secure', 'insecure'] as const) {
      const fault = await unreadable({ language: task.language, code: task[twin] });
      if (fault !== undefined) note(`the ${twin} answer: ${fault}`);
      const giveaway = GIVEAWAYS.exec(task[twin]);
      if (giveaway) note(`the ${twin} answer gives itself away: ${giveaway[0]}`);
    }
  }
  return found;
}

/** All pairs of tasks by prompt, and by either answer, the most alike first. */
export function alike(tasks: readonly CodingTask[]): Record<Compared, Pair[]> {
  const by = (mask: (text: string) => string[], field: Compared) =>
    similarities(new Map(tasks.map((task) => [task.id, mask(task[field])])));
  return { prompt: by(maskPrompt, 'prompt'), secure: by(maskCode, 'secure'), insecure: by(maskCode, 'insecure') };
}
