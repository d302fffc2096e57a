import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeImportEffectRule: Rule = {
  id: 'code-import-effect',
  title: 'Python code changes the machine or the process',
  severity: 'critical',
  explanation:
    'Importing a module should define names and do nothing else. This code writes or removes files, starts threads, or has itself called later, some of it in places from which programs start by themselves, so that it stays after the model is gone.',
  advice:
    'Read the code at this place. Where it wrote to a start-up file, look at that file on every machine that loaded the model.',
  references: ['CWE-829', 'CWE-506', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const LEVELS: Readonly<Partial<Record<Effect['kind'], Matrix>>> = {
  persistence: {
    loaded: ['critical', 'critical', 'high', 'high'],
    likely: ['critical', 'high', 'high', 'high'],
    script: ['high', 'high', 'high', 'high'],
  },
  write: {
    loaded: ['medium', 'info', undefined, undefined],
    likely: ['low', undefined, undefined, undefined],
    script: [undefined, undefined, undefined, undefined],
  },
  delete: {
    loaded: ['high', 'low', undefined, 'info'],
    likely: ['medium', undefined, undefined, undefined],
    script: ['low', undefined, undefined, undefined],
  },
  thread: {
    loaded: ['medium', undefined, undefined, undefined],
    likely: ['low', undefined, undefined, undefined],
    script: [undefined, undefined, undefined, undefined],
  },
  hook: {
    loaded: ['low', 'low', undefined, undefined],
    likely: ['low', undefined, undefined, undefined],
    script: [undefined, undefined, undefined, undefined],
  },
  path: {
    loaded: ['low', 'low', undefined, 'info'],
    likely: [undefined, undefined, undefined, undefined],
    script: [undefined, undefined, undefined, undefined],
  },
};
const DOES: Readonly<Partial<Record<Effect['kind'], string>>> = {
  persistence: 'writes where something runs later by itself',
  write: 'writes a file',
  delete: 'removes files',
  thread: 'keeps running beside the caller',
  hook: 'is called by the interpreter later',
  path: 'changes where modules are found',
};
/** Hooks into importing and tracing. */
const DEEP =
  /^(?:sys\.(?:meta_path|path_hooks|settrace|setprofile|addaudithook)|codecs\.register|site\.|threading\.set)/;

/** Places outside of the working folder that hold what belongs to the user or the system. */
const OF_THE_USER =
  /^(?:~|\/(?!tmp\b|var\/tmp\b|dev\/shm\b|content\b|workspace\b|kaggle\b)|[A-Za-z]:[\\/](?!te?mp\b)|\$HOME|\$\{HOME\}|%USERPROFILE%)/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  const matrix = LEVELS[effect.kind];
  if (matrix === undefined) return undefined;
  let severity = at(matrix, effect, code);
  if (effect.kind === 'hook' && DEEP.test(effect.callable) && (effect.when === 'import' || effect.when === 'use'))
    severity = code.reach.kind === 'script' ? 'low' : code.reach.kind === 'likely' ? 'medium' : 'high';
  if (effect.kind === 'delete' && OF_THE_USER.test(effect.text ?? ''))
    severity = atLeastOf(severity, code.reach.kind === 'script' ? 'medium' : 'high');
  // Python imports from archives too.
  if (effect.kind === 'path' && /\.(?:zip|whl|egg|bin|pt|pth|ckpt)\b/.test(effect.text ?? ''))
    severity = code.reach.kind === 'script' ? 'medium' : 'high';
  if (severity !== undefined && effect.from.some((from) => from === 'network' || from === 'decoded'))
    severity = atLeastOf(severity, code.reach.kind === 'script' ? 'low' : effect.when === 'import' ? 'high' : 'medium');
  return severity === undefined ? undefined : { severity, does: DOES[effect.kind] ?? 'acts' };
}
