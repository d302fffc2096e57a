import type { Format, Match, Probe } from '../format.ts';
import { GGUF_VOCABULARY, type TokenizerStructure } from './structure.ts';

/**
 * `tokenizer.json` and the tables beside it: loaders know them by the name.
 * https://huggingface.co/docs/tokenizers/api/tokenizer
 */
export const tokenizerFormat: Format<TokenizerStructure> = {
  id: 'tokenizer',
  version: 2,
  title: 'Tokenizer',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readTokenizer(source, context),
};

/** Tables of tokens and nothing else. */
const TABLE = /^(?:vocab|added_tokens|encoder)\.json$|^vocab\.txt$/i;

/** SentencePiece models, as libraries name them. */
const PIECES =
  /(?:^tokenizer|^spiece|^sentencepiece(?:\.bpe)?|^source|^target|[._-](?:spm|sp|bpe))\.(?:model|spm)$|\.spm$/i;

/** A message that begins with a piece, which begins with its text. */
const isPieces = (head: Uint8Array): boolean =>
  head[0] === 0x0a && head[2] === 0x0a && (head[3] ?? 0) + 2 <= (head[1] ?? 0);

function identify({ name, head, role }: Probe): Match | undefined {
  if (role === 'member' && name === GGUF_VOCABULARY) return 'name';
  if (TABLE.test(name)) return 'name';
  if (PIECES.test(name)) return isPieces(head) ? 'structure' : undefined;
  if (!/(?:^|[._-])tokenizer\.json$/i.test(name)) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  return /^\s*\{/.test(text) && /"(?:version|added_tokens|normalizer|model)"/.test(text) ? 'structure' : 'name';
}
