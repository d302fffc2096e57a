import type { AsideEvent, EndEvent, GenerationEvent, ReasoningField, Role, TokenLogprob } from './event.ts';

/** The events of one generation without loss, in the form that journals keep: texts whole, times as marks. */
export interface Recording {
  /** Everything shown as answer, reasoning between tags included, before anything was taken back. */
  readonly said: string;
  /** Reasoning that came in a field of its own. */
  readonly thought?: { readonly place: ReasoningField; readonly text: string };
  /** For each event that brought text: milliseconds, then the UTF-16 lengths of `said` and `thought` after it. */
  readonly marks: readonly Mark[];
  /** Of an opening: the turns that the model wrote, each with the UTF-16 offset in `said` where it begins. */
  readonly turns?: readonly (readonly [role: Role, said: number])[];
  readonly logprobs?: readonly TokenLogprob[];
  readonly promptLogprobs?: readonly TokenLogprob[];
  readonly asides?: readonly AsideEvent[];
  readonly end: Omit<EndEvent, 'kind'>;
}

type Mark = readonly [at: number, said: number, thought: number];

/** @throws Error where the events do not finish: what broke off is an error of its trial, not an answer */
export async function record(events: AsyncIterable<GenerationEvent> | Iterable<GenerationEvent>): Promise<Recording> {
  const said: string[] = [];
  const thought: string[] = [];
  const lengths = { said: 0, thought: 0 };
  let place: ReasoningField | undefined;
  const marks: Mark[] = [];
  const turns: [Role, number][] = [];
  const logprobs: TokenLogprob[] = [];
  const promptLogprobs: TokenLogprob[] = [];
  const asides: AsideEvent[] = [];
  for await (const event of events) {
    switch (event.kind) {
      case 'text':
        said.push(event.text);
        lengths.said += event.text.length;
        marks.push([event.at, lengths.said, lengths.thought]);
        break;
      case 'turn':
        turns.push([event.role, lengths.said]);
        break;
      case 'reasoning':
        place ??= event.place;
        thought.push(event.text);
        lengths.thought += event.text.length;
        marks.push([event.at, lengths.said, lengths.thought]);
        break;
      case 'logprobs':
        for (const token of event.tokens) logprobs.push(token);
        break;
      case 'prompt-logprobs':
        for (const token of event.tokens) promptLogprobs.push(token);
        break;
      case 'end': {
        const { kind: _, ...end } = event;
        return {
          said: said.join(''),
          ...(place === undefined ? {} : { thought: { place, text: thought.join('') } }),
          marks,
          ...(turns.length === 0 ? {} : { turns }),
          ...(logprobs.length === 0 ? {} : { logprobs }),
          ...(promptLogprobs.length === 0 ? {} : { promptLogprobs }),
          ...(asides.length === 0 ? {} : { asides }),
          end,
        };
      }
      default:
        asides.push(event);
    }
  }
  throw new Error('the generation ended without a word why');
}

/** The events again, in the order of their times. Log-probabilities come at once, before the end. */
export function* replay(recording: Recording): Generator<GenerationEvent> {
  const asides = [...(recording.asides ?? [])];
  const turns = [...(recording.turns ?? [])];
  let said = 0;
  let thought = 0;
  for (const [at, saidTo, thoughtTo] of recording.marks) {
    while (asides[0] !== undefined && asides[0].at < at) yield asides.shift() as AsideEvent;
    if (thoughtTo > thought && recording.thought !== undefined) {
      const text = recording.thought.text.slice(thought, thoughtTo);
      yield { kind: 'reasoning', at, text, place: recording.thought.place };
    }
    // An empty field is told from none.
    if (thoughtTo === 0 && said === saidTo && recording.thought !== undefined)
      yield { kind: 'reasoning', at, text: '', place: recording.thought.place };
    while (turns[0] !== undefined && turns[0][1] <= said)
      yield { kind: 'turn', at, role: (turns.shift() as [Role, number])[0] };
    if (saidTo > said) yield { kind: 'text', at, text: recording.said.slice(said, saidTo) };
    said = saidTo;
    thought = thoughtTo;
  }
  for (const [role] of turns) yield { kind: 'turn', at: recording.end.at, role };
  yield* asides;
  if (recording.promptLogprobs !== undefined)
    yield { kind: 'prompt-logprobs', at: recording.end.at, tokens: recording.promptLogprobs };
  if (recording.logprobs !== undefined) yield { kind: 'logprobs', at: recording.end.at, tokens: recording.logprobs };
  yield { kind: 'end', ...recording.end };
}
