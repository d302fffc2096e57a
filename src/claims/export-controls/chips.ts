import { UsageError } from '../../core/errors.ts';
import { CHIPS, SOURCES } from './chips.gen.ts';
import type { Item } from './item.ts';
import type { Chip, Source } from './schema.ts';
import { withoutSparsity } from './sparse.ts';

/** Names are compared without case, spaces, dashes and the maker in front. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(nvidia|amd|huawei)\b/, '')
    .replaceAll(/[^a-z0-9]/g, '');

/** The chip of a name that people use. Throws a `UsageError` that lists those whose names are near. */
export function chipNamed(name: string): Chip {
  const wanted = plain(name);
  const found = CHIPS.find((chip) => [chip.id, chip.name, ...chip.also].some((one) => plain(one) === wanted));
  if (found !== undefined) return found;
  const near = CHIPS.filter(
    (chip) => wanted.length > 1 && [chip.name, ...chip.also].some((one) => plain(one).includes(wanted)),
  );
  const list = (near.length > 0 ? near : CHIPS).map((chip) => chip.name).join(', ');
  throw new UsageError(
    `no chip ${JSON.stringify(name)} is recorded; ${near.length > 0 ? 'near it' : 'recorded'}: ${list}`,
  );
}

/** The sources of these ids, each once. */
export const sourcesOf = (ids: readonly string[]): readonly Source[] => SOURCES.filter(({ id }) => ids.includes(id));

export interface Description {
  readonly name: string;
  /** Peak speeds in 10^12 operations a second, each with its bit length, and whether it is with sparsity where that was said. */
  readonly speeds: readonly { readonly tops: number; readonly bits: number; readonly sparse?: boolean }[];
  readonly logicDieMm2?: number;
  readonly forDataCentres?: boolean;
  /** Of the memory, in GB/s. */
  readonly memoryGbS?: number;
  /** Over all links, both directions, in GB/s. */
  readonly ioGbS?: number;
}

const GIVEN = { from: ['given'], status: 'given' as const };

/** An item from what somebody says of a chip that is not recorded. A speed with sparsity is halved. */
export function described(said: Description): Item {
  const { name, speeds, logicDieMm2, forDataCentres, memoryGbS, ioGbS } = said;
  const numbers = [...speeds.flatMap(({ tops, bits }) => [tops, bits]), logicDieMm2, memoryGbS, ioGbS];
  if (speeds.length === 0) throw new UsageError('a chip needs at least one speed');
  if (numbers.some((one) => one !== undefined && !(Number.isFinite(one) && one > 0)))
    throw new UsageError('speeds, bits, areas and bandwidths are numbers above 0');
  return {
    id: 'given',
    name,
    takenAsDense: speeds.some(({ sparse }) => sparse === undefined),
    performance: speeds.map(({ tops, bits, sparse }) => ({
      ...GIVEN,
      format: sparse === true ? 'with sparsity, halved' : 'as given',
      bits,
      dense: sparse === true ? withoutSparsity(tops) : tops,
    })),
    ...(forDataCentres === undefined ? {} : { 'data-centre': { ...GIVEN, is: forDataCentres } }),
    ...(logicDieMm2 === undefined ? {} : { 'logic-die-mm2': { ...GIVEN, is: logicDieMm2 } }),
    ...(memoryGbS === undefined ? {} : { memory: { kind: 'memory', 'gb-s': { ...GIVEN, is: memoryGbS } } }),
    io: ioGbS === undefined ? [] : [{ ...GIVEN, link: 'all links', 'gb-s': ioGbS }],
  };
}
