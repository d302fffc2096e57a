import { printable } from '../../core/printable.ts';
import type { Effect } from '../../formats/python/structure.ts';
import {
  at,
  atLeastOf,
  type Judgement,
  judgeEffects,
  type Matrix,
  pythonSources,
  type ReachedCode,
} from '../code-judgement.ts';
import { importedStems } from '../code-reach.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';

export const codeLoadsNativeRule: Rule = {
  id: 'code-loads-native',
  title: 'Python code loads or compiles native code',
  severity: 'high',
  explanation:
    'Native code runs outside of everything that Python could check: a library that lies in the repository, a source that is compiled on the spot, or memory that is written through ctypes. Some honest models compile their own GPU kernels.',
  advice: 'Ask what the library or kernel is and who built it. Most models run without, more slowly.',
  references: ['CWE-114', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  *check(view): Generator<PlacedDraft> {
    yield* judgeEffects(view, judge);
    yield* importedBinaries(view);
  },
};

/** What Python imports like a source, and cannot be read like one: a library, or code that was compiled before. */
const BINARY = /^(.+?)(?:\.(?:cpython|abi3|pypy)[\w-]*|\.cp\d+[\w-]*)?\.(?:so|pyd|pyc|dylib)$/;

/** That it is here at all is said of the file itself. */
const BINARY_LEVEL = { loaded: 'high', likely: 'medium', script: 'low' } as const;

function* importedBinaries(view: RepositoryView): Generator<PlacedDraft> {
  const binaries = new Map<string, string>();
  for (const { path } of view.files) {
    const stem = BINARY.exec(path)?.[1];
    if (stem !== undefined && !path.includes('__pycache__/')) binaries.set(stem, path);
  }
  if (binaries.size === 0) return;
  for (const { path, member, structure, reach } of pythonSources(view)) {
    if (member !== undefined) continue;
    for (const stem of new Set(importedStems(path, structure))) {
      const binary = binaries.get(stem);
      if (binary === undefined) continue;
      yield {
        severity: BINARY_LEVEL[reach.kind],
        confidence: 'high',
        message: `This file imports ${printable(binary, 200)}, which is compiled: what it does cannot be read here. ${reach.why}`,
        path,
        key: `binary\0${binary}`,
      };
    }
  }
}

const LEVELS: Matrix = {
  loaded: ['high', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'info', 'info', 'info'],
};
/** Built from source that can be read. */
const BUILT = /^torch\.utils\.cpp_extension\./;
/** What no kernel calls: programs, connections, libraries, files. */
const ACTS =
  /\b(?:system|popen|exec[lv]\w{0,2}|posix_spawnp?|v?fork|socket|connect|dlopen|LoadLibrary\w*|WinExec|ShellExecute\w*|CreateProcess\w*|unlink|rmdir|fopen|getenv|setuid|mprotect|ofstream|ifstream|remove_all)\s*\(/;
const COMPILED: Matrix = {
  loaded: ['medium', 'low', 'low', 'low'],
  likely: ['low', 'low', 'low', 'low'],
  script: ['info', 'info', 'info', 'info'],
};
/** These run on the GPU only, or only look. */
const MILD =
  /^(?:cupy\.|pycuda\.|numba\.|ctypes\.util\.|ctypes\.CFUNCTYPE|ctypes\.WINFUNCTYPE|ctypes\.windll\.kernel32)/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind !== 'native') return undefined;
  let severity = MILD.test(effect.callable) ? 'low' : at(BUILT.test(effect.callable) ? COMPILED : LEVELS, effect, code);
  if (BUILT.test(effect.callable) && ACTS.test(`${effect.text ?? ''} ${effect.written}`))
    severity = atLeastOf(severity, code.reach.kind === 'script' ? 'medium' : 'high');
  if (
    (effect.indirect && effect.when !== 'call') ||
    effect.from.some((from) => from === 'network' || from === 'decoded')
  )
    severity = atLeastOf(severity, 'high');
  return severity === undefined
    ? undefined
    : { severity, does: 'loads or compiles native code, or reaches into memory' };
}
