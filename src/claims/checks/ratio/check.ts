import type { Claim } from '../../claim.ts';
import type { FileAssumption, FileSet } from '../../claimed.ts';
import { claimedRange } from '../../held/claimed-range.ts';
import { holdSets } from '../../held/sets.ts';
import { stand } from '../../held/stand.ts';
import { priceRatioModel } from '../../models/price-ratio/model.ts';
import type { CheckKind } from '../check-kind.ts';

type RatioCheck = Extract<Claim['check'], { kind: 'ratio' }>;

const INPUTS = {
  ofInput: ['of', 'input'],
  ofOutput: ['of', 'output'],
  toInput: ['to', 'input'],
  toOutput: ['to', 'output'],
} as const;
type InputName = keyof typeof INPUTS;
const isInput = (name: string): name is InputName => Object.hasOwn(INPUTS, name);

/** A ratio of two lists is the claim's own arithmetic: what is claimed is what they say. */
export const ratioCheck: CheckKind<RatioCheck> = {
  kind: 'ratio',
  thing: 'set',
  about: 'what one thing costs a token over what another does',
  hold(check, context) {
    const range = claimedRange(check.claimed);
    return { sets: holdSets(priceRatioModel, setsOf(check), range, context), limits: [], claimed: range };
  },
  inputs: ({ of }) => Object.keys(INPUTS).filter((name) => of.input !== undefined || !name.endsWith('Input')),
  with(check, name, value, context) {
    if (!isInput(name)) return check;
    const [side, which] = INPUTS[name];
    const given = stand(value, priceRatioModel.inputs[name].unit, context.on);
    return { ...check, [side]: { ...check[side], [which]: given } };
  },
};

function setsOf({ of, to, mixes }: RatioCheck): FileSet[] {
  const assume = (mix: number): Record<string, FileAssumption> => ({
    mix: { value: mix, unit: priceRatioModel.inputs.mix.unit },
    ofOutput: of.output,
    toOutput: to.output,
    ...(of.input === undefined || to.input === undefined ? {} : { ofInput: of.input, toInput: to.input }),
  });
  if (of.input === undefined) return [{ id: 'output', title: 'output alone', as: 'source', assume: assume(0) }];
  return mixes.map((mix) => ({
    id: `mix-${String(mix).replace(/[^0-9a-z]+/g, '-')}`,
    title: `${mix} of input to 1 of output`,
    as: 'source' as const,
    assume: assume(mix),
  }));
}
