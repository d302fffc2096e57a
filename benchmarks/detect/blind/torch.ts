import { bin, f32, le, type Part, u64, zeros } from './bytes.ts';
import { call, dict, enc, persid, pk, ref, type Raw, tup, type Val } from './pickle.ts';
import { type Entry, type ZipOptions, zip } from './zip.ts';

export const ordered = (...pairs: ReadonlyArray<readonly [Val, Val]>): Raw => ({
  enc: (p) => {
    const empty = enc(call(ref('collections', 'OrderedDict')), p);
    if (p === 0) return [empty, pairs.map(([k, v]) => [enc(k, p), enc(v, p), 's'])];
    return pairs.length === 0 ? empty : [empty, '(', pairs.map(([k, v]) => [enc(k, p), enc(v, p)]), 'u'];
  },
});

export interface TensorClaims {
  readonly numel?: number | bigint;
  readonly offset?: number;
  readonly shape?: readonly (number | bigint)[];
  readonly stride?: readonly (number | bigint)[];
  readonly location?: Val;
  readonly hooks?: Val;
  readonly storage?: string;
}

/** A 2x2 float tensor over a zip member (or a legacy storage) called `key`. */
export function tensor(key: string, claims: TensorClaims = {}, old = false): Raw {
  const id: Val[] = ['storage', ref('torch', claims.storage ?? 'FloatStorage'), key, claims.location ?? 'cpu'];
  id.push(claims.numel ?? 4);
  if (old) id.push(null);
  return call(
    ref('torch._utils', '_rebuild_tensor_v2'),
    persid(tup(...id)),
    claims.offset ?? 0,
    tup(...(claims.shape ?? [2, 2])),
    tup(...(claims.stride ?? [2, 1])),
    false,
    claims.hooks ?? ordered(),
  );
}

export const stateDict = (...extra: ReadonlyArray<readonly [Val, Val]>): Raw =>
  ordered(['layer.weight', tensor('0')], ...extra);
export const legacyState = (...extra: ReadonlyArray<readonly [Val, Val]>): Raw =>
  ordered(['layer.weight', tensor('100', {}, true)], ...extra);

export const floats = f32(0.25, -0.5, 0.125, 1);

export interface TorchZip extends ZipOptions {
  readonly root?: string;
  readonly storages?: Readonly<Record<string, Uint8Array>>;
  readonly before?: readonly Entry[];
  readonly extra?: readonly Entry[];
  readonly pickle?: Partial<Entry>;
}

/** The archive `torch.save` writes: stored members aligned to 64 bytes. */
export function torchEntries(dataPkl: Uint8Array, options: TorchZip = {}): Entry[] {
  const root = options.root ?? 'archive';
  const storages = Object.entries(options.storages ?? { '0': floats });
  return [
    ...(options.before ?? []),
    { name: `${root}/data.pkl`, data: dataPkl, align: 64, ...options.pickle },
    { name: `${root}/byteorder`, data: bin('little'), align: 64 },
    ...storages.map(([key, data]) => ({ name: `${root}/data/${key}`, data, align: 64 })),
    { name: `${root}/version`, data: bin('3\n'), align: 64 },
    ...(options.extra ?? []),
  ];
}

export const torchZip = (dataPkl: Uint8Array, options: TorchZip = {}): Uint8Array =>
  zip(torchEntries(dataPkl, options), options);

export interface Legacy {
  readonly magic?: Uint8Array;
  readonly protocol?: Uint8Array;
  readonly system?: Uint8Array;
  readonly keys?: Uint8Array;
  readonly storages?: Part;
}

export const MAGIC = 0x1950a86a20f9469cfc6cn;
export const systemInfo = dict(
  ['protocol_version', 1001],
  ['little_endian', true],
  ['type_sizes', dict(['short', 2], ['int', 4], ['long', 4])],
);

/** The stream `torch.save` wrote before 1.6: five pickles, then the storages. */
export function legacy(object: Uint8Array, options: Legacy = {}): Uint8Array {
  return bin(
    options.magic ?? pk(MAGIC, 2),
    options.protocol ?? pk(1001, 2),
    options.system ?? pk(systemInfo, 2),
    object,
    options.keys ?? pk(['100'], 2),
    options.storages ?? [u64(4), floats],
  );
}

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** A ustar archive, with nothing but regular files unless told. */
export function tar(
  members: ReadonlyArray<{ name: string; data: Uint8Array; type?: string; link?: string }>,
): Uint8Array {
  const blocks: Part[] = [];
  for (const member of members) {
    const head = (sum: string): Uint8Array =>
      bin(
        [member.name.padEnd(100, '\0'), octal(0o644, 8), octal(0, 8), octal(0, 8), octal(member.data.length, 12)],
        [octal(0, 12), sum, member.type ?? '0', (member.link ?? '').padEnd(100, '\0'), 'ustar\0', '00'],
        zeros(32 + 32 + 16 + 155 + 12),
      );
    const total = head('        ').reduce((a, b) => a + b, 0);
    blocks.push(head(`${total.toString(8).padStart(6, '0')}\0 `), member.data);
    blocks.push(zeros((512 - (member.data.length % 512)) % 512));
  }
  return bin(blocks, zeros(1024));
}

/** `.npy` version 1 around raw data or a pickled object array. */
function npyHead(descr: string, shape: string): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11, ' ')}\n`;
  return bin(0x93, 'NUMPY', 1, 0, le(padded.length, 2), padded);
}
export const npy = (descr: string, shape: string, data: Uint8Array): Uint8Array => bin(npyHead(descr, shape), data);
