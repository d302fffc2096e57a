import { type Card, statementsOf } from '../../claims/card/card.ts';
import type { Statement } from '../../claims/card/statement.ts';
import type { Config } from '../../claims/parameters/config.ts';
import { configOfGguf } from '../../claims/weights/gguf-config.ts';
import type { Tally } from '../../claims/weights/tally.ts';
import { compareText } from '../../core/finding.ts';
import type { GgufStructure } from '../../formats/gguf/structure.ts';
import type { ModelCardStructure } from '../../formats/model-card/structure.ts';
import type { ModelConfigStructure } from '../../formats/model-config/structure.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { ShardIndexStructure } from '../../formats/shard-index/structure.ts';
import type { SurveyedFile, SurveyedPart } from '../../survey/surveyed.ts';
import { tallyOfGguf, tallyOfSafetensors } from './tallies.ts';

/** A file of weights, as far as claims need it: its tensors are counted and forgotten. */
export interface WeightFile {
  readonly path: string;
  readonly format: 'safetensors' | 'gguf';
  readonly tally: Tally;
  /** Bytes of tensor data. */
  readonly bytes: number;
  readonly complete: boolean;
  /** Of GGUF, what its metadata describes. */
  readonly config?: Config;
  /** Its metadata speaks of experts, whether they could be counted or not. */
  readonly mixture: boolean;
}

/** What one folder of a subject says and holds. */
export interface Folder {
  readonly path: string;
  card?: {
    readonly path: string;
    readonly statements: readonly Statement[];
    readonly all: boolean;
    readonly closed: boolean;
  };
  config?: { readonly path: string; readonly values: Config; readonly quantization?: Config };
  index?: { readonly path: string; readonly totalSize?: number; readonly shards: readonly string[] };
  readonly weights: readonly WeightFile[];
}

interface Gathered extends Folder {
  readonly weights: WeightFile[];
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => compareText(a.path, b.path);

/** Less is taken before more. */
const rank = (path: string): string => `${/readme\.[a-z]+$/i.test(path) ? 0 : 1}${path}`;

/** Takes what claims need of each surveyed file; what it keeps does not grow with the tensors of a file. */
export class ClaimsIntake {
  readonly #folders = new Map<string, Gathered>();

  add(file: SurveyedFile): void {
    for (const part of file.parts) {
      if (part.at.member === undefined && part.structure !== undefined) this.#take(file, part);
    }
  }

  /** In order of their paths, and their files too: files come to the intake in no order. */
  folders(): readonly Folder[] {
    const sorted = [...this.#folders.values()].toSorted(byPath);
    return sorted.map((folder) => ({ ...folder, weights: folder.weights.toSorted(byPath) }));
  }

  #folder(file: string): Gathered {
    const path = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const folder: Gathered = { path, weights: [] };
    this.#folders.set(path, folder);
    return folder;
  }

  #take({ path, status }: SurveyedFile, { format, structure }: SurveyedPart): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const complete = status === 'complete';
    switch (format) {
      case 'model-card': {
        const { front, text, textLine, cut } = structure as ModelCardStructure;
        const card: Card = { front: front?.entries ?? [], text, line: textLine };
        const { statements, all } = statementsOf(card);
        const folder = this.#folder(path);
        // A README stands before a further card.
        if (folder.card === undefined || rank(path) < rank(folder.card.path))
          folder.card = { path, statements, all: all && !cut && complete, closed: front?.closed ?? true };
        return;
      }
      case 'model-config': {
        const { settings } = structure as ModelConfigStructure;
        if (settings === undefined) return;
        const { parts, quantization } = settings;
        const values = { ...settings.values, ...parts };
        this.#folder(path).config = { path, values, ...(quantization === undefined ? {} : { quantization }) };
        return;
      }
      case 'shard-index': {
        const { totalSize, shards } = structure as ShardIndexStructure;
        if (!name.includes('safetensors')) return;
        this.#folder(path).index = { path, shards, ...(totalSize === undefined ? {} : { totalSize }) };
        return;
      }
      case 'safetensors': {
        const { tally, bytes } = tallyOfSafetensors(structure as SafetensorsStructure);
        this.#folder(path).weights.push({ path, format, tally, bytes, complete, mixture: false });
        return;
      }
      case 'gguf': {
        const { tally, bytes, metadata } = tallyOfGguf(structure as GgufStructure);
        const config = configOfGguf(metadata, !tally.shares.has('head'));
        this.#folder(path).weights.push({
          path,
          format,
          tally,
          bytes,
          complete,
          mixture: [...metadata].some(([key, value]) => key.endsWith('.expert_count') && value !== 0),
          ...(config === undefined ? {} : { config }),
        });
        return;
      }
      default:
    }
  }
}
