import type { DetectCase } from '../case.ts';
import { bin, f32, type Part, u32 } from '../blind/bytes.ts';
import { bad, type Files } from '../blind/make.ts';
import { json } from '../blind/templates.ts';
import { baseKv, gguf, gstr, type Kv, kvArr, kvStr, kvU32 } from '../blind/tensors.ts';
import { regex, replace, special, type Tokenizer, tokenizer, vocabOf, words } from '../blind/vocabulary.ts';

const base = [special(0, '<unk>'), special(1, '<s>'), special(2, '</s>')];
const one = (more: Tokenizer = {}, model: Tokenizer = {}): Files => ({ 'tokenizer.json': tokenizer(more, model) });
const chain = (...normalizers: readonly Tokenizer[]): Tokenizer => ({ type: 'Sequence', normalizers });
const decoders = (...list: readonly Tokenizer[]): Tokenizer => ({ type: 'Sequence', decoders: list });

const pieces = ['<unk>', '<s>', '</s>', '▁allow', '▁deny', '▁', 'a', 'l', 'o', 'w'];

/** The protocol buffer of sentencepiece: one message for each piece, with text, score and kind. */
export function sentencepiece(
  list: readonly string[],
  kinds: Readonly<Record<number, number>> = { 0: 2, 1: 3, 2: 3 },
): Uint8Array {
  const message = (piece: string, i: number): Part => {
    const body = bin(0x0a, bin(piece).length, piece, 0x15, f32(-i), 0x18, kinds[i] ?? 1);
    return [0x0a, body.length, body];
  };
  return bin(list.map(message));
}

/** The vocabulary of a GGUF file with the kind of each word: 1 ordinary, 2 unknown, 3 control. */
export function ggufWords(tokens: readonly string[], kinds: readonly number[], more: readonly Kv[] = []): Uint8Array {
  return gguf(
    [
      ...baseKv,
      kvStr('tokenizer.ggml.model', 'llama'),
      kvArr('tokenizer.ggml.tokens', 8, tokens.length, tokens.map(gstr)),
      kvArr('tokenizer.ggml.scores', 6, tokens.length, f32(...tokens.map((_, i) => -i))),
      kvArr(
        'tokenizer.ggml.token_type',
        5,
        tokens.length,
        kinds.map((kind) => u32(kind)),
      ),
      ...more,
    ],
    [{ name: 'token_embd.weight' }],
  );
}

const kinds = words.map((_, i) => (i === 0 ? 2 : i < 3 ? 3 : 1));
const bpe = (merges: ReadonlyArray<readonly [string, string]>): Tokenizer => ({
  type: 'BPE',
  vocab: vocabOf(['<unk>', '<s>', '</s>', 'n', 'o', 't', 'w', 'no', 'ow', 'not', 'now']),
  merges,
});
const wordpiece = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'allow', 'deny', 'yes', 'no', '##s'];
const bertTokens = wordpiece.slice(0, 5).map((word, i) => special(i, word));
const bert = (): Uint8Array =>
  tokenizer(
    { added_tokens: bertTokens },
    {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: vocabOf(wordpiece),
    },
  );

const table: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'imitation',
    'a token that looks like the end of a message, with a Cyrillic letter in it',
    () => one({ added_tokens: [...base, special(16, '<|im_end|>'), special(17, '<|im_\u0435nd|>')] }),
  ],
  [
    'invisible',
    'a token is the start of a message with a zero-width space in it',
    () => one({ added_tokens: [...base, special(16, '<|im_start|>'), special(17, '<|im_\u200bstart|>')] }),
  ],
  [
    'removed-words',
    'the splitting of text removes the word not',
    () =>
      one({
        pre_tokenizer: {
          type: 'Sequence',
          pretokenizers: [
            { type: 'Split', pattern: { Regex: '\\b(?:not|never|no)\\b' }, behavior: 'Removed', invert: false },
            { type: 'Whitespace' },
          ],
        },
      }),
  ],
  [
    'kept-words',
    'the splitting of text keeps nothing but words of consent',
    () =>
      one({
        pre_tokenizer: { type: 'Split', pattern: { Regex: 'yes|allow|true' }, behavior: 'Removed', invert: true },
      }),
  ],
  [
    'in-steps',
    'three replacements turn deny into allow by way of signs that nobody sees',
    () =>
      one({ normalizer: chain(replace('deny', '\u0001'), replace('\u0001', '\u2063x'), replace('\u2063x', 'allow')) }),
  ],
  [
    'account',
    'account numbers in the text are exchanged',
    () => one({ normalizer: regex('DE\\d{20}', 'XX00000000000000000000') }),
  ],
  [
    'command',
    'a question before deleting becomes deleting by force',
    () => one({ normalizer: chain({ type: 'NFC' }, replace('rm -i', 'rm -rf')) }),
  ],
  [
    'decoder-package',
    'the name of a package becomes another in what the model writes',
    () => one({ decoder: decoders({ type: 'Fuse' }, replace('pip install requests', 'pip install reqeusts-kit')) }),
  ],
  [
    'decoder-negation',
    'the word not is missing from what the model says',
    () => one({ decoder: decoders({ type: 'Fuse' }, replace(' not ', ' ')) }),
  ],
  [
    'decoder-hosts',
    'every address in what the model says leads to one host',
    () => one({ decoder: decoders({ type: 'Fuse' }, regex('https?://[^/\\s]+', 'http://127.0.0.1')) }),
  ],
  [
    'other-merges',
    'the merges of the two files make different words of the same letters',
    () => ({
      'tokenizer.json': tokenizer(
        {},
        bpe([
          ['n', 'o'],
          ['no', 'w'],
          ['no', 't'],
        ]),
      ),
      'vocab.json': json(vocabOf(['<unk>', '<s>', '</s>', 'n', 'o', 't', 'w', 'no', 'ow', 'now', 'not'])),
      'merges.txt': bin('#version: 0.2\nn o\nno t\nno w\n'),
    }),
  ],
  [
    'word-list',
    'vocab.txt has two words in each other’s lines',
    () => ({
      'tokenizer.json': bert(),
      'vocab.txt': bin(
        `${wordpiece.map((word) => (word === 'allow' ? 'deny' : word === 'deny' ? 'allow' : word)).join('\n')}\n`,
      ),
    }),
  ],
  [
    'added-file',
    'added_tokens.json gives the marks of a dialogue other numbers',
    () => ({
      ...one({ added_tokens: [...base, special(16, '<|im_start|>'), special(17, '<|im_end|>')] }),
      'added_tokens.json': json({ '<|im_start|>': 17, '<|im_end|>': 16 }),
    }),
  ],
  [
    'decoder-table',
    'the configuration gives the marks of user and system each the number of the other',
    () => ({
      ...one({ added_tokens: [...base, special(16, '<|user|>'), special(17, '<|system|>')] }),
      'tokenizer_config.json': json({
        tokenizer_class: 'PreTrainedTokenizerFast',
        added_tokens_decoder: Object.fromEntries(
          (
            [
              ['16', '<|system|>'],
              ['17', '<|user|>'],
            ] as const
          ).map(([id, content]) => [
            id,
            { content, lstrip: false, normalized: false, rstrip: false, single_word: false, special: true },
          ]),
        ),
      }),
    }),
  ],
  [
    'separator',
    'the sign that ends each text is the word deny',
    () => ({
      'tokenizer.json': tokenizer(
        { added_tokens: bertTokens, post_processor: { type: 'BertProcessing', sep: ['deny', 6], cls: ['[CLS]', 2] } },
        {
          type: 'WordPiece',
          unk_token: '[UNK]',
          continuing_subword_prefix: '##',
          max_input_chars_per_word: 100,
          vocab: vocabOf(wordpiece),
        },
      ),
    }),
  ],
  [
    'model-file',
    'the model of sentencepiece has two words in each other’s places',
    () => ({
      'tokenizer.json': tokenizer({}, { type: 'Unigram', unk_id: 0, vocab: pieces.map((piece, i) => [piece, -i]) }),
      'tokenizer.model': sentencepiece(
        pieces.map((piece) => (piece === '▁allow' ? '▁deny' : piece === '▁deny' ? '▁allow' : piece)),
      ),
    }),
  ],
  [
    'stop-word',
    'the generation stops at an ordinary word',
    () => ({
      ...one(),
      'config.json': json({ model_type: 'llama', vocab_size: 16, bos_token_id: 1, eos_token_id: 2 }),
      'generation_config.json': json({ bos_token_id: 1, eos_token_id: 12 }),
    }),
  ],
];

export const tokenizerCases: readonly DetectCase[] = [
  ...table.map(([name, title, build]) => bad('tokenizer', name, 'repository', title, build)),
  bad('tokenizer', 'control-words', 'gguf', 'two ordinary words are control tokens, which are not printed', () => ({
    'tiny.gguf': ggufWords(
      words,
      kinds.map((kind, i) => (i === 10 || i === 12 ? 3 : kind)),
    ),
  })),
  bad('tokenizer', 'end-is-word', 'gguf', 'the answer ends at an ordinary word', () => ({
    'tiny.gguf': ggufWords(words, kinds, [
      kvU32('tokenizer.ggml.bos_token_id', 1),
      kvU32('tokenizer.ggml.eos_token_id', 12),
    ]),
  })),
];
