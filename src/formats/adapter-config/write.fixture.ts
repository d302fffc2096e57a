/** A writer for tests; takes entries rather than an object so that keys can stand twice. */
export function writeAdapterConfig(fields: readonly (readonly [key: string, value: unknown])[]): Uint8Array {
  const entries = fields.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return new TextEncoder().encode(`{\n${entries.join(',\n')}\n}`);
}
