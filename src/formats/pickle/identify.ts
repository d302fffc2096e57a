import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import type { Match, Probe } from '../format.ts';
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

/**
 * Protocol 2 and later begin with PROTO. Protocols 0 and 1 have no magic number: the first bytes are run, and count as a
 * pickle where a call, or a plausible import, or STOP over more than a single value is reached before anything breaks.
 */
export function identifyPickle(probe: Probe): Match | undefined {
  const { head } = probe;
  if (head[0] === 0x80 && (head[1] ?? 255) <= 5 && (isOpcode(head[2]) || head.length === 2)) return 'magic';
  // `PK\x03\x04…` would be a PERSID opcode, which no plain loader accepts: an archive is no pickle.
  const isArchive = head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) < 8;
  if (!isArchive && startsPickle(head, probe.size)) return 'structure';
  const dot = probe.name.lastIndexOf('.');
  const extension = dot < 0 ? '' : probe.name.slice(dot).toLowerCase();
  return EXTENSIONS.some((claimed) => claimed === extension) ? 'name' : undefined;
}

/** True where these bytes, the first of `size`, run as a pickle of protocol 0 or 1, or of a later one. */
export function startsPickle(head: Uint8Array, size: number): boolean {
  if (head.length < 2 || !isOpcode(head[0])) return false;
  const window = new Window(Math.max(size, head.length), 0, head.length);
  window.move(0, head);
  const machine = new Machine(window, SNIFF, { anomaly: () => {}, constant: () => {} });
  machine.begin(0);
  let stopped = false;
  let broke = false;
  try {
    const wants = machine.advance();
    stopped = !(wants instanceof NeedBytes) && wants.kind === 'stop';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    broke = error.fault !== 'truncated';
  }
  if (acts(machine)) return true;
  if (stopped) return machine.opcodes > 2 && !isPlainText(head.subarray(0, machine.position));
  if (broke) return false;
  // One constant that fills the head, of a length that the file has, hides what comes after it.
  return machine.opcodes >= CONVINCING || (machine.position >= head.length && size > head.length && hasLength(head));
}

/** The first opcode is a constant with a length of four or eight bytes: text has no such beginning by chance. */
function hasLength(head: Uint8Array): boolean {
  return [0x42, 0x54, 0x58, 0x8d, 0x8e, 0x96].includes(head[0] ?? 0);
}

const IDENTIFIER = /^[A-Za-z_][\w.]*$/;

/** Something was called whose name is one that Python could import. */
function acts(machine: Machine): boolean {
  return machine.callables.list.some(
    (callable) =>
      callable.kind === 'global' &&
      IDENTIFIER.test(callable.module ?? '') &&
      IDENTIFIER.test(callable.qualname ?? '') &&
      (callable.uses.has('call') || callable.uses.has('new') || callable.uses.has('build-on') || machine.opcodes >= 3),
  );
}

/** A few letters that happen to be opcodes, such as `)..`: no data worth the name. */
function isPlainText(bytes: Uint8Array): boolean {
  return bytes.length <= 4 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
