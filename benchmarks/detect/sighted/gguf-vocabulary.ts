import { type ValueToWrite, writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { bpe, type Change } from './tokenizers.ts';
import type { TokenizerDocument } from '../../../src/formats/tokenizer/write.fixture.ts';

const strings = (values: readonly string[]): ValueToWrite => ({
  type: 'array',
  elementType: 'string',
  value: values.map((value) => ({ type: 'string', value })),
});

/**
 * A GGUF file with the vocabulary of the BPE tokenizer, changed as that would be; with texts under numbers of their own, and
 * tokens named by number.
 */
export function ggufVocabulary(
  change?: Change,
  texts: Readonly<Record<number, string>> = {},
  named: Readonly<Record<string, number>> = {},
): Uint8Array {
  const { model, added_tokens: added } = JSON.parse(new TextDecoder().decode(bpe(change))) as TokenizerDocument;
  const tokens: string[] = [];
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  for (const { id, content } of added) if (typeof content === 'string') tokens[Number(id)] ??= content;
  for (const [id, content] of Object.entries(texts)) tokens[Number(id)] = content;
  const filled = Array.from(tokens, (token: string | undefined, id) => token ?? `[PAD${id}]`);
  const control = new Set(added.map(({ content }) => content));
  const types = filled.map((token): ValueToWrite => ({ type: 'i32', value: control.has(token) ? 3 : 1 }));
  return writeGguf({
    metadata: [
      ['general.architecture', { type: 'string', value: 'llama' }],
      ['tokenizer.ggml.model', { type: 'string', value: 'gpt2' }],
      ['tokenizer.ggml.tokens', strings(filled)],
      ['tokenizer.ggml.token_type', { type: 'array', elementType: 'i32', value: types }],
      ['tokenizer.ggml.merges', strings(model.merges)],
      ['tokenizer.ggml.bos_token_id', { type: 'u32', value: 0 }],
      ...Object.entries(named).map(([name, value]) => [`tokenizer.ggml.${name}`, { type: 'u32', value }] as const),
    ],
    tensors: [{ name: 'token_embd.weight', dims: [32], type: 0 }],
  });
}
