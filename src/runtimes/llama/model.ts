import type { LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { RuntimeFault } from '../fault.ts';
import type { Token } from '../request.ts';
import { Evaluator } from './evaluator.ts';
import { Pieces } from './pieces.ts';
import type { LoadedModel, LoadSpec } from './protocol.ts';
import { ChatTemplate } from './template.ts';

/** Tokens that a context holds where the model was trained for more: what it costs grows with it. */
const CONTEXT = 4_096;
/** Positions kept of all sequences together: they hold prefixes ready. */
const CELLS = 8_192;
const SEQUENCES = 4;
/** Tokens of one batch: its buffers grow with it, and a process hears that it shall stop only between two. */
const BATCH = 128;

/** A model in llama.cpp with all that a process does with it. */
export interface Model {
  readonly loaded: LoadedModel;
  readonly evaluator: Evaluator;
  readonly pieces: Pieces;
  readonly bos: Token | undefined;
  readonly eos: Token | undefined;
  encode(text: string): readonly Token[];
  endsGeneration(token: Token): boolean;
  /** Read when first asked for. */
  template(): ChatTemplate;
  /** Put before a text that is continued as it stands, where the model was trained so. */
  readonly prependBos: boolean;
}

export async function loadModel(spec: LoadSpec, progress: (passes: number) => void): Promise<Model> {
  const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
  const llama = await getLlama({
    gpu: spec.gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: spec.threads,
    logLevel: LlamaLogLevel.error,
    logger: (_, message) => process.stderr.write(`${message.trim()}\n`),
  });
  const native = await llama.loadModel({ modelPath: spec.path });
  const contextSize = spec.contextSize ?? Math.min(native.trainContextSize, CONTEXT);
  if (!(contextSize >= 2))
    throw new RuntimeFault('refused', `a context of ${contextSize} tokens holds no prompt and answer`);
  const sequences = Math.max(1, Math.min(SEQUENCES, Math.floor(CELLS / contextSize)));
  const context = await native.createContext({
    sequences,
    // One position more than is used: node-llama-cpp shifts the context out of a full one.
    contextSize: contextSize + 1,
    batchSize: BATCH,
    threads: spec.threads,
    // Faster without on a processor, and the same to the last bit however work is batched.
    flashAttention: false,
    failedCreationRemedy: false,
  });
  const lanes: readonly LlamaContextSequence[] = Array.from({ length: sequences }, () => context.getSequence());
  const pieces = piecesOf(native);
  const evaluator = new Evaluator(lanes, { vocabulary: pieces.size, contextSize, chunk: BATCH, progress });
  const exact = spec.exact ?? (await evaluator.probe());
  evaluator.exact = exact;
  const source = native.fileInfo.metadata.tokenizer.chat_template;
  const tokens = native.tokens;
  let template: ChatTemplate | undefined;
  return {
    loaded: {
      release: llama.llamaCppRelease.release,
      contextSize,
      description: native.typeDescription,
      gpu: llama.gpu,
      template: source,
      exact,
    },
    evaluator,
    pieces,
    bos: tokens.bos ?? undefined,
    eos: tokens.eos ?? undefined,
    encode: (text) => native.tokenize(text, true),
    endsGeneration: (token) => native.isEogToken(token as never),
    template: () => {
      if (source === undefined) throw new RuntimeFault('unsupported', 'the model has no chat template');
      const names = { bos: tokens.bosString ?? undefined, eos: tokens.eosString ?? undefined };
      return (template ??= new ChatTemplate(source, names, new Date(spec.date)));
    },
    prependBos: tokens.shouldPrependBosToken,
  };
}

function piecesOf(native: LlamaModel): Pieces {
  const { ggml } = native.fileInfo.metadata.tokenizer;
  return new Pieces({
    model: ggml.model,
    tokens: ggml.tokens,
    types: ggml.token_type,
    native: (token) => native.detokenize([token as never], true),
  });
}
