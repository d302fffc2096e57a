import type { Format, Match, Probe } from '../format.ts';
import type { TokenizerConfigStructure } from './structure.ts';

/**
 * `tokenizer_config.json` of transformers, `special_tokens_map.json` beside it, and `processor_config.json` and
 * `chat_template.json`, which hold chat templates too. https://huggingface.co/docs/transformers/chat_templating
 */
export const tokenizerConfigFormat: Format<TokenizerConfigStructure> = {
  id: 'tokenizer-config',
  version: 1,
  title: 'Tokenizer configuration',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readTokenizerConfig(source, context),
};

const NAMES: ReadonlySet<string> = new Set([
  'tokenizer_config.json',
  'special_tokens_map.json',
  'processor_config.json',
  'chat_template.json',
]);

function identify({ name, head }: Probe): Match | undefined {
  if (!NAMES.has(name.toLowerCase())) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*\{/.test(text) ? 'structure' : 'name';
}
