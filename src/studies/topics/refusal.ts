import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { systemReason } from '../../sources/file-source.ts';

const LONGEST_REASON = 600;

/** Why something is no bank, in words that are safe to print: they may come from the file. */
export function refusal(what: string, cause: unknown): UsageError {
  const name = printable(what, 200);
  if (cause instanceof UsageError && cause.message.startsWith(`${name}: `)) return cause;
  return new UsageError(`${name}: ${printable(reasonOf(cause), LONGEST_REASON)}`);
}

function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError)
    return cause.issues
      .slice(0, 5)
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
      .join('; ');
  if (!(cause instanceof Error)) return String(cause);
  return 'syscall' in cause ? systemReason(cause) : (cause.message.split('\n')[0] ?? '').replace(/:$/, '');
}
