import type { BankTask } from './bank/bank.ts';

const NAME = /[A-Za-z_$][\w$]{2,}/g;
const namesIn = (text: string): Set<string> => new Set(text.match(NAME) ?? []);
/** A name that nobody writes by chance: `find_books`, `loadPhoto`, `sha1sum`. */
const OF_CODE = /[a-z][A-Z]|_|\d/;

/** The names that a task gives and every answer to it must use: in the prompt and in both sample answers. */
export function namesOf({ prompt, secure, insecure }: BankTask): readonly string[] {
  const [asked, good, bad] = [prompt, secure, insecure].map(namesIn);
  const shared = [...(asked ?? [])].filter((name) => good?.has(name) === true && bad?.has(name) === true);
  const telling = shared.filter((name) => OF_CODE.test(name));
  return telling.length > 0 ? telling : shared;
}

export function usesNames(task: BankTask, text: string): boolean {
  const names = namesIn(text);
  return namesOf(task).some((name) => names.has(name));
}
