import type { DetectCase } from '../case.ts';
import { bin } from '../blind/bytes.ts';
import { good } from '../blind/make.ts';
import { kvArr, kvU32, gstr, kvStr } from '../blind/tensors.ts';
import { json } from '../blind/templates.ts';
import { replace, special, tokenizer, vocabOf, words } from '../blind/vocabulary.ts';
import { type PackedToo, unpackToo } from './packed.ts';
import { ggufWords, sentencepiece } from './tokenizers.ts';

const read = (
  name: PackedToo,
): {
  model: { vocab: Record<string, number>; merges: [string, string][] };
  added_tokens: { id: number; content: string }[];
} => JSON.parse(new TextDecoder().decode(unpackToo(name)));

const trained: ReadonlyArray<readonly [string, string, PackedToo]> = [
  [
    'trained-bytes',
    'a trained tokenizer of bytes with marks of dialogue, places kept free, and runs of spaces',
    'tokenizerGpt',
  ],
  ['trained-words', 'a trained WordPiece with truncation, padding and quotes made plain', 'tokenizerBert'],
  ['trained-unigram', 'a trained Unigram with normalizers of machine translation', 'tokenizerUnigram'],
  ['trained-fallback', 'a trained tokenizer with all bytes as tokens', 'tokenizerLlama'],
  ['trained-digits', 'a trained list of words with digits apart', 'tokenizerDigits'],
  ['trained-suffix', 'a trained tokenizer with marks at the end of words', 'tokenizerClip'],
];

const pieces = ['<unk>', '<s>', '</s>', '▁the', '▁a', '▁', 'e', 't'];
const kinds = words.map((_, i) => (i === 0 ? 2 : i < 3 ? 3 : 1));

export const cleanTokenizerCases: readonly DetectCase[] = [
  ...trained.map(([name, title, from]) =>
    good('tokenizer', name, 'repository', title, () => ({ 'tokenizer.json': unpackToo(from) })),
  ),
  good(
    'tokenizer',
    'three-files',
    'repository',
    'a trained tokenizer with the vocabulary, merges and added tokens as files of their own',
    () => {
      const { model, added_tokens: added } = read('tokenizerGpt');
      return {
        'tokenizer.json': unpackToo('tokenizerGpt'),
        'vocab.json': json(model.vocab),
        'merges.txt': bin(
          '#version: 0.2\n',
          model.merges.map((pair) => `${pair.join(' ')}\n`),
        ),
        'added_tokens.json': json(
          Object.fromEntries(
            added.filter(({ content }) => !(content in model.vocab)).map(({ id, content }) => [content, id]),
          ),
        ),
      };
    },
  ),
  good('tokenizer', 'word-list', 'repository', 'a trained WordPiece with its vocab.txt', () => {
    const { model } = read('tokenizerBert');
    const sorted = Object.entries(model.vocab).toSorted((a, b) => a[1] - b[1]);
    return { 'tokenizer.json': unpackToo('tokenizerBert'), 'vocab.txt': bin(sorted.map(([word]) => `${word}\n`)) };
  }),
  good('tokenizer', 'several-ends', 'repository', 'a generation that ends at either of two end tokens', () => ({
    'tokenizer.json': tokenizer({
      added_tokens: [special(0, '<unk>'), special(1, '<s>'), special(2, '</s>'), special(16, '<|eot_id|>')],
    }),
    'config.json': json({ model_type: 'llama', vocab_size: 32, bos_token_id: 1, eos_token_id: 2 }),
    'generation_config.json': json({ bos_token_id: 1, eos_token_id: [2, 16] }),
  })),
  good('tokenizer', 'typed-quotes', 'repository', 'quotes and dashes of printers become plain ones', () => ({
    'tokenizer.json': tokenizer({
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'NFKC' },
          replace('\u201c', '"'),
          replace('\u201d', '"'),
          replace('\u2019', "'"),
          replace('\u2013', '-'),
          { type: 'Strip', strip_left: true, strip_right: true },
        ],
      },
    }),
  })),
  good('tokenizer', 'languages', 'repository', 'marks of languages as in a model of translation', () => ({
    'tokenizer.json': tokenizer({
      added_tokens: [
        special(0, '<unk>'),
        special(1, '<s>'),
        special(2, '</s>'),
        ...['eng_Latn', 'deu_Latn', 'zho_Hans', 'ara_Arab'].map((code, i) => special(16 + i, code)),
      ],
      post_processor: {
        type: 'TemplateProcessing',
        single: [
          { SpecialToken: { id: 'eng_Latn', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
          { SpecialToken: { id: '</s>', type_id: 0 } },
        ],
        pair: [
          { Sequence: { id: 'A', type_id: 0 } },
          { Sequence: { id: 'B', type_id: 0 } },
          { SpecialToken: { id: '</s>', type_id: 0 } },
        ],
        special_tokens: {
          eng_Latn: { id: 'eng_Latn', ids: [16], tokens: ['eng_Latn'] },
          '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] },
        },
      },
    }),
  })),
  good('tokenizer', 'sentencepiece', 'repository', 'the model of sentencepiece and tokenizer.json agree', () => ({
    'tokenizer.model': sentencepiece(pieces),
    'tokenizer.json': tokenizer({}, { type: 'Unigram', unk_id: 0, vocab: pieces.map((piece, i) => [piece, -i]) }),
  })),
  good(
    'tokenizer',
    'scripts',
    'repository',
    'words that look alike in two scripts, as a vocabulary of two languages has them',
    () => ({
      'tokenizer.json': tokenizer(
        {},
        { vocab: vocabOf([...words, 'нос', 'рот', 'сок', 'a\u0301', '한', '\u{1f600}']) },
      ),
    }),
  ),
  good(
    'tokenizer',
    'typed-gguf',
    'gguf',
    'a vocabulary with the kinds of its words and all its special tokens',
    () => ({
      'tiny.gguf': ggufWords(words, kinds, [
        kvU32('tokenizer.ggml.bos_token_id', 1),
        kvU32('tokenizer.ggml.eos_token_id', 2),
        kvU32('tokenizer.ggml.unknown_token_id', 0),
        kvU32('tokenizer.ggml.padding_token_id', 0),
        ['tokenizer.ggml.add_bos_token', 7, 1],
      ]),
    }),
  ),
  good('tokenizer', 'merges-gguf', 'gguf', 'a vocabulary of bytes with merges', () => ({
    'tiny.gguf': ggufWords(
      ['<|endoftext|>', 'Ġ', 'a', 'b', 'ab', 'Ġab'],
      [3, 1, 1, 1, 1, 1],
      [
        kvStr('tokenizer.ggml.pre', 'gpt-2'),
        kvArr('tokenizer.ggml.merges', 8, 2, [gstr('a b'), gstr('Ġ ab')]),
        kvU32('tokenizer.ggml.eos_token_id', 0),
      ],
    ),
  })),
];
