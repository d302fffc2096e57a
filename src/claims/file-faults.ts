import type { z } from 'zod';
import { CHECKS } from './checks/registry.gen.ts';

/** What is wrong with a claim file and what may stand there, in words for its writer: not those of the libraries that read it. */

const NO_TAG = 'a tag or an anchor (! or &) stands here, and a claim file has none';
const QUOTE = 'put a text with any of : # { } [ ] , & * ! | > % @ in it between quotes';

/** By the code of a fault of YAML. */
const YAML: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias (*) stands here, and a claim file has none: write it out',
  BAD_ALIAS: `a word begins with *: ${QUOTE}`,
  BAD_COLLECTION_TYPE: NO_TAG,
  BAD_DIRECTIVE: `a line begins with %: ${QUOTE}`,
  BAD_DQ_ESCAPE: 'there is a backslash in double quotes that stands for nothing: use single quotes, or two backslashes',
  BAD_INDENT: 'the line is not indented as those that it belongs to: words of one thing begin one below another',
  BAD_PROP_ORDER: NO_TAG,
  BAD_SCALAR_START: `a text begins with a sign that cannot begin one: ${QUOTE}`,
  BLOCK_AS_IMPLICIT_KEY: `there is a second colon in the line: ${QUOTE}`,
  BLOCK_IN_FLOW: 'within { } and [ ] entries stand after one another, parted by commas, and not on lines with dashes',
  DUPLICATE_KEY: 'the word stands twice in one place: once is enough',
  KEY_OVER_1024_CHARS: 'the text before a colon is longer than 1024 characters',
  MISSING_CHAR: 'something is not closed: each quote, [ and { needs its end, and commas part what is within',
  MULTILINE_IMPLICIT_KEY: `a text goes over several lines before a colon: ${QUOTE}`,
  MULTIPLE_ANCHORS: NO_TAG,
  MULTIPLE_DOCS: 'a second document begins (---), and a claim file is one',
  MULTIPLE_TAGS: NO_TAG,
  NON_STRING_KEY: 'what stands before a colon is no word',
  TAB_AS_INDENT: 'a tab indents the line: use spaces',
  TAG_RESOLVE_FAILED: NO_TAG,
  UNEXPECTED_TOKEN: `a sign stands where none can: ${QUOTE}`,
};

export const yamlFault = (code: string): string =>
  `not YAML: ${YAML[code] ?? `it cannot be read from here on; ${QUOTE}`}`;

type Issue = z.core.$ZodIssue;

/** Of several forms the one that was meant holds longest; a misspelt word before what it leaves missing. */
export function telling(issues: readonly Issue[]): Issue | undefined {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const forms = issue.errors.map((errors) => ({ errors, found: telling(errors) }));
  const fits = (errors: readonly Issue[]): number => errors.filter(({ code }) => code === 'unrecognized_keys').length;
  const [meant] = forms.toSorted(
    (a, b) =>
      fits(a.errors) - fits(b.errors) ||
      (b.found?.path.length ?? 0) - (a.found?.path.length ?? 0) ||
      a.errors.length - b.errors.length,
  );
  return meant?.found === undefined ? issue : { ...meant.found, path: [...issue.path, ...meant.found.path] };
}

/** `claim final-run, check.claimed: …`: where, what is wrong, and what is allowed. */
export function schemaFault(issue: Issue, data: unknown, schema: z.core.$ZodType): string {
  const path = issue.path.map(String);
  const claim = path[0] === 'claims' && path.length > 1 ? claimName(data, Number(path[1])) : undefined;
  const within = claim === undefined ? path : path.slice(2);
  const where = [claim, within.join('.')].filter((one) => one !== undefined && one !== '').join(', ');
  return `${where === '' ? '' : `${where}: `}${wording(issue, valueAt(data, path), () => allowedAt(schema, path, data))}`;
}

function claimName(data: unknown, at: number): string {
  const id = valueAt(data, ['claims', String(at), 'id']);
  return typeof id === 'string'
    ? `claim ${id.length > LONGEST ? `${id.slice(0, LONGEST)}…` : id}`
    : `claim ${at + 1} of the file`;
}

function wording(issue: Issue, value: unknown, allowed: () => readonly string[]): string {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const words = allowed();
      const may = words.length === 0 ? '' : `; allowed are ${words.join(', ')}`;
      return `unknown: ${issue.keys.join(', ')}${may}`;
    }
    case 'invalid_type':
      if (value === undefined) return `is missing: ${wanted(issue.expected)} is wanted`;
      return `${notThis(value)}, and ${wanted(issue.expected)} is wanted${hint(value, issue.expected)}`;
    case 'invalid_value':
      return `${said(value)}; allowed ${issue.values.length === 1 ? 'is' : 'are'} ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      if ('discriminator' in issue) return `${said(value)}; allowed are ${CHECKS.map(({ kind }) => kind).join(', ')}`;
      return value === undefined ? 'is missing' : `${said(value)}; docs/claims.md has the forms that it can take`;
    case 'too_small':
    case 'too_big':
      return sized(issue, value);
    case 'invalid_key':
      return `${issue.issues[0]?.message ?? 'the word'}, and not ${cut(issue.path.at(-1))}`;
    case 'custom':
    case 'invalid_format':
      return typeof value === 'object' || value === undefined ? issue.message : `${cut(value)}: ${issue.message}`;
    default:
      return said(value);
  }
}

const LONGEST = 60;

function said(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (typeof value === 'object') return `is ${kindOf(value)}`;
  return `is ${cut(value)}`;
}

function cut(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** In memory a number that is too large is none. */
function notThis(value: unknown): string {
  if (typeof value !== 'number' || Number.isFinite(value)) return `is ${kindOf(value)}`;
  return Number.isNaN(value) ? 'is not a number' : 'is larger than any number that can be reckoned with';
}

function hint(value: unknown, expected: string): string {
  if (typeof value === 'string' && expected === 'number') return ', without quotes, commas or a unit';
  return expected === 'string' && ['number', 'boolean'].includes(typeof value) ? ': put it between quotes' : '';
}

function sized({ code, ...issue }: Extract<Issue, { code: 'too_small' | 'too_big' }>, value: unknown): string {
  const limit = 'minimum' in issue ? issue.minimum : issue.maximum;
  const way =
    code === 'too_small'
      ? issue.inclusive === false
        ? 'above'
        : 'at least'
      : issue.inclusive === false
        ? 'below'
        : 'at most';
  if (typeof value === 'number') return `is ${value}, and allowed is ${way} ${limit}`;
  const [have, of] =
    typeof value === 'string'
      ? [value.trim().length, 'characters']
      : [Array.isArray(value) ? value.length : 0, 'entries'];
  return `has ${have} ${of}, and allowed is ${way} ${limit}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'words with values',
  record: 'words with values',
};
const wanted = (expected: string): string => KINDS[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? 'something else';
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** As much of the definition of a schema as says what may stand in it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}
const definitionOf = (schema: z.core.$ZodType): Definition => (schema as unknown as { readonly def: Definition }).def;

/** The words that may stand at a place, over all forms that it can take. */
function allowedAt(schema: z.core.$ZodType, path: readonly string[], data: unknown): readonly string[] {
  const { type, shape, element, innerType, valueType, options, discriminator } = definitionOf(schema);
  if (innerType !== undefined) return allowedAt(innerType, path, data);
  if (options !== undefined) {
    const kind = discriminator === undefined ? undefined : valueAt(data, [discriminator]);
    const meant = options.filter((one) => discriminator === undefined || isOfKind(one, discriminator, kind));
    return [...new Set(meant.flatMap((one) => allowedAt(one, path, data)))];
  }
  const [key, ...rest] = path;
  if (key === undefined) return type === 'object' ? Object.keys(shape ?? {}) : [];
  const within = shape === undefined ? (element ?? valueType) : Object.hasOwn(shape, key) ? shape[key] : undefined;
  return within === undefined ? [] : allowedAt(within, rest, valueAt(data, [key]));
}

function isOfKind(schema: z.core.$ZodType, discriminator: string, kind: unknown): boolean {
  const { shape, innerType } = definitionOf(schema);
  if (innerType !== undefined) return isOfKind(innerType, discriminator, kind);
  const of = shape?.[discriminator];
  return of !== undefined && (definitionOf(of).values ?? []).includes(kind);
}
