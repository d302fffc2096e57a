import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { pixel } from './hidden.ts';
import { good, type Files } from './make.ts';
import { dict, pk } from './pickle.ts';
import { bert, digest, index, pointer } from './repositories.ts';
import { four, safetensors } from './tensors.ts';
import { json } from './templates.ts';
import { floats, ordered, stateDict, tensor, torchZip } from './torch.ts';
import { ggufVocab, regex, replace, special, type Tokenizer, tokenizer, vocabOf, words } from './vocabulary.ts';

const same = (): Uint8Array => safetensors([{ name: 'layer.weight', shape: [2, 2] }], floats, { format: 'pt' });
const shard = (name: string): Uint8Array => safetensors([{ name, shape: [2, 2] }], four, { format: 'pt' });

const repositories: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'both-formats',
    'the same tensors as safetensors and as a pickle',
    () => ({
      'config.json': bert(),
      'model.safetensors': same(),
      'pytorch_model.bin': torchZip(pk(stateDict(), 2)),
    }),
  ],
  [
    'shards',
    'two shards and their index',
    () => ({
      'config.json': bert(),
      'model.safetensors.index.json': index(
        { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' },
        32,
      ),
      'model-00001-of-00002.safetensors': shard('a'),
      'model-00002-of-00002.safetensors': shard('b'),
    }),
  ],
  [
    'pickle-shards',
    'two shards of torch and their index',
    () => ({
      'config.json': bert(),
      'pytorch_model.bin.index.json': index(
        { a: 'pytorch_model-00001-of-00002.bin', b: 'pytorch_model-00002-of-00002.bin' },
        32,
      ),
      'pytorch_model-00001-of-00002.bin': torchZip(pk(ordered(['a', tensor('0')]), 2)),
      'pytorch_model-00002-of-00002.bin': torchZip(pk(ordered(['b', tensor('0')]), 2)),
    }),
  ],
  [
    'pointer',
    'a clone without LFS: a pointer where the weights would be',
    () => ({
      '.gitattributes': bin('*.safetensors filter=lfs diff=lfs merge=lfs -text\n'),
      'config.json': bert(),
      'model.safetensors': pointer(438_012_345, digest),
    }),
  ],
  [
    'card',
    'a model card with commands to copy, an image and a licence',
    () => ({
      'README.md': bin(
        '---\nlicense: apache-2.0\ntags: [tiny]\n---\n# Tiny\n\n```sh\ncurl -LsSf https://example.org/install.sh | sh\npip install transformers\n```\n\n```python\nmodel = AutoModel.from_pretrained("example/tiny", trust_remote_code=True)\n```\n',
      ),
      'figure.png': pixel(),
      LICENSE: bin('Apache License\nVersion 2.0, January 2004\n'),
      'config.json': bert(),
      'model.safetensors': same(),
    }),
  ],
  [
    'checkpoint',
    'what a trainer leaves: state, optimizer and scheduler',
    () => ({
      'config.json': bert(),
      'model.safetensors': same(),
      'trainer_state.json': json({ epoch: 1, global_step: 10, log_history: [{ loss: 0.5, step: 10 }] }),
      'optimizer.pt': torchZip(
        pk(
          dict(
            ['state', dict([0, dict(['step', 10], ['exp_avg', tensor('0')])])],
            ['param_groups', [dict(['lr', 1], ['params', [0]])]],
          ),
          2,
        ),
      ),
      'scheduler.pt': torchZip(pk(dict(['base_lrs', [1]], ['last_epoch', 10], ['_step_count', 11]), 2), {
        storages: {},
      }),
    }),
  ],
  [
    'variants',
    'a half-precision variant beside the full one',
    () => ({
      'config.json': bert(),
      'model.safetensors': same(),
      'model.fp16.safetensors': safetensors([{ name: 'layer.weight', shape: [2, 1] }], floats.subarray(0, 8), {
        format: 'pt',
      }),
    }),
  ],
  [
    'training-script',
    'a shell script that starts a training',
    () => ({
      'config.json': bert(),
      'model.safetensors': same(),
      'run.sh': bin(
        '#!/bin/bash\nset -e\nexport CUDA_VISIBLE_DEVICES=0\npython train.py --model tiny --epochs 3 --output out\n',
      ),
    }),
  ],
];

const base = [special(0, '<unk>'), special(1, '<s>'), special(2, '</s>')];
const sequence = (...list: readonly Tokenizer[]): Tokenizer => ({ type: 'Sequence', normalizers: list });
const rows: ReadonlyArray<readonly [string, string, Tokenizer, Tokenizer?]> = [
  [
    'bert',
    'the normalizer of BERT',
    {
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    },
  ],
  [
    'llama',
    'the space marks of sentencepiece, put in and taken out',
    {
      normalizer: sequence({ type: 'Prepend', prepend: '▁' }, replace(' ', '▁')),
      pre_tokenizer: null,
      decoder: {
        type: 'Sequence',
        decoders: [
          replace('▁', ' '),
          { type: 'ByteFallback' },
          { type: 'Fuse' },
          { type: 'Strip', content: ' ', start: 1, stop: 0 },
        ],
      },
    },
  ],
  [
    'clip',
    'lower case and runs of white space as one',
    {
      normalizer: sequence({ type: 'NFC' }, regex('\\s+', ' '), { type: 'Lowercase' }),
    },
  ],
  [
    'quotes',
    'the quotes of TeX become plain ones, as in ALBERT',
    {
      normalizer: sequence(
        replace('``', '"'),
        replace("''", '"'),
        { type: 'NFKD' },
        { type: 'StripAccents' },
        { type: 'Lowercase' },
        regex(' {2,}', ' '),
      ),
    },
  ],
  [
    'gemma',
    'spaces become marks, no prefix',
    { normalizer: replace(' ', '▁'), decoder: { type: 'Sequence', decoders: [replace('▁', ' '), { type: 'Fuse' }] } },
  ],
  [
    'byte-level',
    'bytes, a regular expression and a start token',
    {
      normalizer: { type: 'NFC' },
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [
          {
            type: 'Split',
            pattern: { Regex: "(?i:'s|'t|'re)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}|\\s+" },
            behavior: 'Isolated',
            invert: false,
          },
          { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
        ],
      },
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [
          { SpecialToken: { id: '<s>', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
          { Sequence: { id: 'B', type_id: 1 } },
        ],
        special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
      },
    },
  ],
  [
    'added',
    'tokens of chat and tools added after the vocabulary',
    {
      added_tokens: [
        ...base,
        special(16, '<|im_start|>'),
        special(17, '<|im_end|>'),
        special(18, '<tool_call>', { special: false }),
      ],
    },
  ],
  [
    'wordpiece',
    'WordPiece with unused places',
    { normalizer: { type: 'Lowercase' } },
    {
      type: 'WordPiece',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: vocabOf(['<unk>', '<s>', '</s>', '[unused0]', '[unused1]', 'a', '##b', 'bank', '##s']),
    },
  ],
  [
    'bpe',
    'BPE with merges',
    { pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: false } },
    {
      type: 'BPE',
      vocab: vocabOf(['<unk>', '<s>', '</s>', '▁', 'a', 'b', 'ab', '▁ab']),
      merges: [
        ['a', 'b'],
        ['▁', 'ab'],
      ],
      byte_fallback: false,
    },
  ],
];

export const cleanRepositoryCases: readonly DetectCase[] = [
  ...repositories.map(([name, title, build]) => good('repository', name, 'repository', title, build)),
  ...rows.map(([name, title, more, model]) =>
    good('tokenizer', name, 'repository', title, () => ({ 'tokenizer.json': tokenizer(more, model) })),
  ),
  good('tokenizer', 'agrees', 'repository', 'tokenizer.json, vocab.json and the configuration agree', () => ({
    'tokenizer.json': tokenizer(),
    'vocab.json': json(vocabOf(words)),
    'tokenizer_config.json': json({
      bos_token: '<s>',
      eos_token: '</s>',
      added_tokens_decoder: { '0': decoded('<unk>'), '1': decoded('<s>'), '2': decoded('</s>') },
    }),
    'config.json': json({ model_type: 'llama', vocab_size: 16, bos_token_id: 1, eos_token_id: 2 }),
  })),
  good('tokenizer', 'padded', 'repository', 'the embeddings are a few rows longer than the vocabulary', () => ({
    'tokenizer.json': tokenizer(),
    'config.json': json({ model_type: 'llama', vocab_size: 64 }),
  })),
  good('tokenizer', 'plain', 'gguf', 'an ordinary token list with scores and an end token', () => ({
    'model.gguf': ggufVocab(words),
  })),
];

function decoded(content: string): Tokenizer {
  const { id: _, ...rest } = special(0, content);
  return rest;
}
