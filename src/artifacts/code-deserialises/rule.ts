import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeDeserialisesRule: Rule = {
  id: 'code-deserialises',
  title: 'Python code loads pickles or other formats that run code',
  severity: 'critical',
  explanation:
    'pickle and its relatives run what the file says while they load it. Code that loads such a file in the repository, in itself or from the network moves the attack there, where nobody looks. Loading weights with torch.load is ordinary in conversion scripts.',
  advice: 'Examine the file that is loaded, and ask for safetensors. For torch.load, add weights_only=True.',
  references: ['CWE-502', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const PICKLE: Matrix = {
  loaded: ['high', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'low', 'info', 'info'],
};
const WEIGHTS: Matrix = {
  loaded: ['medium', 'low', 'info', 'low'],
  likely: ['low', 'low', 'info', 'info'],
  script: ['info', 'info', 'info', 'info'],
};

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind !== 'deserialise' && effect.kind !== 'deserialise-weights') return undefined;
  const mild =
    effect.kind === 'deserialise-weights' ||
    (/yaml/.test(effect.callable) && !/unsafe/i.test(`${effect.callable} ${effect.text ?? ''}`));
  let severity = at(mild ? WEIGHTS : PICKLE, effect, code);
  const { from } = effect;
  if (from.includes('network') || from.includes('decoded') || effect.indirect)
    severity = atLeastOf(severity, code.reach.kind === 'script' || effect.when !== 'import' ? 'high' : 'critical');
  return severity === undefined ? undefined : { severity, does: 'rebuilds objects with a format that runs code' };
}
