import type { Expression } from '../syntax/expression.ts';
import { passes } from './promises.ts';
import type { Function, Scope, Walk } from './scope.ts';
import { HOLE, outside, PLACES, type Value } from './value.ts';

type Call = Expression & { readonly kind: 'call' };

/** Calls that give what their function gives; what else they are handed only says when. */
export const GIVES_ITS_FUNCTION =
  /\.(?:map|flatMap)$|(?:^|\.)(?:useMemo|computed|createMemo|run_in_threadpool|to_thread|startTransition)$/;

/** What a page or another service answered, as data. */
const FETCHED =
  /(?:^|\.)(?:fetch|axios(?:\.(?:get|post|request))?|ky(?:\.\w+)?|got(?:\.\w+)?|ofetch|getJSON|ajax)(?:\.then)*$/;
const DATA = /(?:^|\.)(?:fetch|ky|got)(?:\.\w+)?(?:\.then)*\.json$/;

/** Who answers a request of ours chose what is in it; where its links lead is its own affair. */
export const fetched = (name: string): Value => ({
  ...outside(name, 1),
  safe: new Set(['url', 'redirect', 'path', 'log'] as const),
  origin: name,
});

/** Rows of a database: what users wrote, and markup for all that is known. */
export const STORED = /\.(?:fetchall|fetchone|fetchmany|findMany|findAll|toArray)$/;
export const stored = (name: string): Value => ({
  ...outside(name, 1),
  safe: new Set(PLACES.filter((place) => place !== 'html')),
  origin: name,
});

export const isFetched = (name: string): boolean => DATA.test(name);

/** Loops that are calls: the list comes first. */
const EACH = /^(?:\$|jQuery|_|lodash|async|angular)\.(?:each|forEach|map|filter|eachSeries)$/;

/** What a function is called with by the method that it is handed to: the elements, the answer. */
export function handedOver({ callee, text }: Call, receiver: Value, [list]: readonly Value[]): Value | undefined {
  if (receiver.reach > 0) return { ...receiver, text: HOLE };
  if (list !== undefined && list.reach > 0 && EACH.test(callee.text))
    return { ...list, text: HOLE, entries: new Map() };
  const waits = callee.kind === 'member' && callee.name === 'then' && FETCHED.test(receiver.origin);
  const asks =
    callee.kind === 'member' &&
    /^(?:getJSON|post|get)$/.test(callee.name) &&
    /^(?:\$|jQuery)$/.test(callee.object.text);
  return (waits && /json\(\)|axios/.test(text)) || asks ? fetched(receiver.origin) : undefined;
}

/** `list.filter((x) => ALLOWED.has(x))`: what is left passed the check. */
export function leftByFilter(looks: Function, value: Value, scope: Scope, walk: Walk): Value {
  const passed = passes(looks, scope, walk);
  if (passed === undefined) return value;
  const { whole, members } = passed;
  const entries = new Map(value.entries);
  for (const [name, places] of members)
    entries.set(name, { ...value, text: HOLE, built: false, entries: new Map(), items: [], safe: places });
  return { ...value, entries, safe: new Set([...value.safe, ...whole]) };
}

/** Tags of templates that keep what is filled in apart from what is written. */
export const taggedPlaces = ({ callee, text }: Call): readonly ('html' | 'sql')[] =>
  !/^[\w.]+(?:<[^`]*>)?\s*`/.test(text)
    ? []
    : /(?:^|\.)html$/.test(callee.text)
      ? ['html']
      : /(?:^|\.)(?:sql|SQL)$/.test(callee.text)
        ? ['sql']
        : [];
