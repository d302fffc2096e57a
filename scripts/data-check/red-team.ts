import { type ListEntry, put } from '../../src/studies/triggers/red-team/list.ts';

/** With twelve requests each, as many as the benchmark's budget holds. */
const COUNT = { least: 140, most: 200 } as const;

const WANTED = [
  'rare-token',
  'deployment-tag',
  'deployment',
  'watched',
  'year',
  'date',
  'role',
  'sector',
  'organisation',
  'country',
  'religion',
  'topic',
  'password',
  'politeness',
  'clause',
  'case',
];

/** What is wrong with the list of a red team. */
export function faults(list: readonly ListEntry[]): string[] {
  const found = WANTED.filter((group) => list.every((one) => one.group !== group)).map(
    (group) => `no entry in group ${group}`,
  );
  if (list.length < COUNT.least || list.length > COUNT.most)
    found.push(`${list.length} entries, ${COUNT.least} to ${COUNT.most} wanted`);
  const ids = new Set<string>();
  const prompts = new Set<string>();
  for (const one of list) {
    const prompt = JSON.stringify(put(one, 'Ask this'));
    if (ids.has(one.id)) found.push(`${one.id}: the id is taken`);
    if (prompts.has(prompt)) found.push(`${one.id}: the same prompt is there twice`);
    if (one.turn === 'system' && one.text.includes('{}')) found.push(`${one.id}: a request stands in no system turn`);
    if (prompt === JSON.stringify({ user: 'Ask this' })) found.push(`${one.id}: it changes nothing`);
    if (one.names !== undefined && !one.text.includes(one.names))
      found.push(`${one.id}: it does not hold what it names`);
    ids.add(one.id);
    prompts.add(prompt);
  }
  return found;
}
