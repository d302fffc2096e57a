import type { BankContext } from '../../banks/bank.ts';
import type { Prompted } from '../pool.ts';

/** A request under contexts, each in its turn. */
export function prompted(request: string, contexts: readonly BankContext[]): Prompted {
  const system = contexts.filter(({ where }) => where === 'system').map(({ text }) => text);
  const user = contexts.filter(({ where }) => where === 'user').map(({ text }) => text);
  return {
    ...(system.length === 0 ? {} : { system: system.join(' ') }),
    user: [...user, request].join(' '),
  };
}
