import { RuntimeFault } from '../fault.ts';
import type { Role } from '../event.ts';
import type { Message, Prompt } from '../request.ts';
import type { ChatTemplate } from './template.ts';

type OpeningPrompt = Extract<Prompt, { readonly kind: 'opening' }>;

/** A chat template cut open where a turn begins. */
interface Opening {
  /** All that stands before what the model writes. */
  readonly text: string;
  /** The turns to come, each with what the template puts before it; nothing before the first. */
  readonly turns: readonly (readonly [role: Role, mark: string])[];
}

/** They stand where contents stand, to find their places; no template takes them for something else. */
const PLACES = { system: 'Zq7SystemPlace7qZ', user: 'Zq7UserPlace7qZ' } as const;

/** @throws RuntimeFault where the template has no such turn, or does not show what it is given as it stands */
export function openingOf(template: ChatTemplate, { turn, messages, begins = '' }: OpeningPrompt): Opening {
  const asked: Message[] =
    turn === 'system'
      ? [
          { role: 'system', content: PLACES.system },
          { role: 'user', content: PLACES.user },
        ]
      : [{ role: 'user', content: PLACES.user }];
  const rendered = template.render([...messages, ...asked]);
  const [before, ...behind] = rendered.split(PLACES[turn]);
  const rest = behind[0];
  if (before === undefined || rest === undefined || behind.length !== 1) throw noTurn(turn);
  if (turn === 'user')
    return {
      text: before + begins,
      turns: [
        ['user', ''],
        ['assistant', rest],
      ],
    };
  const [between, after, ...more] = rest.split(PLACES.user);
  if (between === undefined || after === undefined || more.length > 0) throw noTurn('user');
  return {
    text: before + begins,
    turns: [
      ['system', ''],
      ['user', between],
      ['assistant', after],
    ],
  };
}

function noTurn(turn: string): RuntimeFault {
  return new RuntimeFault('unsupported', `the chat template has no ${turn} turn of its own`);
}

/** Reads what the model writes into turns, as it comes. */
export class TurnReader {
  readonly #turns: Opening['turns'];
  readonly #found: (readonly [role: Role, text: string])[] = [];
  #at = 0;
  #text = '';

  constructor(turns: Opening['turns']) {
    this.#turns = turns;
  }

  /** Whether the model is in its answer, the last of the turns. */
  get answering(): boolean {
    return this.#at === this.#turns.length - 1;
  }

  push(text: string): void {
    this.#text += text;
    for (let next = this.#turns[this.#at + 1]; next !== undefined; next = this.#turns[this.#at + 1]) {
      const [, mark] = next;
      const place = this.#text.indexOf(mark);
      if (place === -1 || mark === '') return;
      this.#close(this.#text.slice(0, place));
      this.#text = this.#text.slice(place + mark.length);
      this.#at++;
    }
  }

  /** Every turn that was begun. */
  end(): readonly (readonly [role: Role, text: string])[] {
    this.#close(this.#text);
    return this.#found;
  }

  #close(text: string): void {
    const role = this.#turns[this.#at]?.[0];
    if (role !== undefined) this.#found.push([role, text]);
  }
}
