/** A repository of many safetensors shards, each with a real header over a hole: terabytes that take no disk. */
import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../src/sources/hub/stand-in.fixture.ts';

/** Of a mixture of experts: the names and shapes that a header of 600 tensors has. */
function header(shard: number, tensors: number, dataBytes: number): Buffer {
  const each = Math.floor(dataBytes / tensors / 2) * 2;
  const entries: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (let i = 0; i < tensors; i++) {
    const at = i * each;
    const end = i === tensors - 1 ? dataBytes : at + each;
    const name = `model.layers.${shard}.mlp.experts.${Math.floor(i / 3)}.${['gate', 'up', 'down'][i % 3] ?? ''}_proj.weight`;
    entries[name] = { dtype: 'U8', shape: [end - at], data_offsets: [at, end] };
  }
  const text = Buffer.from(JSON.stringify(entries));
  return Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, 0x20)]);
}

/** Files as a hub has them, with an index beside them. Nothing of a hole is ever written. */
export function sparseRepository(
  folder: string,
  shards: number,
  bytes: number,
  tensors: number,
): Record<string, Content> {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, Content> = {};
  const weights: Record<string, string> = {};
  const dataBytes = Math.floor(bytes / shards / 16) * 16;
  for (let shard = 0; shard < shards; shard++) {
    const name = `model-${String(shard + 1).padStart(5, '0')}-of-${String(shards).padStart(6, '0')}.safetensors`;
    const text = header(shard, tensors, dataBytes);
    const prefix = Buffer.alloc(8);
    prefix.writeBigUInt64LE(BigInt(text.length));
    const path = join(folder, name);
    const file = openSync(path, 'w');
    writeSync(file, prefix);
    writeSync(file, text);
    ftruncateSync(file, 8 + text.length + dataBytes);
    closeSync(file);
    files[name] = { path, sha256: createHash('sha256').update(name).digest('hex') };
    for (const tensor of Object.keys(JSON.parse(text.toString()) as object))
      if (tensor !== '__metadata__') weights[tensor] = name;
  }
  const index = { metadata: { total_size: dataBytes * shards }, weight_map: weights };
  const config = { model_type: 'deepseek_v3', architectures: ['DeepseekV3ForCausalLM'] };
  for (const [name, value] of Object.entries({ 'config.json': config, 'model.safetensors.index.json': index })) {
    writeFileSync(join(folder, name), JSON.stringify(value));
    files[name] = new Uint8Array(Buffer.from(JSON.stringify(value)));
  }
  return files;
}
