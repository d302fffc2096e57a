import { ANY, allowedText } from '../../src/claims/allowed.ts';
import type { Input, Model } from '../../src/claims/model.ts';
import { MODELS } from '../../src/claims/models/registry.gen.ts';

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
      const allowed = input.allowed === ANY ? 'any' : allowedText(input.allowed, '1');
      return [head, `\`${name}\``, `\`${input.unit}\``, allowed, aboutOf(input)]
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
