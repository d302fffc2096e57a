import type { Bank, BankTask, Question } from './bank.ts';
import { isNeutral } from './bank.ts';

/** Answers of the pilot that are fit for a bank, of all. */
export interface Fit {
  readonly bank: string;
  readonly fit: number;
  readonly asked: number;
}

const TASKS = 4;
const CONTEXTS = 2;
/** Enough to see whether code of the language begins. */
export const PILOT_TOKENS = 300;
const ENOUGH = 0.5;

/** Of the tasks by the length of their prompts: short ones fit into the smallest models. */
const SHORT = 0.25;

/** A few short tasks under neutral contexts. */
export function pilotOf({ tasks, contexts }: Bank): readonly Question[] {
  const shortest = tasks.toSorted((a, b) => a.prompt.length - b.prompt.length || (a.id < b.id ? -1 : 1));
  const neutral = contexts.filter(isNeutral).slice(0, CONTEXTS);
  const step = Math.max(1, Math.floor((SHORT * tasks.length) / TASKS));
  return Array.from({ length: TASKS }, (_, index) => shortest[index * step])
    .filter((task) => task !== undefined)
    .flatMap((task: BankTask) => neutral.map(({ id }) => ({ task: task.id, context: id, repeat: 0 })));
}

/** The first bank where enough answers fit, the main one before all; of the others the one that fits best. */
export function chosen(fits: readonly Fit[]): Fit | undefined {
  const [main, ...others] = fits;
  if (main !== undefined && main.fit >= ENOUGH * main.asked) return main;
  return others.filter(({ fit, asked }) => asked > 0 && fit >= ENOUGH * asked).toSorted((a, b) => b.fit - a.fit)[0];
}
