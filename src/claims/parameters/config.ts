import { ClaimError } from '../claim-error.ts';

/** A parsed `config.json`: whoever made the model wrote it. */
export type Config = Readonly<Record<string, unknown>>;

/** Far above any model; products of three such numbers stay exact enough to be compared, and finite. */
const MOST = 2 ** 40;

const bad = (key: string, value: unknown): ClaimError =>
  new ClaimError(
    'unsupported-architecture',
    `${key} is ${value === undefined ? 'missing' : 'not usable'} in the config`,
  );

/** The first key that is there, as a whole number from 1 on. @throws ClaimError `unsupported-architecture` */
export function whole(config: Config, ...keys: readonly string[]): number {
  const found = keys.find((key) => config[key] !== undefined && config[key] !== null);
  if (found === undefined) throw bad(keys.join(' or '), undefined);
  const value = config[found];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > MOST) throw bad(found, value);
  return value;
}

/** As `whole`, or what stands for it where no key is there. 0 is allowed. */
export function wholeOr(config: Config, fallback: number, ...keys: readonly string[]): number {
  const found = keys.find((key) => config[key] !== undefined && config[key] !== null);
  if (found === undefined) return fallback;
  return config[found] === 0 ? 0 : whole(config, found);
}

export function flag(config: Config, key: string, fallback: boolean): boolean {
  const value = config[key] ?? fallback;
  if (typeof value !== 'boolean') throw bad(key, value);
  return value;
}

export function text(config: Config, key: string): string {
  const value = config[key];
  if (typeof value !== 'string' || value.length > 64) throw bad(key, value);
  return value;
}

/** A config within a config. Undefined where there is none. @throws ClaimError where there is something else */
export function part(config: Config, key: string): Config | undefined {
  const value = config[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw bad(key, value);
  return value as Config;
}

/** A list of whole numbers, at most so many. */
export function wholes(config: Config, key: string, most: number): readonly number[] {
  const value = config[key] ?? [];
  if (!Array.isArray(value) || value.length > most || !value.every((one) => Number.isSafeInteger(one)))
    throw bad(key, value);
  return value as number[];
}
