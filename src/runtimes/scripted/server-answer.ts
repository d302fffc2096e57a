import type { GenerationRequest } from '../request.ts';
import { type Cue, wordsOf } from './cue.ts';

export interface Protocol {
  readonly model: string;
  readonly chat: boolean;
  readonly request: GenerationRequest;
}

type Said = Extract<Cue, { kind: 'text' | 'reasoning' | 'replaced' }>;

const about = ({ model, chat }: Protocol, piece: boolean) => ({
  id: 'scripted',
  object: chat ? `chat.completion${piece ? '.chunk' : ''}` : 'text_completion',
  model,
  system_fingerprint: 'scripted',
});

/** One part of a stream. */
export function part(cue: Said, protocol: Protocol): Record<string, unknown> {
  const field = cue.kind === 'reasoning' ? cue.place : 'content';
  const said = protocol.chat ? { delta: { [field]: cue.text } } : { text: cue.text };
  const choice = { index: 0, ...said, ...logprobs([cue], protocol), finish_reason: null };
  return { ...about(protocol, true), choices: [choice] };
}

export function endPart(word: string, protocol: Protocol): Record<string, unknown> {
  const said = protocol.chat ? { delta: {} } : { text: '' };
  return { ...about(protocol, true), choices: [{ index: 0, ...said, finish_reason: word }] };
}

/** All of an answer in one body. */
export function whole(cues: readonly Cue[], protocol: Protocol): Record<string, unknown> {
  const text = joined(cues, 'text');
  const thought = cues.find((cue) => cue.kind === 'reasoning');
  const end = cues.at(-1);
  const word =
    end?.kind === 'end' ? (end.finish.raw ?? end.finish.reason) : end?.kind === 'filter' ? end.filter.code : '';
  const reasoning = thought === undefined ? {} : { [thought.place]: joined(cues, 'reasoning') };
  const said = protocol.chat ? { message: { role: 'assistant', content: text, ...reasoning } } : { text };
  return {
    ...about(protocol, false),
    choices: [{ index: 0, ...said, ...logprobs(cues, protocol), finish_reason: word }],
    usage: { completion_tokens: wordsOf(text).length },
  };
}

const joined = (cues: readonly Cue[], kind: 'text' | 'reasoning'): string =>
  cues.flatMap((cue) => (cue.kind === kind ? [cue.text] : [])).join('');

function logprobs(cues: readonly Cue[], { chat, request }: Protocol): Record<string, unknown> {
  if (request.logprobs === undefined) return {};
  const tokens = cues.flatMap((cue) =>
    cue.kind === 'text' ? wordsOf(cue.text).map((token) => ({ token, logprob: cue.logprob })) : [],
  );
  if (chat) return { logprobs: { content: tokens.map((one) => ({ ...one, top_logprobs: [] })) } };
  return { logprobs: { tokens: tokens.map(({ token }) => token), token_logprobs: tokens.map((one) => one.logprob) } };
}
