import type { Format, Match, Probe } from '../format.ts';
import type { ShardIndexStructure } from './structure.ts';

/**
 * `model.safetensors.index.json`, `pytorch_model.bin.index.json` and their variants: loaders know them by the name.
 * https://huggingface.co/docs/transformers/big_models#sharded-checkpoints
 */
export const shardIndexFormat: Format<ShardIndexStructure> = {
  id: 'shard-index',
  version: 1,
  title: 'Shard index',
  extensions: ['.index.json'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readShardIndex(source, context),
};

function identify({ name, head }: Probe): Match | undefined {
  if (!/\.index(?:\.[\w-]+)?\.json$/i.test(name)) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  return /^\s*\{/.test(text) && text.includes('"weight_map"') ? 'structure' : 'name';
}
