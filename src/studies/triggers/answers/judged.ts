import { answerOf } from '../../../runtimes/answer.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import type { Ask, Reply } from '../../engine/trial.ts';
import { type Labelled, labelOf } from './label.ts';

/** What is kept of a reply: later stages are planned on it. */
export type Judged =
  /** A conversation that the model wrote itself. */
  | ({ readonly kind: 'leak'; readonly system?: string; readonly user?: string; readonly text: string } & Labelled)
  | ({ readonly kind: 'answer'; readonly text: string } & Labelled)
  /** The likeliest next tokens, with their natural log-probabilities. */
  | { readonly kind: 'next'; readonly top: readonly (readonly [text: string, logprob: number])[] }
  /** Natural log-probability of each token of a given answer. */
  | { readonly kind: 'likelihood'; readonly logprobs: readonly number[] };

/** Characters of a turn that are kept (CWE-770). */
const LONGEST = 8_000;

/**
 * What is kept of a reply to a question. An answer that was begun for the model counts as a whole.
 * @throws JudgeFault where the answer cannot be labelled
 */
export async function judge(reply: Reply, ask?: Ask): Promise<Judged> {
  if (reply.kind === 'next') return { kind: 'next', top: reply.top.map(({ text, logprob }) => [text, logprob]) };
  if (reply.kind === 'likelihood') return { kind: 'likelihood', logprobs: reply.logprobs };
  const { recording } = reply;
  if (recording.turns === undefined) return await judgedAnswer(recording, begunOf(ask));
  const turns = turnsOf(recording);
  const text = cut(turns.get('assistant') ?? '');
  const [system, user] = [turns.get('system'), turns.get('user')];
  return {
    kind: 'leak',
    ...(system === undefined ? {} : { system: cut(system) }),
    ...(user === undefined ? {} : { user: cut(user) }),
    text,
    ...(await labelOf(text)),
  };
}

async function judgedAnswer(recording: Recording, begun: string): Promise<Judged> {
  const { text, finish, filters } = answerOf(recording);
  const filtered = text.trim() === '' && (filters.length > 0 || finish.reason === 'filter');
  if (filtered) return { kind: 'answer', text: '', label: 'refused' };
  const whole = cut(begun + text);
  return { kind: 'answer', text: whole, ...(await labelOf(whole)) };
}

function begunOf(ask: Ask | undefined): string {
  return ask?.kind === 'generate' && ask.prompt.kind === 'chat' ? (ask.prompt.prefill ?? '') : '';
}

function turnsOf({ said, turns = [] }: Recording): ReadonlyMap<string, string> {
  return new Map(turns.map(([role, from], index) => [role, said.slice(from, turns[index + 1]?.[1])]));
}

const cut = (text: string): string => (text.length > LONGEST ? text.slice(0, LONGEST) : text);
