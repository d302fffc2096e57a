import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { VECTORS } from '../../codecs/vectors.fixture.ts';

/** `{'a': 1}`, pickled. */
const PICKLE = Buffer.from('80027d710058010000006171014b01732e', 'hex');

/** Small whole files of every codec: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const zfile = Buffer.concat([Buffer.from(`ZF${'0x11'.padEnd(19)}`), deflateSync(PICKLE)]);
  return [
    { name: 'model.pkl.gz', bytes: Uint8Array.from(gzipSync(PICKLE)) },
    { name: 'two.gz', bytes: Uint8Array.from(Buffer.concat([gzipSync(PICKLE), gzipSync('more')])) },
    { name: 'model.z', bytes: Uint8Array.from(deflateSync(Buffer.alloc(300, 'layer.weight'))) },
    { name: 'model.pkl.zst', bytes: Uint8Array.from(zstdCompressSync(PICKLE)) },
    { name: 'old.joblib', bytes: Uint8Array.from(zfile) },
    ...Object.entries(VECTORS).map(([name, text]) => ({ name, bytes: Uint8Array.from(Buffer.from(text, 'base64')) })),
  ];
}
