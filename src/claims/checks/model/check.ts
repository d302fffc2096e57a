import type { Claim } from '../../claim.ts';
import { claimedRange } from '../../held/claimed-range.ts';
import { holdSets, modelNamed, setsWith } from '../../held/sets.ts';
import { stand } from '../../held/stand.ts';
import type { CheckKind } from '../check-kind.ts';

type ModelCheck = Extract<Claim['check'], { kind: 'model' }>;

export const modelCheck: CheckKind<ModelCheck> = {
  kind: 'model',
  thing: 'set',
  about: 'a number that an equation gives, under sets of assumptions',
  hold({ model, claimed, sets }, context) {
    const range = claimedRange(claimed);
    return { sets: holdSets(modelNamed(model), sets, range, context), limits: [], claimed: range };
  },
  inputs: ({ model }) => Object.keys(modelNamed(model).inputs),
  with(check, name, value, context) {
    const { unit } = modelNamed(check.model).inputs[name] ?? { unit: '1' };
    return { ...check, sets: setsWith(check.sets, name, stand(value, unit, context.on)) };
  },
};
