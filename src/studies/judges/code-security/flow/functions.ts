import type { Expression, Parameter } from '../syntax/expression.ts';
import { isRequest, NUMERIC_TYPE, ROUTE, TOOL_NAME } from './outside.ts';
import { type Function, LONGEST_AROUND, type Scope, type Walk } from './scope.ts';
import { CONSTANT, HOLE, outside, together, type Value } from './value.ts';

/** What calls its handler with what came in: events, sockets, messages between processes, commands of a chat. */
const HANDLES =
  /(?:socket|ws|wss|io|client|server|conn(?:ection)?|bot|consumer|channel|sub(?:scriber)?|ipcMain|worker|queue|emitter|rl)\.(?:on|once|handle|consume|process|subscribe|command|addListener)$|\.(?:onText|mutation|query|procedure|tool)$/;

/** Parameters that are a command or a statement as a whole. */
const WHOLE_COMMAND =
  /^(?:(?:shell_?)?(?:cmd|command|cmdline|command_?line|line|script|pipeline)|sql|statement|query)$/i;

/** All that a request brought, of no type that is looked at when it comes in. */
const ANY_BODY = /@Body\(\s*\)\s*\w+\??\s*(?::\s*(?:any|unknown|object|Record<|Partial<|\{)|$)/;

/** Functions that the answer keeps to itself and calls with nothing but literals. */
export function calledWithLiterals(code: string): ReadonlySet<string> {
  const fixed = new Set<string>();
  for (const [, named, held] of code.matchAll(
    /^[ \t]*(?:(?:async )?(?:function|def) (\w+)|const (\w+) = (?:async )?\()/gm,
  )) {
    const name = named ?? held ?? '';
    const calls = [...code.matchAll(new RegExp(`(?<!function |def |[.\\w])${name}\\(([^\\n]{0,200})`, 'g'))];
    const literal = /^\s*[rb]?(["'`])(?:(?!\1)[^\\\n$]|\$(?!\{))*\1\s*[,)]/;
    if (
      calls.length > 0 &&
      calls.every(([, first = '']) => literal.test(first)) &&
      !new RegExp(`exports[^\\n]*\\b${name}\\b`).test(code)
    )
      fixed.add(name);
  }
  return fixed;
}

/** Walks a function, with what its caller gave where that is known, and gives what it returns. */
export function enter(expression: Function, scope: Scope, walk: Walk, given?: readonly Value[]): Value {
  const marked = ROUTE.test(expression.marks);
  const values = new Map(scope.values);
  const nested = scope.depth > 0 && given === undefined && scope.handedTo !== undefined;
  const route = marked || (given === undefined && scope.handedTo !== undefined && HANDLES.test(scope.handedTo));
  for (const [i, parameter] of expression.parameters.entries())
    for (const name of parameter.names)
      values.set(
        name,
        given?.[i] ??
          (WHOLE_COMMAND.test(name) && walk.fixed.has(expression.name)
            ? { ...CONSTANT, text: HOLE }
            : { ...argument(name, parameter, route, nested, walk.enums), ...byDefault(parameter) }),
      );
  if (/^(?:constructor|__construct)$/.test(expression.name)) keepPromoted(expression, values, walk);
  const inner: Scope = {
    values,
    names: [...scope.names.slice(-2), expression.name],
    around: scope.depth === 0 ? `${expression.marks}${expression.text}`.slice(0, LONGEST_AROUND) : scope.around,
    marks: `${scope.marks} ${expression.marks}`,
    depth: scope.depth + 1,
    returned: [],
  };
  const written = expression.parameters.map(({ text }) => text);
  walk.tell('function', expression, inner, { name: expression.name, written });
  const last = walk.run(expression.body, inner, 'return');
  if (scope.handedTo !== undefined) keepWhatIsAdded(expression, inner, scope);
  if (!/^\s*\{/.test(expression.body.text) && inner.returned.length === 0)
    walk.tell('return', expression.body, inner, { arguments: [last], written: [expression.body.text] });
  const wrote = given === undefined ? undefined : writtenThrough(expression, inner, given);
  if (inner.returned.length === 0) return { ...last, ...wrote };
  const [first] = inner.returned;
  if (inner.returned.length === 1 && first !== undefined) return { ...first, ...wrote };
  const each = first?.returns?.map((_, i) =>
    together(
      inner.returned.flatMap(({ returns }) => returns?.[i] ?? []),
      false,
    ),
  );
  return { ...together(inner.returned, false), ...wrote, ...(each === undefined ? {} : { returns: each }) };
}

/** `void quote(const char *in, char *out)`: what `out` holds afterwards; the same for members of what is pointed to. */
function writtenThrough(
  { parameters }: Function,
  inner: Scope,
  given: readonly Value[],
): Pick<Value, 'wrote'> | undefined {
  const wrote: { at: number; member?: string; value: Value }[] = [];
  for (const [at, { names, text }] of parameters.entries()) {
    const [name] = names;
    if (name === undefined || given[at] === undefined) continue;
    if (/^(?:struct )?\w+ ?\* ?\w+$/.test(text))
      for (const [key, value] of inner.values)
        if (key.startsWith(`${name}->`) && value.reach > 0 && /^\w+->\w+$/.test(key))
          wrote.push({ at, member: key.slice(name.length + 2), value });
    if (!/^(?:unsigned )?(?:char|u?int8_t) ?\*+ ?\w+$|^char \w+\[\w*\]$/.test(text)) continue;
    const value = inner.values.get(name);
    if (value !== undefined && value !== given[at] && value.reach > 0) wrote.push({ at, value });
  }
  return wrote.length === 0 ? undefined : { wrote };
}

/** What a function that is handed over adds to a variable outside of it stays there. */
function keepWhatIsAdded(expression: Function, inner: Scope, scope: Scope): void {
  const own = new Set(expression.parameters.flatMap(({ names }) => names));
  for (const [name, before] of scope.values) {
    const after = inner.values.get(name);
    if (after === undefined || after === before || own.has(name)) continue;
    if (after.reach > before.reach || (after.built && !before.built)) scope.values.set(name, after);
  }
}

/** What an object is set up with by whoever runs the program, not by who uses it. */
const SET_UP =
  /bin|dir|folder|root|base|path|prefix|table|host|url|uri|key|secret|pepper|salt|dsn|schema|collection|database|db|endpoint|issuer|algo|locale|name[sS]pace|config|options|timeout|logger/i;

/** `constructor(private readonly branch: string)`: what methods then find in their object. */
function keepPromoted({ parameters }: Function, values: ReadonlyMap<string, Value>, walk: Walk): void {
  for (const { names, text } of parameters) {
    const [name = ''] = names;
    const value = values.get(name);
    if (value === undefined || value.reach === 0 || SET_UP.test(name)) continue;
    if (!/^(?:(?:private|protected|public|readonly)\s+)+[\w?]/.test(text)) continue;
    const key = name.startsWith('$') ? `$this->${name.slice(1)}` : `this.${name}`;
    walk.members.set(key, { ...value, from: new Set([...value.from, key]) });
  }
}

/** What a parameter stands for where nobody gives it. */
function byDefault({ names, text }: Parameter): { literal?: string } {
  const literal = /[^=!<>]=\s*(True|False|true|false|\d[\d_]*|["'][\w.-]{1,40}["']|[A-Z]\w*\.MODE_\w+)\s*$/.exec(
    text,
  )?.[1];
  return literal === undefined || names.length !== 1 ? {} : { literal };
}

/** What is known of a parameter from its name, its type and what marks it. */
function argument(
  name: string,
  { type, text }: Parameter,
  route: boolean,
  nested: boolean,
  enums: ReadonlySet<string>,
): Value {
  // The framework has parsed it: what is left is a number. The types of TypeScript are not asked at run time.
  const parsed = text.includes('@') && !type.startsWith(':') && NUMERIC_TYPE.test(type);
  // A pipe of Nest, too, leaves a number or an id.
  if (/\bParse(?:Int|Float|Bool|UUID|Enum|Date)Pipe\b/.test(text)) return { ...CONSTANT, text: HOLE };
  if (isRequest(name, type, text) && !parsed)
    return ANY_BODY.test(text) ? { ...outside(name, 2), origin: 'req.body' } : outside(name, 2);
  if (/^(?:body|query|params|headers|cookies)$/.test(name) && /^\s*\{/.test(text))
    return { ...outside(name, 2), origin: `req.${name}` };
  const fixed =
    TOOL_NAME.test(name.replace('$', '')) ||
    NUMERIC_TYPE.test(type) ||
    /@Value|Depends\(|@AuthenticationPrincipal/.test(text) ||
    /^(?:['"][\w-]+['"]\s*\|?\s*)+$/.test(type.replace(/^:\s*/, '')) ||
    /Literal\[|Enum$|keyof\s+typeof/.test(type) ||
    enums.has(type.replace(/^:?\s*\??\s*/, '')) ||
    (nested && !route);
  return fixed ? { ...CONSTANT, text: HOLE } : outside(name, route ? 2 : 1);
}

/** Functions may be called before they are written: their names are known from the start. */
export function hoist(expression: Expression, walk: Walk, depth = 0): void {
  if (depth > 6) return;
  if (expression.kind === 'import') for (const [name, whole] of expression.names) walk.aliases.set(name, whole);
  if (expression.kind === 'function' && expression.name !== '') walk.functions.set(expression.name, expression);
  if (expression.kind === 'assign' && expression.value.kind === 'function' && expression.targets[0] !== undefined)
    walk.functions.set(expression.targets[0].text, expression.value);
  if (expression.kind === 'several') for (const part of expression.parts) hoist(part, walk, depth + 1);
}
