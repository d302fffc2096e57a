import type { Expression } from '../syntax/expression.ts';
import { checks, DENIES } from './branches.ts';
import type { Function, Scope, Walk } from './scope.ts';
import { HOLE, outside, type Value } from './value.ts';

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

export const isFetched = (name: string): boolean => DATA.test(name);

/** What a function is called with by the method that it is handed to: the elements, the answer. */
export function handedOver({ callee, text }: Call, receiver: Value): Value | undefined {
  if (receiver.reach > 0) return { ...receiver, text: HOLE };
  const waits = callee.kind === 'member' && callee.name === 'then' && FETCHED.test(receiver.origin);
  const asks =
    callee.kind === 'member' &&
    /^(?:getJSON|post|get)$/.test(callee.name) &&
    /^(?:\$|jQuery)$/.test(callee.object.text);
  return (waits && /json\(\)|axios/.test(text)) || asks ? fetched(receiver.origin) : undefined;
}

/** `list.filter((x) => ALLOWED.has(x))`: what is left passed the check. */
export function filtered(looks: Function, value: Value, scope: Scope, walk: Walk): Value {
  const name = looks.parameters[0]?.names[0];
  if (name === undefined) return value;
  const values = new Map(scope.values).set(name, outside(name, 1));
  const body = returned(looks.body);
  if (body === undefined || (DENIES.test(body.text) && !/!==?\s*-1/.test(body.text))) return value;
  const places = checks(body, { ...scope, values }, walk).get(name);
  return places === undefined ? value : { ...value, safe: new Set([...value.safe, ...places]) };
}

/** What a function gives in one statement. */
function returned(body: Expression): Expression | undefined {
  if (body.kind === 'leave') return body.value;
  if (body.kind === 'several' && /block/.test(body.node))
    return body.parts.length === 1 && body.parts[0] !== undefined ? returned(body.parts[0]) : undefined;
  return body;
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
