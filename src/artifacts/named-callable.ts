import { canonical, effectOf } from '../formats/python/callables.ts';
import type { EffectKind } from '../formats/python/structure.ts';

/** Built-in functions that act, or reach whatever they are told to. */
const BUILTIN =
  /^(?:eval|exec|execfile|compile|open|__import__|getattr|setattr|delattr|globals|locals|vars|input|breakpoint|memoryview)$/;
/** Modules whose functions act on the machine, but for those that compute. */
const ACTS =
  /^(?:os|posix|nt|subprocess|pty|commands|socket|shutil|ctypes|runpy|code|codeop|pdb|bdb|timeit|cProfile|profile|trace|webbrowser|smtplib|ftplib|telnetlib|http|urllib|requests|httpx|pip|ensurepip|multiprocessing|signal|importlib|imp|pkgutil|pydoc|marshal|pickle|_pickle|cloudpickle|dill|shelve|sys|site|builtins|__builtin__|types|inspect|gc|tempfile|zipimport|antigravity|atexit|threading|_thread)(?:\.|$)/;
const COMPUTES =
  /^(?:os\.(?:path\.\w+|getcwd|cpu_count|environ\.get|getenv|getpid|sep|environ|fspath)|shutil\.which|sys\.(?:maxsize|version|platform|argv|stdout|stderr)|importlib\.(?:metadata\.\w+|resources\.\w+)|multiprocessing\.cpu_count|urllib\.parse\.\w+|types\.SimpleNamespace|http\.HTTPStatus|threading\.(?:Lock|RLock|Event)|inspect\.(?:signature|isclass))$/;
const DUNDER =
  /(?:^|\.)__(?:class|globals|builtins|subclasses|mro|bases?|init|dict|getattribute|reduce|code|import|loader|self|func)__?(?:\.|$)|\.__\w+__\./;
/** These only look up what they are told by name, or call what they get. */
const RELAYS =
  /^(?:operator\.(?:methodcaller|attrgetter)|hydra\.utils\.(?:get_method|get_object|get_class|call)|hydra\._internal\.\w+|functools\.reduce|pydoc\.locate|torch\.hub\.load|torch\.jit\.load|omegaconf\.OmegaConf\.load)$/;

const MILD: ReadonlySet<EffectKind> = new Set([
  'write',
  'hook',
  'thread',
  'download',
  'deserialise-weights',
  'path',
  'import-computed',
]);

/** How a callable that data names would act; undefined where it only computes or is not known. */
export function dangerOf(
  written: string,
): { readonly level: 'critical' | 'high' | 'medium'; readonly what: string } | undefined {
  const { path, indirect } = canonical(written);
  const name = path.replace(/^builtins\./, '');
  if (BUILTIN.test(name))
    return { level: name === 'open' ? 'high' : 'critical', what: 'a built-in function that acts or reaches anything' };
  if (DUNDER.test(written)) return { level: 'high', what: 'a way into the interpreter, and no class of a model' };
  if (COMPUTES.test(name)) return undefined;
  const kind = effectOf(name);
  if (kind === 'deserialise-weights') return { level: 'medium', what: 'a loader of files that can run code' };
  if (kind !== undefined && !MILD.has(kind))
    return { level: 'critical', what: 'a callable that acts on the machine or runs code' };
  if (ACTS.test(name) || (indirect && kind !== undefined))
    return { level: 'high', what: 'something of a module that acts on the machine' };
  if (RELAYS.test(name) || kind !== undefined)
    return { level: 'medium', what: 'a callable that reaches others by name, or acts' };
  return undefined;
}
