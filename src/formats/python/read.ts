import { Buffer } from 'node:buffer';
import { memorySource, type ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { CALLS } from './calls.ts';
import { DEFINITIONS } from './definitions.ts';
import { EXPRESSIONS } from './expressions.ts';
import { pythonGrammar } from './grammar.ts';
import { whenReached } from './reach.ts';
import { readableLength } from './readable.ts';
import { type Handler, MODULE, Reading } from './reading.ts';
import { bidirectional, offScreen } from './signals.ts';
import { decodeSource } from './source-text.ts';
import { STATEMENTS } from './statements.ts';
import { type Effect, MOST_EFFECTS, type PythonStructure } from './structure.ts';
import { child, parsePython } from './tree.ts';
import { Scope, UNKNOWN } from './value.ts';

const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...EXPRESSIONS, ...CALLS, ...STATEMENTS, ...DEFINITIONS }),
);
/** Texts run as code that are read as files of their own. */
const MOST_EVALUATED = 32;

/** @throws InputError where the bytes cannot be had */
export async function readPython(source: ByteSource, context: ReadContext): Promise<PythonStructure> {
  const notes = new Notes(context);
  const most = context.limits['python.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most) {
    const message = () => `the code is longer than ${most} bytes (python.bytes)`;
    notes.note('python.limit', message, { offset: most, stops: true });
  }
  if (bytes.includes(0)) notes.note('python.zero', () => 'the source holds a zero byte, which the interpreter refuses');
  const { text, encoding } = decodeSource(bytes, notes);
  const readable = text.slice(0, readableLength(text, context.limits['python.tokens']));
  if (readable.length < text.length) noteUnread(readable, context, notes);
  const tree = parsePython(readable, await pythonGrammar(), context.limits, notes);
  const reading = new Reading(text, HANDLERS);
  reading.evaluate(tree);
  walkPending(reading);
  bidirectional(reading);
  offScreen(reading);
  if (reading.effectCount > MOST_EFFECTS)
    notes.note('python.limit', () => `the code has more than ${MOST_EFFECTS} effects: the rest are counted only`, {
      stops: true,
    });
  emitEvaluated(reading, context);
  notes.finish();
  return summarise(reading, text, bytes, encoding);
}

function noteUnread(readable: string, { limits }: ReadContext, notes: Notes): void {
  const from = `the code from line ${lineCount(readable)} on`;
  const message = () => `${from} passes python.tokens (${limits['python.tokens']}) and is not read`;
  notes.note('python.limit', message, { offset: Buffer.byteLength(readable), stops: true });
}

/** Bodies of functions, when all names of the module are known. */
function walkPending(reading: Reading): void {
  // Bodies add further functions at the end.
  for (let i = 0; i < reading.pending.length; i++) {
    const next = reading.pending[i];
    if (next === undefined) return;
    const { of, within } = next;
    reading.unit = of.unit;
    reading.within = within;
    // The body of a class is no scope that its methods see.
    const scope = new Scope(of.scope.names.has('__class_body__') ? reading.module : of.scope);
    for (const one of child(of.node, 'parameters')?.children ?? []) {
      const name = one.type === 'identifier' ? one : (child(one, 'name') ?? one.children[0]);
      if (name?.type === 'identifier') scope.names.set(reading.slice(name), UNKNOWN);
    }
    const body = child(of.node, 'body');
    reading.inside(scope, () => reading.evaluate(body));
  }
}

function emitEvaluated(reading: Reading, context: ReadContext): void {
  for (const { text, line, start } of reading.evaluated.slice(0, MOST_EVALUATED)) {
    const name = `run at line ${line}.py`;
    const inner = memorySource(`${context.name}#${name}`, Buffer.from(text));
    context.part({ role: 'member', name, source: inner, offset: start });
  }
}

function summarise(reading: Reading, text: string, bytes: Uint8Array, encoding: string | undefined): PythonStructure {
  const when = whenReached(reading);
  const ascii = text.length === bytes.length;
  let last = 0;
  let offset = 0;
  /** Byte offset of a place; asked in order. */
  const byteAt = (start: number): number => {
    if (ascii) return start;
    offset += Buffer.byteLength(text.slice(last, start));
    last = start;
    return offset;
  };
  const effects = reading.effects
    .toSorted((a, b) => a.start - b.start)
    .map(
      ({ start, unit, ...effect }): Effect => ({
        ...effect,
        when: when(unit),
        ...(unit === MODULE ? {} : { within: unit }),
        offset: byteAt(start),
      }),
    );
  last = 0;
  offset = 0;
  const signals = reading.signals
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, ...signal }) => ({ ...signal, offset: byteAt(start) }));
  return {
    format: 'python',
    lines: lineCount(text),
    ...(encoding === undefined ? {} : { encoding }),
    imports: reading.imports,
    importCount: reading.importCount,
    definitions: reading.definitions,
    effects,
    effectCount: reading.effectCount,
    signals,
  };
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
