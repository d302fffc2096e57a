import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import type { Match, Probe } from '../format.ts';
import type { Callable } from './callables.ts';
import { Machine } from './machine.ts';
import { isOpcode } from './opcodes.ts';
import { NeedBytes, Window } from './window.ts';

/** Extensions that a Python loader opens as a pickle without looking further. */
export const EXTENSIONS = [
  '.pkl',
  '.pickle',
  '.pck',
  '.pcl',
  '.dill',
  '.p',
  '.pt',
  '.pth',
  '.ckpt',
  '.joblib',
] as const;

const SNIFF = {
  ...resolveLimits(),
  'pickle.stack': 8192,
  'pickle.memo': 4096,
  'pickle.callables': 512,
  'pickle.values': 4,
  'pickle.fetches': 0,
};
/** Opcodes in a row that ordinary text does not survive by chance. */
const CONVINCING = 24;

/** Opcodes that fill the head without a newline, as text of few letters does: what follows may still be a pickle. */
const CURIOUS = 200;

/** STOP after fewer opcodes than this is too likely among arbitrary bytes to be searched for. */
const SEARCHED_STOP = 8;

/**
 * Protocol 2 and later begin with PROTO. Protocols 0 and 1 have no magic number: the first bytes are run, and count as a
 * pickle where a call, or a plausible import, or STOP over more than a single value is reached before anything breaks. A
 * first constant that is longer than the head tells nothing; then the name decides, as for the loaders that go by it.
 */
export function identifyPickle(probe: Probe): Match | undefined {
  const { head } = probe;
  if (head[0] === 0x80 && (head[1] ?? 255) <= 5 && (isOpcode(head[2]) || head.length === 2)) return 'magic';
  // `PK\x03\x04…` would be a PERSID opcode, which no plain loader accepts: an archive is no pickle.
  const isArchive = head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) < 8;
  const trial = isArchive ? undefined : tryPickle(head, probe.size);
  if (trial !== undefined && (isConvincing(trial) || goesOn(trial, head, probe.size))) return 'structure';
  const dot = probe.name.lastIndexOf('.');
  const extension = dot < 0 ? '' : probe.name.slice(dot).toLowerCase();
  // One line that fills the head: only the name can tell.
  const oneLine = trial?.end === 'open' && trial.opcodes <= 1 && probe.size > head.length;
  if (oneLine && MAYBE_EXTENSIONS.has(extension)) return 'structure';
  if (EXTENSIONS.some((claimed) => claimed === extension)) return 'name';
  return trial?.end === 'open' && trial.opcodes >= CURIOUS ? 'guess' : undefined;
}

/** Single values one after another, as nobody saves them, and then a pickle: a loader may be called until the end. */
function goesOn(first: Trial, head: Uint8Array, size: number): boolean {
  let trial: Trial | undefined = first;
  let at = 0;
  for (let i = 0; i < MOST_SINGLE && trial?.end === 'stop' && at + trial.length < head.length; i++) {
    at += trial.length;
    trial = tryPickle(head.subarray(at), size - at);
    if (trial?.acts === true) return true;
  }
  return false;
}

/** True where these bytes, the first of `size`, run as a pickle. */
export function startsPickle(head: Uint8Array, size: number): boolean {
  const trial = tryPickle(head, size);
  return trial !== undefined && isConvincing(trial);
}

/** As {@link startsPickle}, for a beginning found by searching, where there are many that mean nothing. */
export function hidesPickle(head: Uint8Array, size: number): boolean {
  const trial = tryPickle(head, size);
  return trial !== undefined && (trial.acts || (trial.end === 'stop' && trial.opcodes >= SEARCHED_STOP));
}

/** Of a beginning found by searching, a pickle that calls or imports something; with its length where it reaches its STOP. */
export function actingPickle(head: Uint8Array, size: number): { readonly length?: number } | undefined {
  const trial = tryPickle(head, size);
  if (trial?.acts !== true) return undefined;
  return trial.end === 'stop' ? { length: trial.length } : {};
}

/** Pickles at the head of a file that are run in search of one that does something (CWE-834). */
const MOST_SINGLE = 64;

interface Trial {
  /** Something is called, or imported by a plausible name. */
  readonly acts: boolean;
  /** `open`: the head ended first. */
  readonly end: 'stop' | 'broken' | 'open';
  readonly opcodes: number;
  /** Bytes that were run. */
  readonly length: number;
  /** Text that happens to be opcodes: of one line, with names that nothing could import, or that goes on after STOP. */
  readonly plain: boolean;
  /** One constant that fills the head, of a length that the file has, hides what comes after it. */
  readonly longConstant: boolean;
}

function isConvincing({ acts: does, end, opcodes, plain, longConstant }: Trial): boolean {
  if (does) return true;
  if (end === 'stop') return opcodes > 2 && !plain;
  return end === 'open' && ((opcodes >= CONVINCING && !plain) || longConstant);
}

function tryPickle(head: Uint8Array, size: number): Trial | undefined {
  if (head.length < 2 || !isOpcode(head[0])) return undefined;
  const window = new Window(Math.max(size, head.length), 0, head.length);
  window.move(0, head);
  const machine = new Machine(window, SNIFF, { anomaly: () => {}, constant: () => {} });
  machine.begin(0);
  let end: Trial['end'] = 'open';
  try {
    const wants = machine.advance();
    if (!(wants instanceof NeedBytes) && wants.kind === 'stop') end = 'stop';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // A length beyond the file's own end is no open question.
    end = 'broken';
  }
  return {
    acts: acts(machine),
    end,
    opcodes: machine.opcodes,
    length: machine.position,
    plain: isText(head, machine, size),
    longConstant: machine.position >= head.length && size > head.length && hasLength(head),
  };
}

/** Extensions under which checkpoints are kept that loaders open as pickles, among other things. */
const MAYBE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...EXTENSIONS,
  '',
  '.bin',
  '.th',
  '.model',
  '.dat',
  '.data',
  '.sav',
]);

/** The first opcode is a constant with a length of four or eight bytes: text has no such beginning by chance. */
function hasLength(head: Uint8Array): boolean {
  return [0x42, 0x54, 0x58, 0x8d, 0x8e, 0x96].includes(head[0] ?? 0);
}

const IDENTIFIER = /^[A-Za-z_][\w.]*$/;

const isImportable = ({ module, qualname }: Callable): boolean =>
  IDENTIFIER.test(module ?? '') && IDENTIFIER.test(qualname ?? '');

/** Something was called whose name is one that Python could import. */
function acts(machine: Machine): boolean {
  return machine.callables.list.some(
    (callable) =>
      callable.kind === 'global' &&
      isImportable(callable) &&
      (callable.uses.has('call') || callable.uses.has('new') || callable.uses.has('build-on') || machine.opcodes >= 3),
  );
}

function isText(head: Uint8Array, machine: Machine, size: number): boolean {
  const { position } = machine;
  const run = head.subarray(0, position);
  // Protocol 0 writes a newline into everything but the shortest pickles.
  if (run.length > 0 && run.every((byte) => byte >= 0x20 && byte < 0x7f)) return true;
  if (machine.callables.list.some((callable) => callable.kind === 'global' && !isImportable(callable))) return true;
  const next = head[position] ?? 0;
  return position < Math.min(size, head.length) && next >= 0x20 && next < 0x7f && !isOpcode(next);
}
