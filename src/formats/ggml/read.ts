import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { InputError } from '../../core/errors.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { emitSuspects } from '../tensor-suspects.ts';
import { WindowCursor } from '../window-cursor.ts';
import { CONTAINERS } from './containers.ts';
import { type Input, OtherLayout } from './input.ts';
import { type GgmlStructure, type Hyperparameters, NAME_MOST, TOKENS_KEPT } from './structure.ts';
import { readTensors, Tensors } from './tensors.ts';

/**
 * Reads LLaMA's layout (llama.cpp before GGUF, `llama_file_loader`; `llama_apply_lora_from_file` for ggla):
 * hyperparameters, vocabulary, then tensors with their data to the end of the file, which is passed over. Other
 * families (Whisper, GPT-2, …) put other numbers after the same magic: those end with `ggml.layout`.
 */
export async function readGgml(source: ByteSource, context: ReadContext): Promise<GgmlStructure> {
  const notes = new Notes(context);
  const cursor = new WindowCursor(source, context.signal);
  const draft: Draft = { container: 'ggml', version: 0, tokens: [], vocabularyCount: 0, tensors: new Tensors() };
  try {
    await readBody(context, notes, cursor, draft);
  } catch (error) {
    if (error instanceof OtherLayout) {
      // After a tensor the layout is certain: what follows is something else.
      const after = draft.tensors.table.count > 0;
      const at = after ? draft.tensors.end : error.offset;
      const code = after ? 'ggml.trailing' : 'ggml.layout';
      notes.note(code, () => message(error, after), { offset: at, length: source.size - at, stops: true });
      const part = rangeSource(source, at, source.size - at);
      context.part({ role: 'tail', name: after ? 'after the last tensor' : 'unread', source: part, offset: at });
    } else notes.caught('ggml', error);
  }
  const result = structure(draft);
  await emitSuspects(result.tensors, source, context);
  notes.finish();
  return result;
}

interface Draft {
  container: GgmlStructure['flavour'];
  version: number;
  hyperparameters?: Hyperparameters;
  lora?: { rank: number; alpha: number };
  readonly tokens: string[];
  vocabularyCount: number;
  readonly tensors: Tensors;
}

async function readBody(context: ReadContext, notes: Notes, cursor: WindowCursor, draft: Draft): Promise<void> {
  await cursor.need(4);
  const container = CONTAINERS.get(cursor.u32());
  if (container === undefined) throw new OtherLayout('the magic number is not that of a GGML file', 0);
  draft.container = container.name;
  if (container.versions.length > 0) {
    await cursor.need(4);
    draft.version = cursor.u32();
    if (!container.versions.includes(draft.version)) {
      const offset = cursor.at - 4;
      throw new OtherLayout(`version ${draft.version} of ${container.name} does not exist`, offset);
    }
  }
  const input: Input = { context, notes, cursor, container, version: draft.version };
  if (container.name === 'ggla') draft.lora = await readLora(input);
  else {
    draft.hyperparameters = await readHyperparameters(input);
    await readVocabulary(input, draft.hyperparameters.vocabulary, draft);
  }
  draft.tensors.end = cursor.at;
  const complete = await readTensors(input, draft.tensors);
  if (complete) checkCount(input, draft);
}

async function readLora({ cursor }: Input): Promise<{ rank: number; alpha: number }> {
  const at = cursor.at;
  await cursor.need(8);
  const [rank, alpha] = [cursor.u32(), cursor.u32()];
  if (rank === 0 || rank > 0xffff) throw new OtherLayout(`a LoRA rank of ${rank} is not plausible`, at);
  return { rank, alpha };
}

async function readHyperparameters({ cursor }: Input): Promise<Hyperparameters> {
  await cursor.need(28);
  return {
    vocabulary: cursor.u32(),
    embedding: cursor.u32(),
    multiple: cursor.u32(),
    heads: cursor.u32(),
    layers: cursor.u32(),
    rotary: cursor.u32(),
    fileType: cursor.u32(),
  };
}

async function readVocabulary(input: Input, count: number, draft: Draft): Promise<void> {
  const { cursor, container, context } = input;
  const least = container.scores ? 8 : 4;
  if (count * least > cursor.left) {
    throw new OtherLayout(`a vocabulary of ${count} tokens is more than the rest of the file can hold`, cursor.at);
  }
  const most = context.limits['gguf.array'];
  if (count > most) throw new InputError('limit', `more than ${most} tokens`, { offset: cursor.at });
  for (; draft.vocabularyCount < count; draft.vocabularyCount++) {
    const at = cursor.at;
    if (!cursor.has(4)) await cursor.need(4);
    const length = cursor.u32();
    if (length > NAME_MOST) throw new OtherLayout(`a token of ${length} bytes is not plausible`, at);
    if (draft.tokens.length < TOKENS_KEPT) draft.tokens.push(new TextDecoder().decode(await cursor.bytes(length)));
    else cursor.skip(length);
    if (container.scores) cursor.skip(4);
  }
}

/** LLaMA has three tensors and nine of each layer, LoRA has pairs; the file does not say how many it holds. */
function checkCount({ notes, cursor }: Input, { hyperparameters, tensors }: Draft): void {
  const found = tensors.table.count;
  const wanted = hyperparameters === undefined ? Math.max(2, found + (found % 2)) : 3 + 9 * hyperparameters.layers;
  if (found >= wanted) return;
  const text = () =>
    `${found} tensors where a LLaMA or LoRA of these numbers has ${wanted}: the file may have been cut`;
  notes.note('ggml.missing-tensors', text, { offset: cursor.at, stops: true });
}

function message(error: OtherLayout, after: boolean): string {
  if (after) return `what follows the last tensor is not a tensor: ${error.message}`;
  return `this does not follow the layout of LLaMA (${error.message}); other model families are not read`;
}

function structure({
  container,
  version,
  hyperparameters,
  lora,
  tokens,
  vocabularyCount,
  tensors,
}: Draft): GgmlStructure {
  return {
    format: 'ggml',
    flavour: container,
    version,
    ...(hyperparameters === undefined ? {} : { hyperparameters }),
    ...(lora === undefined ? {} : { lora }),
    vocabularyCount,
    tokens,
    tensors: tensors.table.build(),
    parameterCount: tensors.parameters,
  };
}
