import type { Claim } from '../../claim.ts';
import { ClaimError } from '../../claim-error.ts';
import { type ClaimedRange, claimedRange, within } from '../../held/claimed-range.ts';
import { exactly } from '../../held/distributed.ts';
import { numberText, withUnit } from '../../held/number-text.ts';
import { scaleBetween } from '../../held/scale.ts';
import { countParameters, type ParameterCount } from '../../parameters/count.ts';
import { shapeOf } from '../../parameters/families.ts';
import { unit } from '../../units/unit.ts';
import type { Held } from '../../verdict.ts';
import type { CheckKind } from '../check-kind.ts';

type ParametersCheck = Extract<Claim['check'], { kind: 'parameters' }>;

export const parametersCheck: CheckKind<ParametersCheck> = {
  kind: 'parameters',
  thing: 'set',
  about: 'parameters counted from a config',
  hold({ config, claimed }) {
    const sets: Held[] = [];
    for (const what of ['total', 'active'] as const) {
      const number = claimed[what];
      if (number !== undefined) sets.push(counted(what, config, claimedRange(number)));
    }
    return { sets, limits: [] };
  },
  inputs: () => [],
  with: (check) => check,
};

function counted(what: 'total' | 'active', config: Readonly<Record<string, unknown>>, claimed: ClaimedRange): Held {
  const about = {
    id: what,
    title: `${what} parameters, counted from the config`,
    quantity: what,
    own: true,
    inputs: [],
    unverified: [],
  };
  const { scale } = scaleBetween(unit('parameter').dimension, 'parameter', claimed.unit);
  let count: ParameterCount;
  try {
    count = countParameters(shapeOf(config));
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    return { ...about, outcome: 'unknown', says: error.message };
  }
  const found = (what === 'total' ? [count.total] : [count.active, count.activeWithoutInput]).map((one) => one * scale);
  const [first = 0] = found;
  const point = found.find((one) => within(one, claimed)) ?? first;
  const both = [...new Set(found)].map(numberText).join(', or without the input embedding ');
  return {
    ...about,
    outcome: within(point, claimed) ? 'reproduces' : 'fails',
    says: withUnit(both, claimed.unit),
    number: exactly(point, claimed),
  };
}
