import { writeShardIndex } from './write.fixture.ts';

/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const [one, two] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
  return [
    {
      name: 'model.safetensors.index.json',
      bytes: writeShardIndex({
        totalSize: 1024,
        map: [
          ['model.embed_tokens.weight', one],
          ['model.norm.weight', two],
          ['lm_head.weight', two],
        ],
      }),
    },
  ];
}
