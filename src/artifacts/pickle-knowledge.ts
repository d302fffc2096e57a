import { readFileSync } from 'node:fs';
import type { Severity } from '../core/finding.ts';

/** What is known of Python's globals: data/pickle/allow-list.yaml and gadgets.yaml, compiled by `npm run generate`. */
interface PickleKnowledge {
  readonly groups: readonly AllowGroup[];
  /** Full dotted path, or `root.*` for everything beneath a root that no Python module has, to the index of its group. */
  readonly allowed: Readonly<Record<string, number>>;
  readonly effects: Readonly<Record<string, Effect>>;
  readonly gadgets: readonly Gadget[];
  /** Full dotted path to the index of its gadget. */
  readonly names: Readonly<Record<string, number>>;
  /** Modules of which every attribute is a gadget. */
  readonly modules: Readonly<Record<string, number>>;
}

export interface AllowGroup {
  readonly library: string;
  readonly cites: string;
  readonly why: string;
  readonly uses: readonly string[];
  /** Alternatives for each position, of which one must hold. */
  readonly arguments?: Readonly<Record<string, readonly Constraint[]>>;
  readonly maxArguments?: number;
  readonly nested?: boolean;
  /** BUILD takes a dictionary and nothing else: a pair would set attributes one by one, through setters of the class. */
  readonly state?: 'dict';
  /** What it returns may be called where every first argument, and every first element of a state, is one of these. */
  readonly returnsCallable?: readonly string[];
}

/** What an argument may be. Several keys of one constraint must all hold. */
export interface Constraint {
  readonly global?: readonly string[];
  readonly oneOf?: readonly (string | number | boolean | null)[];
  readonly matches?: string;
  readonly type?: readonly string[];
  readonly result?: readonly string[];
  readonly allowed?: true;
}

export interface Effect {
  readonly title: string;
  readonly severity: Severity;
  readonly references: readonly string[];
  readonly explains: string;
}

/** A key in the state by which code runs, and the text under it that is known to be harmless. */
export interface HarmlessWhen {
  readonly key: string;
  readonly matches: string;
}

export interface Gadget {
  readonly effect: string;
  readonly advisories: readonly string[];
  readonly harmlessWhen?: HarmlessWhen;
  readonly note?: string;
}

let loaded: PickleKnowledge | undefined;

/** Read at first use: most subjects hold no pickle. */
function pickleKnowledge(): PickleKnowledge {
  loaded ??= JSON.parse(
    readFileSync(new URL('../../data/pickle/knowledge.gen.json', import.meta.url), 'utf8'),
  ) as PickleKnowledge;
  return loaded;
}

export function allowGroup(name: string): AllowGroup | undefined {
  const { allowed, groups } = pickleKnowledge();
  if (Object.hasOwn(allowed, name)) return groups[allowed[name] ?? -1];
  const root = `${name.slice(0, name.indexOf('.'))}.*`;
  return Object.hasOwn(allowed, root) ? groups[allowed[root] ?? -1] : undefined;
}

/**
 * The gadget that a dotted path reaches: by its own name, by a module all of which is dangerous, or, where protocol 4
 * walks attributes, by any tail of the path (`logging` + `os.system` reaches `os.system`).
 */
export function gadgetOf(name: string, dotted: boolean): { gadget: Gadget; effect: Effect; by: string } | undefined {
  const { names, modules, gadgets, effects } = pickleKnowledge();
  const segments = name.split('.');
  const starts = dotted ? segments.length - 1 : 1;
  for (let start = 0; start < Math.min(starts, 64); start++) {
    const path = segments.slice(start).join('.');
    if (Object.hasOwn(names, path)) return found(names[path], path);
    for (let end = Math.min(segments.length, start + 16) - 1; end > start; end--) {
      const module = segments.slice(start, end).join('.');
      if (Object.hasOwn(modules, module)) return found(modules[module], path);
    }
  }
  return undefined;

  function found(index: number | undefined, by: string) {
    const gadget = gadgets[index ?? -1];
    const effect = gadget === undefined ? undefined : effects[gadget.effect];
    return gadget === undefined || effect === undefined ? undefined : { gadget, effect, by };
  }
}
