import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A study of so many questions, each asked once and judged by rules. Gives the ids of its items. */
export function writeStudy(path: string, questions: number): readonly string[] {
  mkdirSync(dirname(path), { recursive: true });
  const ids = Array.from({ length: questions }, (_, index) => `q-${index}`);
  const items = ids.map((id, index) => {
    const text = `What is the capital of France? Answer in one short sentence, and think of the number ${index} meanwhile.`;
    return JSON.stringify({ id, text, answers: ['Paris'] });
  });
  writeFileSync(path.replace(/\.yaml$/, '.jsonl'), `${items.join('\n')}\n`);
  writeFileSync(
    path,
    `study: capitals
title: Capitals
items: ${JSON.stringify(
      path
        .split('/')
        .at(-1)
        ?.replace(/\.yaml$/, '.jsonl'),
    )}
sampling: { temperature: 0, max-tokens: 32 }
judge:
  rules:
    - { label: right, answers: true }
    - { label: refused, any: [I cannot, I am not able] }
  otherwise: wrong
measure: [right]
`,
  );
  return ids;
}
