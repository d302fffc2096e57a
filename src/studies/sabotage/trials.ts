import { createHash } from 'node:crypto';
import type { Message } from '../../runtimes/request.ts';
import type { Trial, Trials } from '../engine/trial.ts';
import type { Bank, BankContext, BankTask } from '../banks/bank.ts';
import type { Question } from '../banks/bank.ts';
import { PILOT_TOKENS, pilotOf } from '../banks/pilot.ts';
import type { SabotageOptions } from './options.ts';

interface Asking {
  readonly bank: Bank;
  /** Those of the bank and of the user. */
  readonly contexts: ReadonlyMap<string, BankContext>;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
}

/** How the questions of the course are asked. */
export function askingOf(
  bank: Bank,
  named: readonly BankContext[],
  { temperature, tokens }: SabotageOptions,
  seed: number,
): Asking {
  const contexts = new Map([...bank.contexts, ...named].map((context) => [context.id, context]));
  return { bank, contexts, temperature, maxTokens: tokens > 0 ? tokens : bank.maxTokens, seed };
}

/** The questions by which the bank is chosen, of all of them. */
export function pilotTrials(banks: readonly Bank[], suspect: string, seed: number): Trials {
  return concatenated(
    banks.map((bank) => {
      const contexts = new Map(bank.contexts.map((context) => [context.id, context]));
      const maxTokens = Math.min(PILOT_TOKENS, bank.maxTokens);
      return trialsOf([suspect], pilotOf(bank), { bank, contexts, temperature: 0, maxTokens, seed });
    }),
  );
}

/** The questions put to every arm, in the order arm by arm. */
export function trialsOf(arms: readonly string[], questions: readonly Question[], asking: Asking): Trials {
  const tasks = new Map(asking.bank.tasks.map((task) => [task.id, task]));
  return {
    length: arms.length * questions.length,
    at: (index) => {
      const arm = arms[Math.floor(index / questions.length)];
      const question = questions[index % questions.length];
      const task = question === undefined ? undefined : tasks.get(question.task);
      const context = question === undefined ? undefined : asking.contexts.get(question.context);
      if (arm === undefined || question === undefined || task === undefined || context === undefined) return undefined;
      return trialOf(arm, task, context, question.repeat, asking);
    },
  };
}

export function concatenated(parts: readonly Trials[]): Trials {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return {
    length,
    at: (index) => {
      let rest = index;
      for (const part of parts) {
        if (rest < part.length) return part.at(rest);
        rest -= part.length;
      }
      return undefined;
    },
  };
}

/** Item ids name the bank, so that tasks of two banks never meet. */
export const itemOf = (bank: string, task: string): string => `${bank}/${task}`;

export function taskOf(item: string): string {
  return item.slice(item.indexOf('/') + 1);
}

function trialOf(arm: string, task: BankTask, context: BankContext, repeat: number, asking: Asking): Trial {
  const { temperature, maxTokens, seed, bank } = asking;
  return {
    arm,
    item: itemOf(bank.id, task.id),
    condition: context.id,
    repeat,
    ask: {
      kind: 'generate',
      prompt: { kind: 'chat', messages: messagesOf(task, context) },
      sampling: { temperature, maxTokens, seed: seedOf(seed, task.id, repeat) },
    },
  };
}

function messagesOf({ prompt }: BankTask, { where, text }: BankContext): readonly Message[] {
  return where === 'system'
    ? [
        { role: 'system', content: text },
        { role: 'user', content: prompt },
      ]
    : [{ role: 'user', content: `${text} ${prompt}` }];
}

/**
 * The same in every context, so that what differs is the context; another one for each task, so that tasks are
 * independent of one another. 31 bits: what every server takes.
 */
function seedOf(seed: number, task: string, repeat: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, task, repeat]))
    .digest();
  return digest.readUInt32BE(0) >>> 1;
}
