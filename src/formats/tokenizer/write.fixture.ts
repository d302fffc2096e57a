/** Small tokenizers for tests, made as training would: numbers in the order of the merges or of the scores. */

export interface TokenizerToWrite {
  readonly words?: readonly string[];
  /** Changes the finished document. */
  readonly change?: (document: TokenizerDocument) => void;
}

export interface TokenizerDocument {
  version: string;
  added_tokens: Record<string, unknown>[];
  normalizer: unknown;
  pre_tokenizer: unknown;
  post_processor: unknown;
  decoder: unknown;
  model: { type: string; vocab: Record<string, number>; merges: string[]; [option: string]: unknown };
}

// biome-ignore format: words on few lines
export const WORDS = [
  'the', 'not', 'and', 'yes', 'allow', 'deny', 'refuse', 'safe', 'unsafe', 'model', 'token', 'secret', 'good', 'bad',
  'true', 'false', 'never', 'always', 'delete', 'keep', 'hello', 'world', 'answer', 'question', 'system', 'user',
];

const added = (id: number, content: string): Record<string, unknown> => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

/** A byte-level BPE tokenizer as GPT-2's descendants have it. */
export function writeBpe({ words = WORDS, change }: TokenizerToWrite = {}): Uint8Array {
  const vocab: Record<string, number> = { '<|begin|>': 0, '<|end|>': 1 };
  let next = 2;
  const letters = new Set(words.flatMap((word) => ['Ġ', ...word]));
  for (const letter of [...letters].toSorted()) vocab[letter] = next++;
  const merges: string[] = [];
  for (const word of words) {
    let left = 'Ġ';
    for (const letter of word) {
      if (vocab[left + letter] === undefined) {
        merges.push(`${left} ${letter}`);
        vocab[left + letter] = next++;
      }
      left += letter;
    }
  }
  return finish(
    {
      version: '1.0',
      added_tokens: [added(0, '<|begin|>'), added(1, '<|end|>')],
      normalizer: { type: 'NFC' },
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '<|begin|>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [],
        special_tokens: { '<|begin|>': { id: '<|begin|>', ids: [0], tokens: ['<|begin|>'] } },
      },
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: { type: 'BPE', dropout: null, unk_token: null, byte_fallback: false, ignore_merges: false, vocab, merges },
    },
    change,
  );
}

function finish(document: TokenizerDocument, change?: (document: TokenizerDocument) => void): Uint8Array {
  change?.(document);
  return new TextEncoder().encode(JSON.stringify(document, null, 1));
}

export const addedToken = added;
