import { UsageError } from '../../core/errors.ts';

/** What one option of a study may be: a number between two, whole or not, or words parted by commas. */
export type OptionKind =
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'words'; readonly empty: string };

export const whole = (least: number, most: number): OptionKind => ({ kind: 'whole', least, most });
export const number = (least: number, most: number): OptionKind => ({ kind: 'number', least, most });
/** Where none is named, all are meant. */
export const words: OptionKind = { kind: 'words', empty: 'all' };
/** Where none is named, none is meant. */
export const further: OptionKind = { kind: 'words', empty: 'none' };

/**
 * The options of a study from what was given as text, the rest as they are by default.
 * @throws UsageError where a name is not known or a value makes no sense; it lists what there is
 */
export function optionValues<T extends object>(
  study: string,
  defaults: T,
  kinds: Readonly<Record<keyof T & string, OptionKind>>,
  given: Readonly<Record<string, string>>,
): T {
  const made = { ...defaults } as Record<string, unknown>;
  for (const [name, text] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name as keyof T & string] : undefined;
    if (kind === undefined)
      throw new UsageError(`${study}.${name} is no option: there are ${described(study, defaults, kinds)}`);
    made[name] = valueOf(`${study}.${name}`, text, kind);
  }
  return made as T;
}

function valueOf(name: string, text: string, kind: OptionKind): unknown {
  if (kind.kind === 'words')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const fits = kind.kind === 'number' || Number.isSafeInteger(value);
  if (!fits || !(value >= kind.least && value <= kind.most))
    throw new UsageError(`${name}=${text}: it is a number from ${kind.least} to ${kind.most}`);
  return value;
}

function described<T extends object>(
  study: string,
  defaults: T,
  kinds: Readonly<Record<keyof T & string, OptionKind>>,
): string {
  return Object.entries({ ...defaults } as Record<string, unknown>)
    .map(([name, value]) => {
      const kind = kinds[name as keyof T & string];
      const none = kind.kind === 'words' && Array.isArray(value) && value.length === 0;
      return `${study}.${name} (${none ? kind.empty : String(value)})`;
    })
    .join(', ');
}
