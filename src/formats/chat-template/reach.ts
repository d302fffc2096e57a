import { READS, readsOfAttribute } from './inputs.ts';
import { item } from './operators.ts';
import { baseOf, type State } from './state.ts';
import type { Access } from './structure.ts';
import {
  type Computed,
  computed,
  type Known,
  options,
  scalar,
  stringsOf,
  union,
  UNKNOWN,
  type Value,
} from './value.ts';

type How = Access['how'];

/** What lies in `object` under a name, however the name is come by; notes the access. */
export function reach(state: State, object: Value, name: Value, how: How, line: number): Value {
  noteAccess(state, object, name, how, line);
  return union(options(object).flatMap((of) => options(name).map((key) => inside(state, of, key, how))));
}

/** Notes an access; a path of names in an `attribute=` argument is one access for each. */
export function noteAccess(state: State, object: Value, name: Value, how: How, line: number): void {
  const base = baseOf(object);
  const where = { how, base, line } as const;
  for (const one of options(name)) {
    if (one.kind === 'computed' || one.kind === 'list') {
      const { fragments, printed, reads } = computed([one]);
      if (one.kind === 'computed' && reads !== 0 && fragments.length === 0 && how === 'subscript') continue;
      state.facts.access({ ...where, folded: true, fragments: fragments.slice(0, 8), printed: printed ?? false });
    } else if (one.kind === 'scalar' && typeof one.value === 'string') {
      const names = how === 'attribute-argument' ? one.value.split('.') : [one.value];
      for (const each of names.slice(0, 16)) {
        const kept = each.slice(0, 200);
        state.facts.access({ ...where, name: kept, folded: !one.literal, fragments: [], printed: false });
      }
    }
  }
}

function inside(state: State, of: Known | Computed, key: Known | Computed, how: How): Value {
  const [name] = stringsOf(key);
  const space = state.space(of);
  if (space !== undefined && name !== undefined && !name.startsWith('_')) return space.get(name) ?? UNKNOWN;
  const method = name === undefined ? {} : { method: { of, name } };
  if (of.kind === 'scalar') {
    const character = how === 'subscript' ? item(of, key) : undefined;
    return character ?? computed([of], { ...method, object: 'method' });
  }
  if (of.kind === 'dict' || of.kind === 'list') {
    const found = how === 'attr-filter' ? UNKNOWN : item(of, key);
    // `{}.items`: a key of that name would win, and there is none.
    return found === UNKNOWN && name !== undefined ? computed([of], { ...method, object: 'method' }) : found;
  }
  if (of.object === 'loop') {
    const reads = name === 'previtem' || name === 'nextitem' ? READS.messages : READS.position;
    return { ...UNKNOWN, reads };
  }
  const numeric = key.kind === 'scalar' && typeof key.value === 'number';
  if (numeric && of.element !== undefined) return of.element;
  const { fragments, gates, printed, sought } = computed([of, ...(key.kind === 'computed' ? [key] : [])]);
  const reads = readsOfAttribute(of.reads, name);
  return {
    ...UNKNOWN,
    reads,
    gates,
    fragments: reads === of.reads || name === undefined ? fragments : [],
    ...(printed === true ? { printed } : {}),
    ...(sought === undefined ? {} : { sought }),
    ...method,
    ...(of.object === undefined ? {} : { object: of.object }),
  };
}

/** What an element of a list or of a text is. */
export function elementOf(value: Value): Value {
  return union(
    options(value).flatMap((one): Value[] => {
      if (one.kind === 'list') return one.items.length === 0 ? [] : [...one.items];
      if (one.kind === 'dict') return [...one.entries.keys()].map((key) => scalar(key));
      if (one.kind === 'scalar') return typeof one.value === 'string' ? [computed([one])] : [];
      if (one.element !== undefined) return [one.element];
      const { reads, gates, fragments, printed } = one;
      return [{ ...UNKNOWN, reads, gates, fragments, ...(printed === true ? { printed } : {}) }];
    }),
  );
}
