import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { UsageError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { check } from './check.ts';
import { ClaimError } from './claim-error.ts';
import { type Claim, claimFileSchema } from './claim.ts';
import { schemaFault, telling, yamlFault } from './file-faults.ts';
import { economicRecord } from './economics/records.ts';
import { LEAST_DRAWS } from './held/sets.ts';

/** Longer files are no claims that a person wrote (CWE-770); reading takes memory of many times their length. */
const LONGEST = 1024 * 1024;
/** That a number in memory holds. */
const MOST_DIGITS = 17;
/** Of lists and maps within one another: a claim needs eight (CWE-674). */
const DEEPEST = 32;

/**
 * The claims of a file, each tried once so that a record, model, unit or date that does not fit is found here.
 * @param name of the file, for messages
 * @throws UsageError with the line of the first mistake and what was expected
 */
export function readClaims(text: string, name: string): readonly Claim[] {
  const say = (line: number | undefined, what: string): UsageError =>
    new UsageError(`${printable(name, 200)}${line === undefined ? '' : `, line ${line}`}: ${printable(what, 600)}`);
  if (text.length > LONGEST) throw say(undefined, `it is longer than the ${LONGEST} characters of a claim file`);
  const deep = tooDeep(text);
  if (deep !== undefined) throw say(deep, `more than ${DEEPEST} lists or maps within one another`);
  const lines = new LineCounter();
  const document = parsed(text, lines, say);
  refuseAliases(document, lines, say);
  keepZeros(document);
  const value = valueOf(document, say);
  const result = claimFileSchema.safeParse(value);
  if (!result.success) {
    const issue = telling(result.error.issues);
    const fault = issue === undefined ? 'it is no claim file' : schemaFault(issue, value, claimFileSchema);
    throw say(lineOf(document, issue?.path ?? [], lines), fault);
  }
  result.data.claims.forEach((claim, at) => {
    const fault = faultOf(claim);
    if (fault !== undefined) throw say(lineOf(document, ['claims', at, 'check'], lines), `${claim.id}: ${fault}`);
  });
  return result.data.claims;
}

type Say = (line: number | undefined, what: string) => UsageError;

/** Brackets that a claim file may have open, those of its prose among them. */
const MOST_OPEN = 200;

/** Indentation and brackets, before anything recurses over them: the line at which there are too many. */
function tooDeep(text: string): number | undefined {
  let open = 0;
  for (const [at, line] of text.split('\n').entries()) {
    for (const sign of line) {
      if (sign === '[' || sign === '{') open++;
      else if ((sign === ']' || sign === '}') && open > 0) open--;
      if (open > MOST_OPEN) return at + 1;
    }
    const marks = (/^[-?: ]*/.exec(line)?.[0] ?? '').replaceAll(' ', '').length;
    const indent = line.length - line.trimStart().length;
    if (marks > DEEPEST || indent > MOST_OPEN) return at + 1;
  }
  return undefined;
}

function parsed(text: string, lines: LineCounter, say: Say): Document {
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const [error] = [...document.errors, ...document.warnings];
    if (error === undefined) return document;
    throw say(lines.linePos(error.pos[0]).line, yamlFault(error.code));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw say(undefined, 'not YAML that can be read: it is nested too deep');
  }
}

/** An alias may lead back up, or stand for a thousand others (CWE-776): claims are written out. */
function refuseAliases(document: Document, lines: LineCounter, say: Say): void {
  visit(document, {
    Alias: (_, { range }) => {
      const line = range === undefined || range === null ? undefined : lines.linePos(range[0]).line;
      throw say(line, 'a claim file has no aliases: write it out');
    },
  });
}

/** Zeros after the point are said: the 5.60 of a text is no 5.6, and a number in memory does not know it. */
function keepZeros(document: Document): void {
  const claims = document.get('claims');
  if (!isSeq(claims)) return;
  for (const at of claims.items.keys())
    for (const place of [
      ['check', 'claimed'],
      ['check', 'claimed', 'total'],
      ['check', 'claimed', 'active'],
    ]) {
      const claimed = document.getIn(['claims', at, ...place], true);
      if (!isMap(claimed) || claimed.has('digits') || claimed.has('rounding')) continue;
      const value = claimed.get('value', true);
      const source = isScalar(value) && typeof value.value === 'number' ? (value.source ?? '') : '';
      const [, digits] = /^[-+]?(\d+\.\d*0)(?:e[-+]?\d+)?$/i.exec(source) ?? [];
      const count = digits?.replace('.', '').replace(/^0+/, '').length ?? 0;
      if (count > 0 && count <= MOST_DIGITS) claimed.set('digits', count);
    }
}

function valueOf(document: Document, say: Say): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    if (depthOf(value, DEEPEST) > DEEPEST)
      throw say(undefined, `more than ${DEEPEST} lists or maps within one another`);
    return value;
  } catch (cause) {
    if (cause instanceof UsageError) throw say(undefined, cause.message);
    throw say(undefined, 'it is nested too deep');
  }
}

/** How deep lists and maps go, up to one more than `most`. */
function depthOf(value: unknown, most: number): number {
  if (most < 0 || typeof value !== 'object' || value === null) return 0;
  if (Object.hasOwn(value, '__proto__')) throw new UsageError('a key is called __proto__');
  return 1 + Math.max(0, ...Object.values(value).map((one) => depthOf(one, most - 1)));
}

/** The line of what a path leads to, or of the nearest thing around it. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : nodeAt(document, path.slice(0, length));
    const range =
      typeof node === 'object' && node !== null && 'range' in node
        ? (node.range as readonly number[] | undefined)
        : undefined;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return undefined;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): unknown {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  // Of a pair the key, so that the line is that of the word.
  const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
  return pair?.key ?? document.getIn(path, true);
}

/** What keeps a claim from being checked at all. Few draws suffice to see that it computes. */
function faultOf(claim: Claim): string | undefined {
  try {
    check(claim, { asOf: '9999-12-31', draws: LEAST_DRAWS });
    for (const { record } of claim.rivals) if (record !== undefined) economicRecord(record);
    return undefined;
  } catch (error) {
    if (error instanceof ClaimError || error instanceof UsageError) return error.message;
    throw error;
  }
}
