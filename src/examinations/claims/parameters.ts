import type { Known } from '../../claims/card/size.ts';
import { ClaimError } from '../../claims/claim-error.ts';
import type { Config } from '../../claims/parameters/config.ts';
import { countParameters, type ParameterCount } from '../../claims/parameters/count.ts';
import { shapeOf } from '../../claims/parameters/families.ts';
import type { Shape } from '../../claims/parameters/shape.ts';
import { explain, type Explained, storedElements } from '../../claims/weights/explained.ts';
import { claimFinding } from './finding.ts';
import { count, type FolderEvidence, percent } from './evidence.ts';
import type { Folder } from './intake.ts';
import { type WeightSet, weightSets } from './weight-sets.ts';

/** Gaps between config and weights by which a finding is judged; under the least it is information. */
const MEDIUM = 0.1;
const LOW = 0.01;

export interface Size {
  readonly known: Known;
  /** By the config, of the folder or of its first GGUF file. */
  readonly counted?: ParameterCount;
  /** Elements of a complete set of weights. */
  readonly stored?: number;
  /** Something in the config speaks of experts: a token does not meet all that is stored. */
  readonly experts: boolean;
}

/** Counts by config, counts by tensor tables, and what lies between. */
export function parametersOf(folder: Folder, into: FolderEvidence): Size {
  const shape = folder.config === undefined ? undefined : shaped(folder.config.values, folder.config.path, into);
  if (folder.config === undefined && folder.weights.some(({ format }) => format === 'safetensors'))
    into.left.push(`${where(folder)} has no config.json: parameters were not rebuilt`);
  const counted = shape === undefined ? undefined : countParameters(shape);
  if (counted !== undefined && folder.config !== undefined) byPart(counted, folder.config.path, into);
  const total: number[] = counted === undefined ? [] : readings(counted);
  const active: number[] = counted === undefined ? [] : [counted.active, counted.activeWithoutInput];
  let [first, stored]: [ParameterCount | undefined, number | undefined] = [counted, undefined];
  for (const set of weightSets(folder)) {
    if (set.lacking !== undefined) {
      into.left.push(`the tensors of ${set.path} were not compared: ${set.lacking}`);
      continue;
    }
    const quantization = folder.config?.quantization ?? {};
    const sum = storedElements(set.tally, quantization);
    stored ??= sum;
    total.push(sum);
    const own = set.format === 'gguf' ? ggufShape(set, into) : shape;
    if (own === undefined) continue;
    const ofSet = countParameters(own);
    if (set.format === 'gguf') {
      byPart(ofSet, set.path, into);
      total.push(...readings(ofSet));
      active.push(ofSet.active, ofSet.activeWithoutInput);
      first ??= ofSet;
    }
    compare(
      set,
      explain(set.tally, own, quantization),
      set.format === 'gguf' ? set.path : (folder.config?.path ?? set.path),
      into,
    );
  }
  const experts = speaksOfExperts(folder.config?.values ?? {}) || folder.weights.some(({ mixture }) => mixture);
  return {
    known: { total: [...new Set(total)], active: [...new Set(active)] },
    experts,
    ...(first === undefined ? {} : { counted: first }),
    ...(stored === undefined ? {} : { stored }),
  };
}

/** Also in what it holds of its parts. */
const speaksOfExperts = (config: Config): boolean =>
  Object.entries(config).some(
    ([key, value]) => /expert/i.test(key) || (key === 'text_config' && speaksOfExperts(value as Config)),
  );

export const where = ({ path }: Folder): string => (path === '' ? 'the subject' : path);

/** A size is given with embeddings, without that of the input, or without both; and with what sees, or without. */
const readings = ({ embedding, active, activeWithoutInput, prediction, seeing, ...of }: ParameterCount): number[] => {
  const tied = active === activeWithoutInput;
  const all = [of.total, of.total - seeing].flatMap((total) => [
    total,
    total - embedding,
    total - (tied ? 1 : 2) * embedding,
    total + prediction.total,
  ]);
  return [...new Set(all)];
};

function shaped(config: Config, path: string, into: FolderEvidence): Shape | undefined {
  try {
    const shape = shapeOf(config);
    countParameters(shape);
    return shape;
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    into.left.push(`${path}: parameters were not rebuilt (${error.message})`);
    return undefined;
  }
}

function ggufShape({ config, path }: WeightSet, into: FolderEvidence): Shape | undefined {
  if (config !== undefined) return shaped(config, path, into);
  into.left.push(`${path}: parameters were not rebuilt (its architecture is none whose metadata can be counted)`);
  return undefined;
}

function byPart(counted: ParameterCount, path: string, into: FolderEvidence): void {
  const parts = {
    total: [counted.total, 'all parameters'],
    active: [counted.active, 'parameters that one token meets, both embeddings among them'],
    embedding: [counted.embedding, 'parameters of the input embedding'],
    experts: [counted.experts, 'parameters of all routed experts'],
    seeing: [counted.seeing, 'parameters of what sees'],
  } as const;
  for (const [part, [value, title]] of Object.entries(parts)) {
    if ((part === 'experts' || part === 'seeing') && value === 0) continue;
    into.measurements.push({
      id: `claims.parameters.${part}`,
      title: `By the config: ${title}`,
      value,
      unit: 'parameters',
      conditions: { config: path },
      method: 'counted from the shape that the config describes, without the weights',
    });
  }
}

function compare(set: WeightSet, held: Explained, config: string, into: FolderEvidence): void {
  const { stored, rebuilt, unexplained, beside } = held;
  const listed = beside.map(
    ({ what, elements, example }) => `${count(elements)}: ${what}${example === undefined ? '' : ` (${example} …)`}`,
  );
  into.measurements.push({
    id: 'claims.parameters.difference',
    title: 'Beyond what the config describes, the tensor table has',
    value: unexplained,
    unit: 'parameters',
    conditions: {
      weights: set.path,
      config,
      ...(listed.length === 0 ? {} : { 'told apart': listed.join('; ').slice(0, 1_000) }),
    },
    method:
      'elements of the tensors, packed ones unpacked, less those counted by the config and those told apart by name',
  });
  if (unexplained === 0) return;
  const gap = Math.abs(unexplained) / rebuilt;
  into.findings.push(
    claimFinding('config', {
      severity: gap > MEDIUM ? 'medium' : gap > LOW ? 'low' : 'info',
      confidence: 'medium',
      path: set.path,
      message: `${count(stored)} elements are stored and ${count(rebuilt)} parameters follow from ${config}; ${count(Math.abs(unexplained))} ${unexplained > 0 ? 'more' : 'fewer'} (${percent(gap)}) have no explanation.`,
      evidence: [
        ...listed.map((text) => ({ label: 'told apart', text })),
        ...largest(set).map((text) => ({ label: 'tensors', text })),
      ],
      key: 'difference',
    }),
  );
}

/** The groups of tensors with most elements, for whoever looks for the difference. */
function largest({ tally }: WeightSet): string[] {
  return [...tally.shares]
    .toSorted(([, a], [, b]) => b.elements - a.elements)
    .slice(0, 8)
    .map(
      ([key, { elements, tensors, example }]) =>
        `${key}: ${count(elements)} elements in ${tensors} tensors (${example} …)`,
    );
}
