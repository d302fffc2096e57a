import type { FilterSignal, Finish, ReasoningField } from './event.ts';
import type { Recording } from './recording.ts';

/** What a reader of the answer is left with. */
export interface Answer {
  /** The visible answer at the end: without reasoning, and what stands in place of an answer that was taken back. */
  readonly text: string;
  readonly reasoning: Reasoning;
  readonly finish: Finish;
  readonly filters: readonly FilterSignal[];
  /** What was visible before the service took it back. */
  readonly withdrawn?: string;
}

/** `none`: no reasoning came, which may be the model's or the host's doing. An empty text was there, and empty. */
interface Reasoning {
  readonly place: ReasoningField | 'inline' | 'none';
  readonly text: string;
}

/** Reads an answer out of what was recorded. Pure: judges run over journals again. */
export function answerOf(recording: Recording): Answer {
  const { thought, said, asides = [], end } = recording;
  const inline = thought === undefined ? splitThinking(said) : undefined;
  const shown = inline?.answer ?? said;
  const replaced = asides.findLast((aside) => aside.kind === 'replaced');
  return {
    text: replaced === undefined ? shown : replaced.text,
    reasoning: thought ?? inline?.reasoning ?? { place: 'none', text: '' },
    finish: end.finish,
    filters: asides.flatMap((aside) => (aside.kind === 'filter' ? [aside.filter] : [])),
    ...(replaced === undefined ? {} : { withdrawn: shown }),
  };
}

const OPEN = /^\s*<(think|thinking|thought)>/;

/**
 * Parts reasoning between tags from the answer. A closing tag alone counts too: some chat templates open it in the
 * prompt. Reasoning that was never closed has no answer behind it.
 */
function splitThinking(said: string): { answer: string; reasoning: Reasoning } | undefined {
  const open = OPEN.exec(said);
  const tag = open?.[1];
  const close = tag === undefined ? /<\/(?:think|thinking|thought)>/.exec(said) : closing(said, tag);
  if (open === null && close === null) return undefined;
  const from = open?.[0].length ?? 0;
  if (close === null) return { answer: '', reasoning: { place: 'inline', text: said.slice(from) } };
  return {
    answer: said.slice(close.index + close[0].length).replace(/^\s+/, ''),
    reasoning: { place: 'inline', text: said.slice(from, close.index) },
  };
}

function closing(said: string, tag: string): { index: number; 0: string } | null {
  const end = `</${tag}>`;
  const index = said.indexOf(end);
  return index === -1 ? null : { index, 0: end };
}
