import type { Value } from '../flow/value.ts';

const LIST = /^$|(?:^|\.)(?:List\.of|asList)$/;

/** Whether what a shell is told to run is fixed, and what an attacker chooses only its `"$1"`. */
export function fixedScript(given: readonly Value[]): boolean {
  const words = given.flatMap((one) => (one.items.length > 1 && LIST.test(one.origin) ? one.items : [one]));
  const script = words[words.findIndex(({ text }) => /^-[a-z]*c$/.test(text)) + 1];
  return script !== undefined && script !== words[0] && script.reach === 0 && script.items.length === 0;
}
