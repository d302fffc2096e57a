/** A writer for tests; takes entries rather than an object so that keys can stand twice. */
export interface IndexToWrite {
  readonly totalSize?: unknown;
  readonly map: readonly (readonly [tensor: string, shard: unknown])[];
}

export function writeShardIndex({ totalSize, map }: IndexToWrite): Uint8Array {
  const entries = map.map(([tensor, shard]) => `${JSON.stringify(tensor)}: ${JSON.stringify(shard)}`);
  const metadata = totalSize === undefined ? '' : `"metadata": {"total_size": ${JSON.stringify(totalSize)}}, `;
  return new TextEncoder().encode(`{${metadata}"weight_map": {${entries.join(', ')}}}`);
}
