import type { GgufStructure } from '../formats/gguf/structure.ts';
import type { ModelConfigStructure } from '../formats/model-config/structure.ts';
import type { PickleStructure } from '../formats/pickle/structure.ts';
import type { ShardIndexStructure } from '../formats/shard-index/structure.ts';
import type { SurveyedFile, SurveyedPart } from '../survey/surveyed.ts';
import { allowedByTorch } from './weights-only.ts';

/** What the table needs to know of one file: kept for all, so it is small. */
export interface LoadingFacts {
  readonly path: string;
  /** By content; the flavour where there is one. */
  readonly format: string;
  /** Names that its pickles import and PyTorch's restricted unpickler refuses; at most {@link REFUSED}. */
  readonly refused: readonly string[];
  readonly pickled: boolean;
  /** Files that an index names. */
  readonly shards: readonly string[];
  readonly template: boolean;
}

/** A class that a configuration names for the loader to import: `auto_map` and its like. */
export interface CodeReference {
  /** The configuration that names it. */
  readonly path: string;
  /** `AutoModelForCausalLM` */
  readonly key: string;
  /** `modeling_x.Class`, or `owner/name--modeling_x.Class` for another repository. */
  readonly reference: string;
}

const REFUSED = 64;
const SHARDS = 2_000;

/** A template in a part of its own, or under the keys of GGUF. */
function hasTemplate({ role, format, structure }: SurveyedPart): boolean {
  if (role === 'chat-template') return true;
  if (format !== 'gguf' || structure === undefined) return false;
  return (structure as GgufStructure).metadata.some(({ key }) => /^tokenizer\.chat_template(?:$|\.)/.test(key));
}

/** Classes that `auto_map` of a file's configurations names. */
export function codeOf(file: SurveyedFile): readonly CodeReference[] {
  return file.parts.flatMap(({ format, at, structure }) => {
    if (format !== 'model-config' || at.member !== undefined || structure === undefined) return [];
    const { references } = structure as ModelConfigStructure;
    const mapped = references.filter(({ kind }) => kind === 'auto-map').slice(0, SHARDS);
    return mapped.map(({ key, value }) => ({
      path: file.path,
      key: key.slice(key.lastIndexOf('.') + 1),
      reference: value,
    }));
  });
}

export function factsOf(file: SurveyedFile): LoadingFacts {
  const refused = new Set<string>();
  let pickled = false;
  let shards: readonly string[] = [];
  for (const { format, role, structure } of file.parts) {
    if (format === 'pickle' && structure !== undefined && role !== 'tail' && role !== 'constant') {
      pickled = true;
      for (const { name, kind } of (structure as PickleStructure).callables) {
        if (kind !== 'persistent' && !allowedByTorch(name) && refused.size < REFUSED) refused.add(name);
      }
    } else if (format === 'shard-index' && structure !== undefined) {
      shards = (structure as ShardIndexStructure).shards.slice(0, SHARDS);
    }
  }
  return {
    path: file.path,
    format: file.flavour ?? file.format ?? 'unknown',
    refused: [...refused],
    pickled,
    shards,
    template: file.parts.some(hasTemplate),
  };
}
