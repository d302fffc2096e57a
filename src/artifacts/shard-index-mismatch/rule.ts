import { compareText } from '../../core/finding.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { ShardIndexStructure } from '../../formats/shard-index/structure.ts';
import type { SurveyedFile } from '../../survey/surveyed.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';

/** Names shown of many. */
const SHOWN = 5;

export const shardIndexMismatchRule: Rule = {
  id: 'shard-index-mismatch',
  title: 'The shard index and the shards disagree',
  severity: 'medium',
  explanation:
    'The index says which file holds which tensor. Where a shard is missing, or a shard holds tensors that the index gives to another file or to none, loaders that follow the index and loaders that read every shard build different models.',
  advice: 'Fetch the missing shards, or ask for a repository whose index matches its files.',
  references: ['CWE-436', 'CWE-345', 'LLM03:2025'],
  scope: 'repository',
  formats: ['shard-index', 'safetensors'],
  *check(view): Generator<PlacedDraft> {
    for (const file of view.files) {
      for (const part of file.parts) {
        if (part.format !== 'shard-index' || part.at.member !== undefined || part.structure === undefined) continue;
        yield* compare(file.path, part.structure as ShardIndexStructure, view);
      }
    }
  },
};

function* compare(path: string, index: ShardIndexStructure, view: RepositoryView): Generator<PlacedDraft> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const files = new Map(view.files.map((file) => [file.path, file]));
  const missing = index.shards.filter((shard) => !files.has(folder + shard));
  if (missing.length > 0) {
    yield {
      path,
      severity: 'medium',
      confidence: 'high',
      message: `The index names ${missing.length} of ${index.shards.length} shards that are not there: ${list(missing)}.`,
      key: 'missing',
    };
  }
  const named = new Set(index.shards.map((shard) => folder + shard));
  const kind = path.includes('safetensors') ? 'safetensors' : 'bin';
  const strays = [...files.keys()].filter((other) => isShardBeside(other, folder, kind) && !named.has(other));
  if (strays.length > 0) {
    yield {
      path,
      severity: 'medium',
      confidence: 'medium',
      message: `${strays.length} files are named like shards of this model, but the index does not know them: ${list(strays)}.`,
      key: 'strays',
    };
  }
  const promised = new Map<string, Set<string>>(index.shards.map((shard) => [shard, new Set()]));
  index.tensors.forEach((tensor, i) => promised.get(index.shards[index.shard[i] ?? -1] ?? '')?.add(tensor));
  for (const [shard, tensors] of promised) {
    const held = tensorsOf(files.get(folder + shard));
    if (held !== undefined) yield* differences(folder + shard, tensors, held);
  }
}

/** `model-00003-of-00004.safetensors` or `pytorch_model-00003-of-00004.bin` in the same folder. */
function isShardBeside(path: string, folder: string, kind: string): boolean {
  return path.startsWith(folder) && new RegExp(`^[^/]*\\d+-of-\\d+\\.${kind}$`).test(path.slice(folder.length));
}

function* differences(path: string, promised: ReadonlySet<string>, held: ReadonlySet<string>): Generator<PlacedDraft> {
  const absent = [...promised].filter((tensor) => !held.has(tensor));
  const extra = [...held].filter((tensor) => !promised.has(tensor));
  if (absent.length > 0) {
    yield {
      path,
      severity: 'medium',
      confidence: 'high',
      message: `${absent.length} tensors that the index places here are not in this shard: ${list(absent)}.`,
      key: 'absent',
    };
  }
  if (extra.length > 0) {
    yield {
      path,
      severity: 'medium',
      confidence: 'high',
      message: `${extra.length} tensors in this shard are unknown to the index or placed elsewhere: ${list(extra)}.`,
      key: 'extra',
    };
  }
}

function tensorsOf(file: SurveyedFile | undefined): ReadonlySet<string> | undefined {
  const part = file?.parts.find(({ format, at }) => format === 'safetensors' && at.member === undefined);
  return part?.structure === undefined ? undefined : new Set((part.structure as SafetensorsStructure).tensors.names);
}

function list(names: readonly string[]): string {
  const shown = names
    .toSorted(compareText)
    .slice(0, SHOWN)
    .map((name) => JSON.stringify(name.slice(0, 120)));
  return names.length > SHOWN ? `${shown.join(', ')} and ${names.length - SHOWN} more` : shown.join(', ');
}
