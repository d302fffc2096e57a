import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeEvaluatesRule: Rule = {
  id: 'code-evaluates',
  title: 'Python code runs text as code',
  severity: 'critical',
  explanation:
    'eval, exec and their relatives run code that is not written where it can be read: it is put together, read from a file, decoded or downloaded when the program runs. Models need none of it. Where the text stands in the file, Assay reads it as code in its own right.',
  advice: 'Find out what text is run. Do not load the model with trust_remote_code while you cannot tell.',
  references: ['CWE-95', 'CWE-94', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

/** For text that is not known and came from nowhere in particular. */
const UNKNOWN: Matrix = {
  loaded: ['medium', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'low', 'low', 'low'],
};
const ENCODED: Matrix = {
  loaded: ['critical', 'critical', 'high', 'high'],
  likely: ['critical', 'high', 'high', 'high'],
  script: ['high', 'high', 'high', 'high'],
};
const FROM_FILE: Matrix = {
  loaded: ['high', 'high', 'low', 'medium'],
  likely: ['medium', 'medium', 'low', 'low'],
  script: ['low', 'low', 'low', 'low'],
};
/** These make or time code, and are dangerous only with what they get. */
const MILD = /^(?:compile|types\.|timeit\.|numexpr\.|sympy\.|cProfile\.|profile\.|asteval|simpleeval)/;

/** The C interface of the interpreter. */
const INTERPRETER = /(?:^|\.)(?:pythonapi\.|PyRun_|PyEval_|Py_CompileString)/;

const SUSPECT: ReadonlySet<string> = new Set(['decoded', 'unpacked', 'network']);

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  const { kind, from, indirect } = effect;
  if (kind === 'import-file')
    return level(at(FROM_FILE, effect, code), 'imports a module from a file of its choosing', effect);
  if (kind === 'import-computed') {
    if (!indirect && !from.some((one) => SUSPECT.has(one))) return undefined;
    return level(
      from.some((one) => SUSPECT.has(one)) ? 'high' : 'medium',
      'takes something by a name that cannot be read here',
      effect,
    );
  }
  if (kind !== 'evaluate') return undefined;
  const does = 'runs text or a code object as Python';
  if (from.includes('network')) return { severity: 'critical', does };
  if (from.includes('decoded') || from.includes('unpacked')) return level(at(ENCODED, effect, code), does, effect);
  if (from.includes('file')) return level(at(FROM_FILE, effect, code), does, effect);
  if (indirect || effect.callable.endsWith('__pyarmor__')) return { severity: 'high', does };
  // Past everything that looks at Python's own functions.
  if (INTERPRETER.test(effect.callable)) return level(code.reach.kind === 'script' ? 'medium' : 'high', does, effect);
  if (MILD.test(effect.callable)) return level('low', does, effect);
  const known = effect.text !== undefined && !effect.text.includes('…') && !from.includes('computed');
  return level(known ? 'low' : at(UNKNOWN, effect, code), does, effect);
}

function level(severity: Judgement['severity'] | undefined, does: string, effect: Effect): Judgement | undefined {
  if (severity === undefined) return undefined;
  return { severity: effect.indirect ? atLeastOf(severity, 'medium') : severity, does };
}
