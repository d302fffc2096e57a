import type { Event } from '../flow/event.ts';
import { type Place, type Reach, reaches } from '../flow/value.ts';
import type { Severity } from '../verdict.ts';

/** One weakness that can be told from what is called, set or compared, and with which values. */
export interface Rule extends About {
  holds(event: Event, code: string): boolean;
}

export interface About {
  readonly id: string;
  readonly cwe: string;
  readonly severity: Severity;
  readonly why: string;
  /** Looks at comments too: they may say what a value is for. What they claim of safety changes nothing. */
  readonly comments?: true;
}

interface Sink extends About {
  /** Dotted names of what takes the value. */
  readonly call: RegExp;
  readonly place: Place;
  /** Which arguments; all of them by default. */
  readonly at?: readonly number[];
  /** How far outside the value must come from: 1, a parameter; 2, a request. */
  readonly least?: Reach;
  /** Only a value that was put together: opening the path one is given is no weakness. A request's value always counts. */
  readonly built?: boolean;
  /** Text that the value must have. */
  readonly text?: RegExp;
  when?(event: Event, code: string): boolean;
}

/** A value of an attacker's that arrives at a call. */
export const sink = ({ call, place, at, least = 1, built = false, text, when, ...about }: Sink): Rule => ({
  ...about,
  holds: (event, code) =>
    event.kind === 'call' &&
    call.test(event.name) &&
    (at === undefined ? event.arguments : at.map((i) => event.arguments[i])).some(
      (value) =>
        reaches(value, place, least) &&
        (!built || value.built || value.reach === 2) &&
        (text === undefined || text.test(value.text)),
    ) &&
    (when === undefined || when(event, code)),
});

interface Call extends About {
  readonly call: RegExp;
  readonly written?: RegExp;
  readonly unless?: RegExp;
  when?(event: Event, code: string): boolean;
}

/** A call that is weak by its name and how it is written. `unless` looks at the whole code. */
export const call = ({ call: name, written, unless, when, ...about }: Call): Rule => ({
  ...about,
  holds: (event, code) =>
    event.kind === 'call' &&
    name.test(event.name) &&
    (written === undefined || written.test(event.written.join(', '))) &&
    (unless === undefined || !unless.test(code)) &&
    (when === undefined || when(event, code)),
});

interface Setting extends About {
  /** What is set: a variable, a property, a named argument. */
  readonly name: RegExp;
  readonly to: RegExp;
  readonly unless?: RegExp;
  when?(event: Event, code: string): boolean;
}

/** An option set to a value that switches a protection off. */
export const setting = ({ name, to, unless, when, ...about }: Setting): Rule => ({
  ...about,
  holds: (event, code) =>
    (event.kind === 'assign' || event.kind === 'entry') &&
    name.test(event.name) &&
    to.test(event.written[0] ?? '') &&
    (unless === undefined || !unless.test(code)) &&
    (when === undefined || when(event, code)),
});

interface Where extends About {
  readonly on: Event['kind'];
  when(event: Event, code: string): boolean;
}

export const where = ({ on, when, ...about }: Where): Rule => ({
  ...about,
  holds: (event, code) => event.kind === on && when(event, code),
});

export const SQL =
  /\b(?:select\b[\s\S]*\bfrom|insert\s+into|update\b[\s\S]*\bset|delete\s+from|replace\s+into|create\s+(?:table|user|database|role|index)|alter\s+(?:table|user|role)|drop\s+(?:table|database|user|view)|truncate|grant\b|where\b|order\s+by|call\s|exec\b|merge\s+into|union\b|vacuum|show\s|copy\s|pragma|set\s|use\s|attach|and\s+\w+\s*=)/i;

/** Cypher, with something filled in. */
export const GRAPH = /\b(?:MATCH|MERGE|CREATE)\s*(?:\w+\s*=\s*)?\([\s\S]*\uFFFC/;
