import { ClaimError } from '../../src/claims/claim-error.ts';
import type { Input, Model } from '../../src/claims/model.ts';
import { MODELS } from '../../src/claims/models/registry.gen.ts';

/** Numbers that the other inputs stand at while one is tried: some are shares, others must be more than 1. */
const USUAL = [3, 0.5] as const;

/** What an input may be, tried out on the equation itself: `over 0`, `0 to 1`. */
export function allowedOf(model: Model, input: string): string {
  const base = baseOf(model);
  const takes = (value: number): boolean => holds(model, { ...base, [input]: value });
  // Some are bounded by what others are: a gain a year, all of them together.
  const low = takes(-1) ? '' : takes(0) ? 'from 0' : takes(1e-9) ? 'over 0' : 'over 0, by the others';
  const high = takes(3) ? '' : takes(1) ? 'to 1' : takes(0.999) ? 'under 1' : undefined;
  if (high === undefined) throw new Error(`${model.id}: ${input} takes no share`);
  return [low, high].filter((one) => one !== '').join(', ') || 'any';
}

/** The first numbers for all inputs that the equation takes. */
function baseOf(model: Model): Readonly<Record<string, number>> {
  const names = Object.keys(model.inputs);
  for (let at = 0; at < USUAL.length ** names.length; at++) {
    const base = Object.fromEntries(
      names.map((name, place) => [name, USUAL[Math.floor(at / USUAL.length ** place) % USUAL.length] ?? 1]),
    );
    if (holds(model, base)) return base;
  }
  throw new Error(`${model.id} takes none of the usual numbers`);
}

function holds(model: Model, values: Readonly<Record<string, number>>): boolean {
  try {
    return Number.isFinite(model.evaluate(values));
  } catch (error) {
    if (error instanceof ClaimError) return false;
    throw error;
  }
}

const RENT = /^USD\/chip\/h$/;

function aboutOf({ about, unit, default: usual, trend }: Input): string {
  const notes = [
    ...(usual === undefined ? [] : [`${usual} unless given`]),
    ...(RENT.test(unit) ? ['a rent: with `as_of`'] : []),
    ...(trend === undefined ? [] : ['`from` one date `to` another, or 0']),
  ];
  return `${about}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}

/** The table of docs/claims.md: of every model its equation, and of every input its unit, what it may be and what it means. */
export function claimModelsTable(models: readonly Model[] = MODELS): string {
  const rows = models.flatMap((model) =>
    Object.entries<Input>(model.inputs).map(([name, input], at) => {
      const head = at === 0 ? `\`${model.id}\`: ${model.equation}, in ${model.output.unit}` : '';
      return [head, `\`${name}\``, `\`${input.unit}\``, allowedOf(model, name), aboutOf(input)]
        .map((cell) => cell.replaceAll('|', String.raw`\|`))
        .join(' | ');
    }),
  );
  return [
    '| model | input | unit | may be | means |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
