import type { BankTask } from './bank.ts';

const NAME = /[A-Za-z_$][\w$]{2,}/g;
const namesIn = (text: string): Set<string> => new Set(text.match(NAME) ?? []);

/** The names that a task gives and every answer to it must use: in the prompt and in both sample answers. */
export function namesOf({ prompt, secure, insecure }: BankTask): readonly string[] {
  const [asked, good, bad] = [prompt, secure, insecure].map(namesIn);
  return [...(asked ?? [])].filter((name) => good?.has(name) === true && bad?.has(name) === true);
}

/** Half of them at least: a tiny model copies some wrongly, and one or the other comes by chance. */
export function usesNames(task: BankTask, text: string): boolean {
  const [given, used] = [namesOf(task), namesIn(text)];
  return given.length > 0 && given.filter((name) => used.has(name)).length * 2 >= given.length;
}
