import type { Expression } from '../syntax/expression.ts';
import { vouchedFor } from './checks.ts';
import type { Event } from './event.ts';
import {
  cleanedBy,
  cleanedByReplacing,
  isRequest,
  NUMERIC,
  NUMERIC_TYPE,
  OUTSIDE,
  OUTSIDE_CALL,
  ROUTE,
  TOOL_NAME,
} from './knowledge.ts';
import { CONSTANT, HOLE, type Place, PLACES, SAFE_EVERYWHERE, together, type Value } from './value.ts';

/** Steps of one answer; what follows is not looked at (CWE-400). */
const MOST_STEPS = 60_000;

/** Calls that put text into the object they are called on. */
const ADDS = /\.(?:append|push|add|insert|extend|write|WriteString|concat|unshift|addAll|put|set|format)$/;
/** Calls of C that write into their first argument. */
const WRITES =
  /^(?:sprintf|snprintf|vsnprintf|strcpy|strncpy|strcat|strncat|strlcpy|strlcat|stpcpy|fmt\.Fprintf|fmt\.Fprint|asprintf|memcpy|scanf|fgets|read|recv|fread|gets)$/;
const LEAVES =
  /^(?:exit|die|abort|http_response_code|sys\.exit|process\.exit|panic|log\.Fatal\w*|os\.Exit|abort|_exit|res\.(?:status|sendStatus)|next)$/;

interface Scope {
  readonly values: Map<string, Value>;
  readonly names: readonly string[];
  readonly around: string;
  readonly marks: string;
  readonly depth: number;
  readonly returned: Value[];
}

/** Follows the values of an answer and tells of every place a rule may look at. Nothing is run. */
export function follow(root: Expression, code: string, tell: (event: Event) => void): void {
  const aliases = new Map<string, string>();
  const functions = new Map<string, Expression & { kind: 'function' }>();
  /** What a variable that a check was kept in stands for. */
  const conditions = new Map<string, Expression>();
  let steps = 0;

  const pathOf = (expression: Expression, scope: Scope): string => {
    switch (expression.kind) {
      case 'name':
        return aliases.get(expression.name) ?? expression.name;
      case 'member': {
        const before = pathOf(expression.object, scope);
        const known = expression.object.kind === 'name' ? scope.values.get(expression.object.name)?.origin : undefined;
        const plain = aliases.has(expression.object.text) || known === undefined || known === '' ? before : `${known}`;
        return `${plain}.${expression.name}`;
      }
      case 'call':
        return pathOf(expression.callee, scope);
      case 'several':
        return expression.parts.length === 1 && expression.parts[0] !== undefined
          ? pathOf(expression.parts[0], scope)
          : '';
      default:
        return '';
    }
  };

  const purposeOf = (scope: Scope, extra: string): string => [...scope.names, extra].join(' ');
  const event = (kind: Event['kind'], expression: Expression, scope: Scope, more: Partial<Event>, extra = ''): void =>
    tell({
      kind,
      name: '',
      arguments: [],
      named: new Map(),
      receiver: CONSTANT,
      text: expression.text,
      written: [],
      row: expression.line,
      purpose: purposeOf(scope, extra),
      around: scope.around,
      marks: scope.marks,
      ...more,
    });

  const run = (expression: Expression, scope: Scope, target = ''): Value => {
    steps += 1;
    if (steps > MOST_STEPS) return CONSTANT;
    switch (expression.kind) {
      case 'string':
        event('string', expression, scope, { name: expression.value }, target);
        return { ...CONSTANT, text: expression.value };
      case 'constant':
        return { ...CONSTANT, text: expression.text.length < 100 ? expression.text : '' };
      case 'name':
        return valueOfName(expression.name, scope);
      case 'member': {
        const object = run(expression.object, scope);
        const path = pathOf(expression, scope);
        const own = scope.values.get(expression.text);
        if (own !== undefined) return own;
        const entry = object.entries.get(expression.name);
        if (entry !== undefined) return entry;
        if (OUTSIDE.test(path) || /^(?:process\.env|os\.environ)$/.test(path))
          return outside(expression.text, /env/.test(path) ? 1 : 2);
        if (
          /^(?:length|size|count|user|current_user|userId|user_id|session|app|ID)$/.test(expression.name) ||
          /\.(?:session|user|app|locals)$/.test(expression.object.text)
        )
          return { ...CONSTANT, text: HOLE };
        return {
          ...object,
          origin: path,
          entries: new Map(),
          items: [],
          text: object.reach > 0 ? HOLE : object.text === '' ? HOLE : object.text,
        };
      }
      case 'index': {
        const key = run(expression.key, scope);
        const object = run(expression.object, scope);
        // Where the server put the upload: its own name.
        if (key.text === 'tmp_name') return CONSTANT;
        const entry = object.entries.get(key.text);
        if (entry !== undefined) return entry;
        return {
          ...object,
          text: object.reach > 0 ? HOLE : (object.items[0]?.text ?? HOLE),
          built: object.built && object.items.some(({ built }) => built),
          entries: new Map(),
          items: [],
        };
      }
      case 'entry': {
        const value = run(expression.value, scope, expression.name);
        event(
          'entry',
          expression,
          scope,
          { name: expression.name, arguments: [value], written: [expression.value.text] },
          target,
        );
        return value;
      }
      case 'collection': {
        const entries = new Map<string, Value>();
        const items: Value[] = [];
        for (const item of expression.items) {
          const value = run(item, scope, target);
          items.push(value);
          if (item.kind === 'entry') entries.set(item.name, value);
          else if (item.kind === 'name') entries.set(item.name, value);
        }
        const whole = together(items, false);
        return { ...whole, built: items.some(({ built }) => built), entries, items };
      }
      case 'join': {
        const parts = expression.parts.map((part) => run(part, scope, target));
        const seen = parts.map((part, i) =>
          part.text === '' && expression.parts[i]?.kind !== 'string' ? { ...part, text: HOLE } : part,
        );
        const numbers = expression.parts.every(({ kind }) => kind === 'constant' || kind === 'arithmetic');
        return {
          ...together(seen, !numbers),
          origin: parts.length > 1 && parts.every(({ origin }) => RESOLVED_ORIGIN.test(origin)) ? 'resolve' : '',
        };
      }
      case 'compare': {
        const left = run(expression.left, scope);
        const right = run(expression.right, scope);
        event(
          'compare',
          expression,
          scope,
          {
            name: expression.operator,
            arguments: [left, right],
            written: [expression.left.text, expression.right.text],
          },
          target,
        );
        return CONSTANT;
      }
      case 'choice': {
        run(expression.condition, scope);
        const vouched = checks(expression.condition, scope);
        const inner: Scope = { ...scope, values: new Map(scope.values) };
        // `allowed.includes(x) ? x : y`: what the check holds for is safe on its side. Which side is told by the other.
        vouch(vouched, inner);
        return together(
          [run(expression.first, inner, target), run(expression.otherwise, inner, target)].filter(
            (value) => value !== CONSTANT,
          ),
          false,
        );
      }
      case 'arithmetic': {
        const values = expression.parts.map((part) => run(part, scope, target));
        if (/^(?:\|\||\?\?|or|and|&&|\?:)$/.test(expression.operator)) {
          const told = together(values, false);
          return {
            ...told,
            text: values[0]?.text ?? '',
            origin: values[0]?.origin ?? '',
            entries: values[0]?.entries ?? new Map(),
          };
        }
        const folder = expression.parts[0];
        if (
          expression.operator === '/' &&
          folder !== undefined &&
          /[A-Z_]{2,}|dir|root|base|path|folder/i.test(folder.text)
        ) {
          return { ...together(values, true), origin: values[0]?.origin ?? '' };
        }
        return { ...CONSTANT, text: HOLE };
      }
      case 'import':
        for (const [name, whole] of expression.names) aliases.set(name, whole);
        return CONSTANT;
      case 'function': {
        if (expression.name !== '') functions.set(expression.name, expression);
        const returned = enter(expression, scope);
        return { ...returned, origin: 'function' };
      }
      case 'assign':
        return assign(expression, scope);
      case 'if':
        return branch(expression, scope);
      case 'each': {
        const over = run(expression.over, scope);
        for (const one of expression.targets)
          bind(
            one,
            {
              ...over,
              built: false,
              text: HOLE,
              entries: new Map(),
              from: over.reach > 0 ? new Set([...over.from, one.text]) : over.from,
            },
            scope,
          );
        return run(expression.body, scope);
      }
      case 'leave': {
        const value = expression.value === undefined ? CONSTANT : run(expression.value, scope, 'return');
        if (expression.how === 'return') {
          scope.returned.push(value);
          event('return', expression, scope, { arguments: [value], written: [expression.value?.text ?? ''] });
        }
        return CONSTANT;
      }
      case 'call':
        return call(expression, scope, target);
      case 'several': {
        const values = expression.parts.map((part) => run(part, scope, target));
        if (/statement|block|program|module|source_file|translation_unit|body|declaration/.test(expression.node))
          return CONSTANT;
        if (expression.node === 'comprehension') return values.at(-1) ?? CONSTANT;
        const [only] = values;
        const comparisons = /^(?:boolean_operator|not_operator)$/.test(expression.node);
        if (values.length === 1 && only !== undefined) return only;
        const told = together(values, false);
        return comparisons ? { ...told, origin: values[0]?.origin ?? '' } : told;
      }
    }
  };

  const outside = (name: string, reach: 1 | 2): Value => ({ ...CONSTANT, reach, text: HOLE, from: new Set([name]) });

  const valueOfName = (name: string, scope: Scope): Value => {
    const known = scope.values.get(name);
    if (known !== undefined) return known;
    const whole = aliases.get(name) ?? name;
    if (OUTSIDE.test(whole)) return outside(name, 2);
    return { ...CONSTANT, text: '', origin: aliases.has(name) ? whole : '' };
  };

  const checks = (condition: Expression, scope: Scope): ReadonlyMap<string, ReadonlySet<Place>> =>
    vouchedFor(condition, {
      valueOf: (one) => quiet(one, scope),
      nameOf: (one) => pathOf(one, scope),
      conditionOf: (name) => conditions.get(name),
    });

  /** Looks at a value without telling of it a second time. */
  const quiet = (expression: Expression, scope: Scope): Value => {
    const heard = tell;
    tell = () => undefined;
    try {
      return run(expression, { ...scope, values: new Map(scope.values), returned: [] });
    } finally {
      tell = heard;
    }
  };

  const vouch = (vouched: ReadonlyMap<string, ReadonlySet<Place>>, scope: Scope): void => {
    for (const [name, value] of scope.values) {
      const places = [...value.from].flatMap((from) =>
        vouched.has(from) ? [vouched.get(from) ?? new Set<Place>()] : [undefined],
      );
      if (places.length === 0 || places.some((one) => one === undefined)) continue;
      const safe = PLACES.filter((place) => value.safe.has(place) || places.every((one) => one?.has(place)));
      scope.values.set(name, { ...value, safe: new Set(safe) });
    }
    for (const [name, places] of vouched) {
      if (!scope.values.has(name))
        scope.values.set(name, { ...outside(name, OUTSIDE.test(name) || /req|\$_/.test(name) ? 2 : 1), safe: places });
    }
  };

  const leaves = (expression: Expression, scope: Scope): boolean => {
    if (expression.kind === 'leave') return true;
    if (expression.kind === 'call')
      return LEAVES.test(pathOf(expression, scope)) || LEAVES.test(expression.callee.text);
    return expression.kind === 'several' && expression.parts.some((part) => leaves(part, scope));
  };

  const branch = (expression: Expression & { kind: 'if' }, scope: Scope): Value => {
    run(expression.condition, scope);
    const vouched = checks(expression.condition, scope);
    const then: Scope = { ...scope, values: new Map(scope.values) };
    const out = leaves(expression.first, scope);
    const denies = DENIES.test(expression.condition.text);
    if (!denies || (!out && expression.otherwise === undefined)) vouch(vouched, then);
    run(expression.first, then);
    if (out && denies) vouch(vouched, scope);
    const otherwise: Scope = { ...scope, values: new Map(scope.values) };
    if (expression.otherwise !== undefined) {
      if (denies) vouch(vouched, otherwise);
      run(expression.otherwise, otherwise);
    }
    for (const side of out ? [otherwise] : [then, otherwise]) {
      for (const [name, value] of side.values) {
        const before = scope.values.get(name);
        if (before === value) continue;
        const replaced = vouched.has(name) && value.reach === 0;
        if (before === undefined || replaced)
          scope.values.set(name, before === undefined ? value : { ...before, safe: SAFE_EVERYWHERE });
        else if (
          value.reach > 0 &&
          (value.reach > before.reach || value.built !== before.built || before.safe.size > value.safe.size)
        ) {
          const whole = together([before, value], false);
          const unsafe =
            value.built && value.safe.size === 0
              ? value
              : before.built && before.reach > 0 && before.safe.size === 0
                ? before
                : undefined;
          if (expression.first !== undefined && before.safe.size > value.safe.size && !value.built) continue;
          scope.values.set(name, {
            ...(unsafe ?? whole),
            entries: value.entries,
            items: value.items,
            origin: value.origin,
          });
        } else if (value.reach === 0)
          scope.values.set(
            name,
            before.reach > 0 ? before : { ...value, text: `${before.text} ${value.text}`.slice(0, 4000) },
          );
      }
    }
    return CONSTANT;
  };

  const bind = (target: Expression, value: Value, scope: Scope, adds = false): void => {
    const key = target.kind === 'index' ? target.object.text : target.text;
    const before = scope.values.get(key);
    const whole =
      adds || target.kind === 'index'
        ? {
            ...together([before ?? CONSTANT, value], adds),
            origin: before?.origin ?? '',
            entries: before?.entries ?? new Map<string, Value>(),
          }
        : value;
    const from = whole.reach > 0 ? new Set([...whole.from, key]) : whole.from;
    const literal =
      target.kind === 'index' && target.key.kind === 'string'
        ? new Map([...whole.entries, [target.key.value, value]])
        : whole.entries;
    scope.values.set(key, { ...whole, from, entries: literal });
    if (target.kind === 'member' && target.object.kind === 'name') {
      const object = scope.values.get(target.object.name);
      if (object !== undefined)
        scope.values.set(target.object.name, {
          ...object,
          entries: new Map([...object.entries, [target.name, value]]),
        });
    }
  };

  const assign = (expression: Expression & { kind: 'assign' }, scope: Scope): Value => {
    const names = expression.targets.map(({ text }) => text).join(' ');
    const value = run(expression.value, { ...scope, names: [...scope.names, names] }, names);
    const path =
      expression.targets.length === 1 && expression.targets[0] !== undefined
        ? pathOf(expression.targets[0], scope)
        : names;
    event(
      'assign',
      expression,
      scope,
      { name: path === '' ? names : path, arguments: [value], written: [expression.value.text] },
      names,
    );
    if (expression.value.text.startsWith('require(')) {
      requires(expression);
      return CONSTANT;
    }
    const [only] = expression.targets;
    if (
      only !== undefined &&
      expression.targets.length === 1 &&
      ['compare', 'arithmetic', 'several', 'call'].includes(expression.value.kind)
    )
      conditions.set(only.text, expression.value);
    const parts =
      expression.value.kind === 'several' &&
      expression.value.node === 'expression_list' &&
      expression.targets.length > 1
        ? expression.value.parts
        : undefined;
    for (const [i, target] of expression.targets.entries()) {
      const part = parts?.[i];
      const own =
        parts !== undefined && part !== undefined && parts.length === expression.targets.length
          ? quiet(part, scope)
          : expression.targets.length > 1
            ? (value.entries.get(target.text) ?? { ...value, entries: new Map(), built: value.built })
            : value;
      bind(target, own, scope, expression.adds);
    }
    return value;
  };

  const requires = (expression: Expression & { kind: 'assign' }): void => {
    const from = /^require\(\s*['"](?:node:)?([^'"]+)['"]\s*\)(\.[\w.]+)?/.exec(expression.value.text);
    if (from === null) return;
    const taken = /\{/.test(expression.text.split('=')[0] ?? '');
    for (const target of expression.targets)
      aliases.set(target.text, `${from[1] ?? ''}${taken ? `.${target.text}` : (from[2] ?? '')}`);
    for (const [, name = '', alias = ''] of taken ? expression.text.matchAll(/([\w$]+)\s*:\s*([\w$]+)\s*[,}]/g) : [])
      aliases.set(alias, `${from[1] ?? ''}.${name}`);
  };

  const enter = (expression: Expression & { kind: 'function' }, scope: Scope, given?: readonly Value[]): Value => {
    const route = ROUTE.test(expression.marks);
    const values = new Map(scope.values);
    const nested = scope.depth > 0 && given === undefined;
    for (const [i, one] of expression.parameters.entries()) {
      for (const name of one.names) {
        const key = name;
        const request = isRequest(key, one.type, one.text);
        const value = given?.[i];
        if (value !== undefined) values.set(key, value);
        else if (request) values.set(key, outside(key, 2));
        else if (
          TOOL_NAME.test(key.replace('$', '')) ||
          NUMERIC_TYPE.test(one.type) ||
          /@Value|Depends\(|@AuthenticationPrincipal/.test(one.text)
        )
          values.set(key, { ...CONSTANT, text: HOLE });
        else if (
          /^(?:['"][\w-]+['"]\s*\|?\s*)+$/.test(one.type.replace(/^:\s*/, '')) ||
          /Literal\[|Enum$/.test(one.type)
        )
          values.set(key, { ...CONSTANT, text: HOLE });
        else values.set(key, nested && !route ? { ...CONSTANT, text: HOLE } : outside(key, route ? 2 : 1));
      }
    }
    const inner: Scope = {
      values,
      names: [...scope.names.slice(-2), expression.name],
      around: scope.depth === 0 ? `${expression.marks}${expression.text}` : scope.around,
      marks: `${scope.marks} ${expression.marks}`,
      depth: scope.depth + 1,
      returned: [],
    };
    event('function', expression, inner, {
      name: expression.name,
      written: expression.parameters.map(({ text }) => text),
    });
    const last = run(expression.body, inner, 'return');
    if (!/^\s*\{/.test(expression.body.text) && inner.returned.length === 0)
      event('return', expression.body, inner, { arguments: [last], written: [expression.body.text] });
    return inner.returned.length > 0 ? together(inner.returned, false) : last;
  };

  const call = (expression: Expression & { kind: 'call' }, scope: Scope, target: string): Value => {
    const { callee } = expression;
    const receiver = callee.kind === 'member' ? run(callee.object, scope, target) : CONSTANT;
    const name = pathOf(callee, scope) || callee.text;
    const named = new Map<string, Value>();
    const given: Value[] = [];
    const written: string[] = [];
    for (const one of expression.arguments) {
      if (one.kind === 'function' && receiver.reach > 0) {
        given.push({ ...enter(one, scope, [{ ...receiver, text: HOLE }, CONSTANT, CONSTANT]), origin: 'function' });
        written.push(one.text);
        continue;
      }
      const value = run(one, scope, target);
      if (one.kind === 'entry') named.set(one.name, value);
      given.push(value);
      written.push(one.text);
    }
    const told =
      callee.kind === 'member' && receiver.origin !== '' && !/^function$/.test(receiver.origin)
        ? `${receiver.origin}.${callee.name}`
        : name;
    event('call', expression, scope, { name: told, arguments: given, named, receiver, written }, target);
    return result(expression, told, given, named, receiver, written, scope);
  };

  const result = (
    expression: Expression & { kind: 'call' },
    name: string,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    receiver: Value,
    written: readonly string[],
    scope: Scope,
  ): Value => {
    const { callee } = expression;
    if (WRITES.test(name) && expression.arguments[0] !== undefined) {
      const rest = name.startsWith('fmt.') ? given.slice(1) : given.slice(1);
      const key = expression.arguments[0].text.replace(/^&/, '');
      const before = /cat$|Fprint/.test(name) ? (scope.values.get(key) ?? CONSTANT) : CONSTANT;
      const input = /^(?:scanf|fgets|read|recv|fread|gets)$/.test(name);
      const whole = input
        ? outside(key, 2)
        : {
            ...together([before, ...rest], rest.length > 1 || before !== CONSTANT),
            text: [before, ...rest].map(({ text }) => text).join(''),
          };
      scope.values.set(key, { ...whole, from: new Set([...whole.from, key]), origin: before.origin });
    }
    if (callee.kind === 'member' && ADDS.test(`.${callee.name}`) && callee.object.kind !== 'call')
      addTo(callee.object, callee.name, given, scope);
    else if (callee.kind === 'member' && callee.name === 'append') addTo(callee.object, callee.name, given, scope);
    if (OUTSIDE_CALL.test(name) || OUTSIDE_CALL.test(callee.text))
      return outside(expression.text, /env/i.test(name) ? 1 : 2);
    if (NUMERIC.test(name)) return { ...CONSTANT, text: HOLE, origin: name };
    const places = [...cleanedBy(name), ...cleanedByReplacing(name, written)];
    const local = functions.get(name);
    const inside = local !== undefined && scope.depth < 6 ? quietly(local, scope, given) : undefined;
    const table = /\.(?:get|getOrDefault|find|get_or_default)$/.test(name) && receiver.reach === 0 && given.length > 0;
    if (table) return { ...CONSTANT, text: HOLE, origin: name };
    const lambda = given.find(({ origin }) => origin === 'function');
    const formats =
      /(?:^|\.)(?:format|sprintf|Sprintf|String\.format|format!|formatted|concat|join|Join|implode|util\.format|CONCAT)$/.test(
        name,
      );
    const mapped = lambda !== undefined && /\.(?:map|flatMap)$/.test(name);
    const parts = mapped
      ? [lambda]
      : inside !== undefined
        ? [inside]
        : [...(callee.kind === 'member' ? [receiver] : []), ...given];
    const paths =
      /(?:^|\.)(?:join|Join|resolve|Paths\.get|Path\.of|Path|File)$/.test(name) &&
      given.length + (receiver === CONSTANT ? 0 : 1) > 1;
    const seen =
      formats || paths
        ? parts.map((part) =>
            part.text === '' && part.items.length === 0 && part.entries.size === 0 ? { ...part, text: HOLE } : part,
          )
        : parts;
    const whole = together(seen, formats || paths);
    const safe = new Set([...whole.safe, ...places]);
    const text =
      inside?.text ??
      (callee.kind === 'member' && given.length === 0 ? receiver.text : formats ? whole.text : whole.text);
    return {
      ...whole,
      text,
      built: whole.built || (paths && whole.reach > 0),
      safe,
      origin: name,
      entries: named.size > 0 ? named : new Map(given.flatMap((one) => [...one.entries])),
      items: given,
    };
  };

  const addTo = (object: Expression, how: string, given: readonly Value[], scope: Scope): void => {
    let named = object;
    while (named.kind === 'call' && named.callee.kind === 'member') named = named.callee.object;
    const before = scope.values.get(named.text);
    const whole = together(
      [before ?? CONSTANT, ...given],
      /append|write|String/i.test(how) &&
        given.length > 0 &&
        before !== undefined &&
        /Builder|Buffer|String/.test(before.origin),
    );
    if (whole.reach === 0 && before === undefined) return;
    const builder = before !== undefined && /StringBuilder|StringBuffer|strings\.Builder|StringIO/.test(before.origin);
    scope.values.set(named.text, {
      ...whole,
      built: whole.built || (builder && whole.reach > 0),
      text: [before?.text ?? '', ...given.map(({ text }) => text)].join(' ').slice(0, 4000),
      from: new Set([...whole.from, named.text]),
      origin: before?.origin ?? '',
      items: [...(before?.items ?? []), ...given].slice(0, 50),
    });
  };

  const quietly = (local: Expression & { kind: 'function' }, scope: Scope, given: readonly Value[]): Value => {
    const heard = tell;
    tell = () => undefined;
    try {
      return enter(local, { ...scope, values: new Map(scope.values), depth: scope.depth + 1 }, given);
    } finally {
      tell = heard;
    }
  };

  const top: Scope = { values: new Map(), names: [], around: code, marks: '', depth: 0, returned: [] };
  hoist(root);
  run(root, top);

  function hoist(expression: Expression, depth = 0): void {
    if (depth > 6) return;
    if (expression.kind === 'import') for (const [name, whole] of expression.names) aliases.set(name, whole);
    if (expression.kind === 'function' && expression.name !== '') functions.set(expression.name, expression);
    if (expression.kind === 'assign' && expression.value.kind === 'function' && expression.targets[0] !== undefined)
      functions.set(expression.targets[0].text, expression.value);
    if (expression.kind === 'several') for (const part of expression.parts) hoist(part, depth + 1);
  }
}

/** A condition that holds where the check does not: what follows its exit is vouched for. */
const DENIES =
  /(?:^|[(\s&|])!(?!=)|\bnot\b|!==?|==?=?\s*(?:false|False|-1|0|nil|null|NULL|None|undefined)\b|<\s*0|\bNOT\b|===?\s*PHP|false\s*===/;
const RESOLVED_ORIGIN = /(?:resolve|realpath|normalize|abspath|Clean)\b/;
