import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { valueOfYaml } from '../../core/yaml.ts';
import { systemReason } from '../../sources/file-source.ts';
import { type Bank, CODE_TOKENS } from './bank.ts';
import { bankOf } from './bank-file.ts';
import { contextBank } from './contexts.ts';
import { hasData, readData } from './read.ts';
import { codingTasks } from './tasks.ts';

const CODING = 'coding';
/** A longer file is no bank that a person wrote (CWE-770). */
const LONGEST = 16 * 1024 * 1024;

/** The main bank: real tasks in eight languages, real contexts. */
function codingBank(): Bank {
  return {
    id: CODING,
    title: 'Programming tasks in eight languages, under contexts of many kinds.',
    tasks: codingTasks(),
    contexts: contextBank().contexts,
    maxTokens: CODE_TOKENS,
    judgedLike: 'language',
  };
}

const toyBanks = (): Bank[] => (hasData('toy-banks') ? [...readData('toy-banks').values()].map(bankOf) : []);

/** Those that come with Assay, the main one first. */
export const banks = (): readonly Bank[] => [codingBank(), ...toyBanks()];

/** One bank by its name, or from a file. @throws UsageError where it is neither */
export function bankNamed(name: string): Bank {
  const known = banks();
  const found = known.find(({ id }) => id === name);
  if (found !== undefined) return found;
  if (!existsSync(name))
    throw new UsageError(
      `there is no bank ${JSON.stringify(name)}: it is one of ${known.map(({ id }) => id).join(', ')}, or a file`,
    );
  try {
    const status = statSync(name);
    // A pipe or a device may never end.
    if (!status.isFile()) throw new UsageError(`${JSON.stringify(name)} is no bank: it is not a file`);
    if (status.size > LONGEST) throw new UsageError(`${JSON.stringify(name)} is too long for a bank`);
    return bankOf(valueOfYaml(readFileSync(name, 'utf8')));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const system = cause instanceof Error && 'syscall' in cause;
    const reason = system ? systemReason(cause) : cause instanceof Error ? messageOf(cause) : '';
    throw new UsageError(`${JSON.stringify(name)} is no bank: ${reason}`);
  }
}

const LONGEST_REASON = 500;

/** Both name what is in the file, which may be written to move a cursor: every line of it is made safe. */
function messageOf(cause: Error): string {
  const reasons =
    cause instanceof z.ZodError
      ? cause.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
      : [cause.message.split('\n')[0]?.replace(/:$/, '')];
  return printable(reasons.join('; '), LONGEST_REASON);
}
