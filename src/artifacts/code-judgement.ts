import { printable } from '../core/printable.ts';
import type { Severity } from '../core/finding.ts';
import type { Effect, PythonStructure, When } from '../formats/python/structure.ts';
import { type Reach, reachOf } from './code-reach.ts';
import type { PlacedDraft, RepositoryView } from './rule.ts';

/** Findings of one rule in one file; the rest are of the same kind. */
const MOST = 12;

/** One Python source with how it comes to run. */
export interface ReachedCode {
  readonly path: string;
  readonly member?: string;
  readonly structure: PythonStructure;
  readonly reach: Reach;
}

const reached = new WeakMap<RepositoryView['files'], readonly ReachedCode[]>();

/** Every Python source of the subject. */
export function pythonSources(view: RepositoryView): readonly ReachedCode[] {
  const known = reached.get(view.files);
  if (known !== undefined) return known;
  const found: ReachedCode[] = [];
  const reach = reachOf(view);
  for (const { path, parts } of view.files) {
    for (const { at, format, structure } of parts) {
      if (format !== 'python' || structure === undefined) continue;
      const member = at.member === undefined ? {} : { member: at.member };
      found.push({ path, ...member, structure: structure as PythonStructure, reach: reach(at) });
    }
  }
  reached.set(view.files, found);
  return found;
}

/** What is judged of one effect; undefined where it is ordinary. */
export interface Judgement {
  readonly severity: Severity;
  /** Completes "…, which <does>". */
  readonly does: string;
  /** In place of "calls". */
  readonly verb?: string;
  readonly title?: string;
  readonly references?: readonly string[];
}

/** The findings of a rule over the effects of every Python source. */
export function* judgeEffects(
  view: RepositoryView,
  judge: (effect: Effect, code: ReachedCode) => Judgement | undefined,
): Generator<PlacedDraft> {
  for (const code of pythonSources(view)) {
    let count = 0;
    for (const effect of code.structure.effects) {
      const judgement = judge(effect, code);
      if (judgement === undefined || ++count > MOST) continue;
      yield draft(effect, code, judgement);
    }
  }
}

function draft(effect: Effect, { path, member, reach }: ReachedCode, judgement: Judgement): PlacedDraft {
  const { severity, does, verb = 'calls', title, references } = judgement;
  const how = effect.indirect ? ', by a name that is put together or looked up,' : '';
  const from = effect.from.map((taint) => FROM[taint]);
  const what = from.length === 0 ? '' : ` What it gets ${from.join(' and ')}.`;
  const shown = effect.text === undefined || verb !== 'calls' ? '' : `(${printable(effect.text, 80)})`;
  return {
    severity,
    confidence: effect.from.includes('computed') ? 'medium' : 'high',
    ...(title === undefined ? {} : { title }),
    message: `At line ${effect.line}, ${WHEN[effect.when]}, the code ${verb} ${printable(effect.callable, 120)}${shown}${how === '' ? ',' : how} which ${does}.${what} ${reach.why}`,
    evidence: [
      { label: 'code', text: printable(effect.written, 300) },
      ...(effect.text === undefined ? [] : [{ label: 'with', text: printable(effect.text, 300) }]),
    ],
    ...(references === undefined ? {} : { references }),
    path,
    ...(member === undefined ? {} : { member }),
    offset: effect.offset,
    line: effect.line,
    key: `${effect.kind}\0${effect.callable}\0${effect.within ?? ''}\0${effect.text ?? ''}`,
  };
}

const WHEN: Readonly<Record<When, string>> = {
  import: 'as soon as it is imported',
  use: 'when its objects are built or used',
  main: 'when it is run as a script',
  call: 'in a function',
};

const FROM: Readonly<Record<Effect['from'][number], string>> = {
  decoded: 'was encoded in the file',
  unpacked: 'was encoded',
  network: 'came from the network',
  file: 'was read from a file',
  credential: 'is a secret',
  authorisation: 'holds a secret that is shown to the service',
  environment: 'describes the machine',
  computed: 'is put together',
};

/** A severity for each way that the code is reached and each time that it runs. */
export type Matrix = Readonly<Record<Reach['kind'], readonly [import: Level, use: Level, main: Level, call: Level]>>;
type Level = Severity | undefined;

const COLUMN: Readonly<Record<When, number>> = { import: 0, use: 1, main: 2, call: 3 };

export const at = (matrix: Matrix, effect: Effect, code: ReachedCode): Level =>
  matrix[code.reach.kind][COLUMN[effect.when]];

const ORDER: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/** The worse of two; undefined is below all. */
export const atLeastOf = (level: Level, least: Severity): Severity =>
  level !== undefined && ORDER.indexOf(level) > ORDER.indexOf(least) ? level : least;
