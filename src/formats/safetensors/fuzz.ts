import { writeSafetensors } from './write.fixture.ts';

/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'empty.safetensors', bytes: writeSafetensors({ tensors: [] }) },
    {
      name: 'model.safetensors',
      bytes: writeSafetensors({
        metadata: { format: 'pt', note: 'caf\u00e9 \u{1f600}' },
        tensors: [
          { name: 'model.embed.weight', dtype: 'F32', shape: [2, 3], bytes: 24 },
          { name: 'model.scale', dtype: 'BF16', shape: [], bytes: 2 },
          { name: 'model.empty', dtype: 'I64', shape: [0, 4], bytes: 0 },
          { name: 'model.packed', dtype: 'F4', shape: [4], bytes: 2 },
        ],
      }),
    },
  ];
}
