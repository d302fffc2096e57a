import { printable } from '../../core/printable.ts';
import type { Callables } from './callables.ts';
import { literalAt } from './literals.ts';
import type { PickleValue } from './structure.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';
import type { Window } from './window.ts';

/** Characters of a string argument kept for the rules. */
const VALUE_TEXT = 1024;
const SHOWN_TEXT = 160;
const SHOWN_ITEMS = 8;
const SHOWN_DEPTH = 3;
const SHOWN_CALL = 600;

/** Turns simulated values into what rules compare and what people read. */
export class Describe {
  private readonly window: Window;
  private readonly callables: Callables;
  private readonly tuples: Tuples;

  constructor(window: Window, callables: Callables, tuples: Tuples) {
    this.window = window;
    this.callables = callables;
    this.tuples = tuples;
  }

  /** @throws NeedBytes */
  value(kind: number, payload: number): PickleValue {
    switch (kind) {
      case Kind.none:
        return { type: 'none' };
      case Kind.bool:
        return { type: 'bool', value: payload === 1 };
      case Kind.int:
        return Number.isNaN(payload) ? { type: 'int' } : { type: 'int', value: payload };
      case Kind.str: {
        const literal = literalAt(this.window, payload, VALUE_TEXT);
        return literal === undefined ? { type: 'unknown' } : { type: 'str', ...literal };
      }
      case Kind.bytes: {
        const literal = literalAt(this.window, payload, 8);
        return { type: 'bytes', head: (literal?.text ?? '').slice(0, 4) };
      }
      case Kind.global:
        return { type: 'global', name: this.callables.at(payload).name };
      case Kind.result:
        return { type: 'result', of: this.callables.at(payload % RESULT_STRIDE).name };
      case Kind.computed:
        return { type: 'result', of: this.callables.at(payload).name };
      default:
        return { type: SIMPLE[kind] ?? 'unknown' };
    }
  }

  /** A call as Python would write it. @throws NeedBytes */
  call(callee: string, tuple: number | undefined, keywords: boolean): string {
    const length = tuple === undefined ? undefined : this.tuples.length(tuple);
    const inside = tuple === undefined || length === undefined ? '…' : this.items(tuple, length, SHOWN_DEPTH);
    return cut(`${callee}(${inside}${keywords ? ', **…' : ''})`);
  }

  text(kind: number, payload: number, depth = SHOWN_DEPTH): string {
    switch (kind) {
      case Kind.none:
        return 'None';
      case Kind.bool:
        return payload === 1 ? 'True' : 'False';
      case Kind.int:
        return Number.isNaN(payload) ? '<big integer>' : String(payload);
      case Kind.str:
      case Kind.bytes: {
        const literal = literalAt(this.window, payload, SHOWN_TEXT);
        return literal === undefined ? '<text>' : quote(literal.text, literal.cut, kind === Kind.bytes);
      }
      case Kind.global:
      case Kind.computed:
        return printable(this.callables.at(payload).name, SHOWN_TEXT);
      case Kind.result:
        return this.resultText(payload);
      case Kind.tuple: {
        const length = this.tuples.length(payload);
        if (length === undefined || depth === 0) return '(…)';
        return length === 1 ? `(${this.items(payload, 1, depth - 1)},)` : `(${this.items(payload, length, depth - 1)})`;
      }
      default:
        return SHOWN[kind] ?? '<unknown>';
    }
  }

  resultText(payload: number): string {
    const example = this.callables.exampleTexts[Math.floor(payload / RESULT_STRIDE)] ?? '';
    return example !== '' ? example : `${printable(this.callables.at(payload % RESULT_STRIDE).name, SHOWN_TEXT)}(…)`;
  }

  private items(tuple: number, length: number, depth: number): string {
    const shown: string[] = [];
    for (let i = 0; i < Math.min(length, SHOWN_ITEMS); i++) {
      shown.push(this.text(this.tuples.kind(tuple, i), this.tuples.payload(tuple, i), depth));
    }
    return cut(length > SHOWN_ITEMS ? `${shown.join(', ')}, … ${length - SHOWN_ITEMS} more` : shown.join(', '));
  }
}

const SIMPLE: Readonly<
  Record<number, Exclude<PickleValue['type'], 'str' | 'bytes' | 'global' | 'result' | 'int' | 'bool'>>
> = {
  [Kind.float]: 'float',
  [Kind.list]: 'list',
  [Kind.dict]: 'dict',
  [Kind.set]: 'set',
  [Kind.frozenset]: 'frozenset',
  [Kind.tuple]: 'tuple',
  [Kind.persistent]: 'persistent',
  [Kind.extension]: 'extension',
  [Kind.buffer]: 'buffer',
};

const SHOWN: Readonly<Record<number, string>> = {
  [Kind.float]: '<float>',
  [Kind.list]: '[…]',
  [Kind.dict]: '{…}',
  [Kind.set]: '{…}',
  [Kind.frozenset]: 'frozenset(…)',
  [Kind.persistent]: '<persistent object>',
  [Kind.extension]: '<extension object>',
  [Kind.buffer]: '<buffer>',
};

function quote(text: string, isCut: boolean, isBytes: boolean): string {
  const safe = printable(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"), SHOWN_TEXT * 2);
  return `${isBytes ? 'b' : ''}'${safe}${isCut ? '…' : ''}'`;
}

function cut(text: string): string {
  return text.length > SHOWN_CALL ? `${text.slice(0, SHOWN_CALL - 1)}…` : text;
}
