import { Allowance } from '../codecs/allowance.ts';
import type { Anomaly } from '../core/coverage.ts';
import { InputError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import type { Part, Role, Structure } from '../formats/format.ts';
import { searchPickles } from '../formats/pickle/trailing.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { encodedParts, invisibleText } from './encoded.ts';
import { type Recognised, recognise } from './recognise.ts';
import { type FoundSecret, searchSecrets } from './secrets.ts';
import type { Locus, SurveyedPart } from './surveyed.ts';

/** Credentials kept of one file (CWE-770). */
const MOST_SECRETS = 1_000;

export interface PartSurvey {
  readonly parts: SurveyedPart[];
  readonly anomalies: Anomaly[];
  readonly secrets: FoundSecret[];
}

interface Walk extends PartSurvey {
  readonly limits: Limits;
  readonly allowance: Allowance;
  readonly signal: AbortSignal | undefined;
  seen: number;
}

/** Reads a source with every format that knows it, then what those found inside, and so on down. */
export async function surveyParts(
  source: ByteSource,
  at: Locus,
  limits: Limits,
  signal?: AbortSignal,
): Promise<PartSurvey> {
  const walk: Walk = {
    parts: [],
    anomalies: [],
    secrets: [],
    limits,
    allowance: new Allowance(limits),
    signal,
    seen: 0,
  };
  const name = at.path.slice(at.path.lastIndexOf('/') + 1);
  await visit(walk, source, at, name, 'file', 0, []);
  return { parts: walk.parts, anomalies: walk.anomalies, secrets: walk.secrets };
}

async function visit(
  walk: Walk,
  source: ByteSource,
  at: Locus,
  name: string,
  role: Role | 'file',
  depth: number,
  around: readonly string[],
): Promise<void> {
  const searched = await searchSecrets(source, at, name, role, walk.limits, walk.signal);
  walk.secrets.push(...searched.found.slice(0, MOST_SECRETS - walk.secrets.length));
  if (searched.anomaly !== undefined) walk.anomalies.push(searched.anomaly);
  const unseen = await invisibleText(source, name, role, walk.limits, walk.signal);
  if (unseen !== undefined) walk.anomalies.push(unseen);
  for (const found of await encodedParts(source, name, role, walk.limits, walk.signal))
    await enter(walk, found, at, depth + 1, around);
  let matches = await recognise(source, name, role, walk.signal);
  // What trails a polyglot was found by the other format already; a part is never recognised by its name alone where
  // nobody gave it one.
  if (role === 'tail') matches = matches.filter(({ format }) => format.id !== 'zip' || !around.includes('zip'));
  if (role === 'tail' || role === 'constant' || role === 'storage')
    matches = matches.filter(({ match }) => match !== 'name' && match !== 'guess');
  if (
    role === 'file' &&
    source.cost !== 'network' &&
    matches.every(({ match }) => match === 'name' || match === 'guess')
  )
    for (const found of await searchPickles(source, walk.signal)) await enter(walk, found, at, depth + 1, around);
  const formats = matches.map(({ format }) => format.id);
  for (const recognised of matches) {
    const index = walk.parts.length;
    const { part, inner } = await read(walk, source, at, name, role, recognised);
    // Data that merely begins like a pickle is no broken pickle.
    const suspected = role === 'constant' || role === 'storage' || recognised.match === 'guess';
    if (suspected && part.status !== 'complete' && part.structure?.acts !== true) continue;
    walk.parts.push(part);
    for (const found of inner) await enter(walk, found, at, depth + 1, [...around, ...formats]);
    // A container may learn of a fault only while its parts are read: a checksum, a length.
    if (part.status === 'complete' && part.anomalies.some(({ stops }) => stops))
      walk.parts[index] = { ...part, status: 'partial' };
  }
}

async function enter(walk: Walk, part: Part, at: Locus, depth: number, around: readonly string[]): Promise<void> {
  if (walk.seen >= walk.limits['parts.count'] || depth > walk.limits['parts.depth']) {
    const limit = depth > walk.limits['parts.depth'] ? 'parts.depth' : 'parts.count';
    if (walk.anomalies.some(({ code }) => code === `survey.${limit}`)) return;
    walk.anomalies.push({
      code: `survey.${limit}`,
      message: `parts inside parts beyond ${limit} were not read`,
      stops: true,
    });
    return;
  }
  walk.seen++;
  const inside: Locus = { path: at.path, member: at.member === undefined ? part.name : `${at.member}!/${part.name}` };
  const name = part.name.slice(part.name.lastIndexOf('/') + 1);
  try {
    await visit(walk, part.source, inside, name, part.role, depth, around);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    walk.anomalies.push({
      code: `survey.${error.fault}`,
      message: `${inside.member ?? ''}: ${error.message}`,
      stops: true,
    });
  }
}

async function read(
  walk: Walk,
  source: ByteSource,
  at: Locus,
  name: string,
  role: Role | 'file',
  recognised: Recognised,
): Promise<{ part: SurveyedPart; inner: Part[] }> {
  const { format, match } = recognised;
  const anomalies: Anomaly[] = [];
  const inner: Part[] = [];
  let structure: Structure | undefined;
  try {
    structure = await format.read(source, {
      limits: walk.limits,
      allowance: walk.allowance,
      signal: walk.signal,
      name,
      part: (part) => void inner.push(part),
      anomaly: (anomaly) => void anomalies.push(anomaly),
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const offset = error.offset === undefined ? {} : { offset: error.offset };
    const code = error.fault === 'budget' ? 'survey.budget' : `${format.id}.${error.fault}`;
    anomalies.push({ code, message: error.message, ...offset, stops: true });
  }
  const status = structure === undefined ? 'failed' : anomalies.some(({ stops }) => stops) ? 'partial' : 'complete';
  const part = { at, role, size: source.size, format: format.id, match, anomalies, status } as const;
  return { part: structure === undefined ? part : { ...part, structure }, inner };
}
