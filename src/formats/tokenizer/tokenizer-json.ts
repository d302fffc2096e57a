import { InputError } from '../../core/errors.ts';
import type { JsonText } from '../json-text.ts';
import { type JsonObject, type JsonValue, takeJson } from '../json-value.ts';
import type { Notes } from '../notes.ts';
import { MergeTable, splitMerge } from './merges.ts';
import { orderOf } from './order.ts';
import { measuresOf } from './measures.ts';
import { stepsOf } from './steps.ts';
import {
  ADDED,
  type AddedToken,
  asText,
  NO_MERGES,
  NO_ORDER,
  STEP_BYTES,
  type Step,
  TOKEN_TEXT,
  type TokenizerModel,
  type TokenizerStructure,
} from './structure.ts';
import { isTokenId, VocabularyBuilder } from './vocabulary.ts';

const MODELS: readonly TokenizerModel[] = ['BPE', 'WordPiece', 'Unigram', 'WordLevel'];
const STAGES: Readonly<Record<string, Step['stage']>> = {
  normalizer: 'normalizer',
  pre_tokenizer: 'pre-tokenizer',
  post_processor: 'post-processor',
  decoder: 'decoder',
};

/** Numbers of a model that say how it treats words. */
const MEASURED: ReadonlySet<string> = new Set(['max_input_chars_per_word', 'unk_id']);

/** One `tokenizer.json`: pulled value by value, so that only the tables are ever whole in memory. */
export class TokenizerJson {
  readonly #notes: Notes;
  readonly #most: number;
  readonly #vocabulary: VocabularyBuilder;
  readonly #stages = new Map<Step['stage'], JsonValue>();
  readonly #added: { id: number; content: string; special: boolean; normalized: boolean }[] = [];
  /** Merges that came before the vocabulary; readers and writers have them after it. */
  readonly #early: [left: string, right: string][] = [];
  #merges: MergeTable | undefined;
  /** Scores of the pieces of a Unigram model, by place. */
  readonly #scores: (number | undefined)[] = [];
  readonly #pieces: string[] = [];
  #type = '';
  #prefix = '';
  #suffix = '';
  #ignoreMerges = false;
  /** `truncation` and `padding`, and single values of the model. */
  readonly #settings = new Map<string, JsonValue>();

  constructor(notes: Notes, most: number) {
    this.#notes = notes;
    this.#most = most;
    this.#vocabulary = new VocabularyBuilder(most);
  }

  /** Keras keeps something else under this name, often as one string: what is no object is passed over. */
  read(json: JsonText): void {
    if (json.kind() !== 'object') return json.skip();
    this.#fields(json, (key) => {
      const stage = Object.hasOwn(STAGES, key) ? STAGES[key] : undefined;
      if (stage !== undefined) this.#stages.set(stage, takeJson(json, { values: 100_000, text: STEP_BYTES }));
      else if (key === 'truncation' || key === 'padding')
        this.#settings.set(key, takeJson(json, { values: 64, text: TOKEN_TEXT }));
      else if (key === 'added_tokens' && json.kind() === 'array') json.array(() => this.#addedToken(json));
      else if (key === 'model' && json.kind() === 'object') this.#fields(json, (field) => this.#model(json, field));
      else json.skip();
    });
  }

  structure(): TokenizerStructure {
    const { vocabulary, sharedIds, holes, textOf } = this.#vocabulary.build();
    const added = this.#added.map((token): AddedToken => {
      const [has, id] = [textOf(token.id), this.#vocabulary.idOf(token.content)];
      return {
        ...token,
        ...(has === undefined || has === token.content ? {} : { vocabularyHas: has }),
        ...(id === undefined || id === token.id ? {} : { vocabularyId: id }),
      };
    });
    const named = new Map(added.map(({ id, content }) => [id, content]));
    const call = (id: number): string | undefined => named.get(id) ?? textOf(id);
    const model = MODELS.find((known) => known === this.#type) ?? (this.#pieces.length > 0 ? 'Unigram' : 'other');
    const measures = measuresOf(this.#settings, model, call);
    const table = this.#table();
    const { merges, order } =
      table.count > 0
        ? table.examine({
            added: new Set(added.map(({ content }) => content)),
            suffix: this.#suffix,
            ignoreMerges: this.#ignoreMerges,
          })
        : {
            merges: NO_MERGES,
            order: model === 'Unigram' ? orderOf(this.#scores, (i) => this.#pieces[i] ?? '') : NO_ORDER,
          };
    return {
      format: 'tokenizer',
      model: table.count > 0 && model === 'other' ? 'BPE' : model,
      vocabulary,
      sharedIds,
      repeated: this.#vocabulary.repeated(),
      holes,
      merges,
      order,
      added,
      steps: [...this.#stages].flatMap(([stage, value]) => stepsOf(stage, value, call)),
      ...(measures === undefined ? {} : { measures }),
    };
  }

  /** An object's fields; a key that stands twice is noted, and both are read. */
  #fields(json: JsonText, field: (key: string) => void): void {
    const seen = new Set<string>();
    json.object((key, at) => {
      if (seen.has(key)) {
        const message = () => `the key "${key}" stands twice: readers differ in which they use`;
        this.#notes.note('tokenizer.duplicate-key', message, { offset: at });
      }
      if (seen.size < 1_000) seen.add(key);
      field(key);
    }, TOKEN_TEXT);
  }

  #model(json: JsonText, field: string): void {
    const kind = json.kind();
    if (field === 'vocab' && kind === 'object') this.#tokens(json);
    else if (field === 'vocab' && kind === 'array') json.array((index) => this.#piece(json, index));
    else if (field === 'merges' && kind === 'array') json.array(() => this.#merge(json));
    else if (field === 'ignore_merges' && kind === 'boolean') this.#ignoreMerges = json.boolean();
    else if (MEASURED.has(field) && kind === 'number') this.#settings.set(field, json.number());
    else if (kind === 'string') this.#option(field, json.string(TOKEN_TEXT));
    else json.skip();
  }

  #option(field: string, value: string): void {
    if (field === 'type') this.#type = value;
    else if (field === 'unk_token') this.#settings.set(field, value);
    else if (field === 'continuing_subword_prefix') this.#prefix = value;
    else if (field === 'end_of_word_suffix') this.#suffix = value;
  }

  #tokens(json: JsonText): void {
    json.object((token, at) => {
      const id = json.kind() === 'number' ? json.number() : this.#wrong(json, at, 'the number of a token');
      if (!isTokenId(id)) return;
      this.#vocabulary.add(token, id);
      this.#checkFull(at);
    }, TOKEN_TEXT);
  }

  /** `["▁the", -3.1]`: the place is the number. */
  #piece(json: JsonText, index: number): void {
    const value = takeJson(json, { values: 16, text: TOKEN_TEXT });
    const [text, score] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
    if (typeof text !== 'string' || typeof score !== 'number') return;
    this.#vocabulary.add(text, index);
    this.#checkFull(json.at);
    if (this.#pieces.length >= this.#most) return;
    this.#pieces.push(text);
    // Control and user-defined pieces have the score 0 wherever they stand.
    this.#scores.push(score === 0 ? undefined : -score);
  }

  /** `"t h"`, or `["t", "h"]` since tokenizers 0.20. */
  #merge(json: JsonText): void {
    const pair = this.#pair(json);
    if ((this.#merges?.count ?? 0) + this.#early.length >= this.#most) this.#limit(json.at, 'merges');
    if (pair === undefined) return;
    if (this.#vocabulary.texts.length === 0) this.#early.push(pair);
    else this.#table().add(...pair);
  }

  #pair(json: JsonText): [left: string, right: string] | undefined {
    if (json.kind() === 'string') return splitMerge(json.string(2 * TOKEN_TEXT));
    if (json.kind() !== 'array') {
      json.skip();
      return undefined;
    }
    const pair: string[] = [];
    json.array(() => (json.kind() === 'string' && pair.length < 2 ? pair.push(json.string(TOKEN_TEXT)) : json.skip()));
    const [left, right] = pair;
    return left === undefined || right === undefined ? undefined : [left, right];
  }

  #table(): MergeTable {
    this.#merges ??= new MergeTable(this.#vocabulary, this.#prefix);
    for (const pair of this.#early.splice(0)) this.#merges.add(...pair);
    return this.#merges;
  }

  #addedToken(json: JsonText): void {
    const { at } = json;
    const value = takeJson(json, { values: 64, text: TOKEN_TEXT });
    if (this.#added.length >= ADDED) this.#limit(at, 'added tokens');
    const token = value instanceof Map ? (value as JsonObject) : undefined;
    const [id, content] = [token?.get('id'), asText(token?.get('content'))];
    if (token === undefined || typeof id !== 'number' || !isTokenId(id) || content === undefined) return;
    const [special, normalized] = [token.get('special') === true, token.get('normalized') === true];
    this.#added.push({ id, content, special, normalized });
  }

  #checkFull(at: number): void {
    if (this.#vocabulary.full) this.#limit(at, 'tokens');
  }

  #limit(offset: number, what: string): never {
    throw new InputError('limit', `there are more ${what} than are read (${this.#most})`, { offset });
  }

  #wrong(json: JsonText, offset: number, what: string): number {
    const kind = json.kind();
    this.#notes.note('tokenizer.type', () => `${what} is a JSON ${kind}`, { offset });
    json.skip();
    return Number.NaN;
  }
}
