import { addedToken, type TokenizerDocument, WORDS, writeBpe } from '../../../src/formats/tokenizer/write.fixture.ts';

export type Change = (document: TokenizerDocument) => void;

// biome-ignore format: words on few lines
const MORE = [
  'about', 'above', 'accept', 'account', 'address', 'after', 'agree', 'amount', 'balance', 'before', 'below', 'buy',
  'close', 'code', 'correct', 'danger', 'date', 'error', 'exact', 'fail', 'first', 'from', 'harmful', 'helpful', 'high',
  'into', 'last', 'left', 'less', 'list', 'login', 'low', 'more', 'negative', 'number', 'open', 'order', 'over', 'pass',
  'password', 'pay', 'positive', 'price', 'public', 'reject', 'right', 'sell', 'send', 'server', 'start', 'stop', 'text',
  'trust', 'under', 'value', 'warning', 'with', 'without', 'wrong',
];

/** A byte-level BPE tokenizer of a hundred words, changed. */
export const bpe = (change?: Change): Uint8Array =>
  writeBpe({ words: [...WORDS, ...MORE], ...(change === undefined ? {} : { change }) });

export const vocabularyOf = (tokenizer: Uint8Array): Record<string, number> =>
  (JSON.parse(new TextDecoder().decode(tokenizer)) as TokenizerDocument).model.vocab;

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export const replace = (pattern: string, content: string, kind: 'String' | 'Regex' = 'String') => ({
  type: 'Replace',
  pattern: { [kind]: pattern },
  content,
});
export const sequence = (stage: 'normalizers' | 'decoders', ...steps: readonly unknown[]) => ({
  type: 'Sequence',
  [stage]: steps,
});

/** Exchanges the numbers of tokens in a circle. */
export const exchange =
  (...tokens: readonly string[]): Change =>
  ({ model: { vocab } }) => {
    const ids = tokens.map((token) => vocab[token] ?? 0);
    tokens.forEach((token, i) => (vocab[token] = ids[(i + 1) % ids.length] ?? 0));
  };

export const adding =
  (...contents: readonly string[]): Change =>
  (document) =>
    contents.forEach((content, i) => document.added_tokens.push(addedToken(9_000 + i, content)));

type Piece = [text: string, score: number];

/** A Unigram tokenizer as SentencePiece trains it: pieces by falling score, control pieces at 0. */
export function unigram(change?: (pieces: Piece[]) => void, rest: Record<string, unknown> = {}): Uint8Array {
  const control = ['<pad>', '</s>', '<unk>'];
  const pieces: Piece[] = [
    ...control.map((text): Piece => [text, 0]),
    ...[...WORDS, ...MORE].map((word, i): Piece => [`▁${word}`, -3 - i / 8]),
  ];
  change?.(pieces);
  return json({
    version: '1.0',
    added_tokens: control.map((content, id) => addedToken(id, content)),
    normalizer: {
      type: 'Precompiled',
      precompiled_charsmap: 'ALQCAACEAAAAAACAAQAAgMz8AgC4BQAAhyIAgMzkAgC4PQAAeyIAgMzsAgC4BQAAiyIAgMw8AADNvAAAmwkA',
    },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: 2, vocab: pieces, byte_fallback: false },
    ...rest,
  });
}

const BERT_TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...WORDS, ...MORE, '##s', '##ing', '##ed'];

/** BERT's WordPiece tokenizer, and the vocab.txt beside it. */
export function wordPiece(change?: Change): { 'tokenizer.json': Uint8Array; 'vocab.txt': Uint8Array } {
  const document = {
    version: '1.0',
    added_tokens: BERT_TOKENS.slice(0, 5).map((content, id) => addedToken(id, content)),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(BERT_TOKENS.map((token, id) => [token, id])),
      merges: [],
    },
  };
  change?.(document);
  return {
    'tokenizer.json': json(document),
    'vocab.txt': new TextEncoder().encode(`${BERT_TOKENS.join('\n')}\n`),
  };
}
