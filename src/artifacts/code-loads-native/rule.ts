import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeLoadsNativeRule: Rule = {
  id: 'code-loads-native',
  title: 'Python code loads or compiles native code',
  severity: 'high',
  explanation:
    'Native code runs outside of everything that Python could check: a library that lies in the repository, a source that is compiled on the spot, or memory that is written through ctypes. Some honest models compile their own GPU kernels.',
  advice: 'Ask what the library or kernel is and who built it. Most models run without, more slowly.',
  references: ['CWE-114', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code'],
  check: (view) => judgeEffects(view, judge),
};

const LEVELS: Matrix = {
  loaded: ['high', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'info', 'info', 'info'],
};
/** These run on the GPU only, or only look. */
const MILD =
  /^(?:cupy\.|pycuda\.|numba\.|ctypes\.util\.|ctypes\.CFUNCTYPE|ctypes\.WINFUNCTYPE|ctypes\.windll\.kernel32)/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind !== 'native') return undefined;
  let severity = MILD.test(effect.callable) ? 'low' : at(LEVELS, effect, code);
  if (
    (effect.indirect && effect.when !== 'call') ||
    effect.from.some((from) => from === 'network' || from === 'decoded')
  )
    severity = atLeastOf(severity, 'high');
  return severity === undefined
    ? undefined
    : { severity, does: 'loads or compiles native code, or reaches into memory' };
}
