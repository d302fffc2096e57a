import { readFileSync } from 'node:fs';

export const version = (): string => manifest().version;

/** The Node that is needed, e.g. `>=22.15`. */
export const neededNode = (): string => manifest().engines.node;

/** True where this Node is older than that, and so lacks what Assay uses. */
export function isOlder(running: string, needed: string): boolean {
  const [major = 0, minor = 0] = numbers(running);
  const [leastMajor = 0, leastMinor = 0] = numbers(needed);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

const numbers = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

function manifest(): { version: string; engines: { node: string } } {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text) as { version: string; engines: { node: string } };
}
