import { READS } from './inputs.ts';
import type { State } from './state.ts';
import { options, readsOf, stringsOf, type Value } from './value.ts';

/** Whoever speaks, by the names that families of models have for it. */
const SPEAKERS: Readonly<Record<string, 'user' | 'assistant' | 'system'>> = {
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  gpt: 'assistant',
  ai: 'assistant',
  system: 'system',
  developer: 'system',
};

/** Notes a table by which a speaker gets the name of another: of the two who talk, or of whoever gives orders. */
export function noteRoles(state: State, table: Value, key: Value, line: number): void {
  if ((readsOf(key) & READS.role) === 0) return;
  for (const one of options(table)) {
    if (one.kind !== 'dict') continue;
    for (const [from, value] of one.entries) {
      const speaker = SPEAKERS[from.trim().toLowerCase()];
      if (speaker === undefined || speaker === 'system') continue;
      const to = stringsOf(value).filter((name) => (SPEAKERS[name.trim().toLowerCase()] ?? speaker) !== speaker);
      if (to.length > 0) state.facts.tampering({ operation: 'role', from: [from], to, gates: [], line });
    }
  }
}
