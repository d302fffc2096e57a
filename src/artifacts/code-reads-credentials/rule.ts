import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import { printable } from '../../core/printable.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeReadsCredentialsRule: Rule = {
  id: 'code-reads-credentials',
  title: 'Python code reads secrets of the person who runs it',
  severity: 'critical',
  explanation:
    'Keys, tokens and passwords lie in well-known files and in variables of the environment. Code of a model has no reason to look there. A script that takes a token for its own service from the environment is ordinary and is reported as low at most.',
  advice: 'Do not load the model. If it was loaded already, replace the secrets that it could read.',
  references: ['CWE-522', 'CWE-200', 'AML.T0055', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const PLACES: Matrix = {
  loaded: ['critical', 'high', 'medium', 'high'],
  likely: ['high', 'high', 'medium', 'medium'],
  script: ['low', 'low', 'low', 'low'],
};
const VARIABLES: Matrix = {
  loaded: ['low', 'low', 'info', 'low'],
  likely: ['low', 'low', 'info', 'info'],
  script: ['info', 'info', 'info', 'info'],
};
const OWN = /^(?:huggingface_hub|google\.colab|kaggle_secrets|getpass|os\.environ$)/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind !== 'credential') return undefined;
  const connected = code.structure.effects.some(({ kind }) => kind === 'send' || kind === 'fetch');
  if (OWN.test(effect.callable)) {
    const severity = at(VARIABLES, effect, code);
    const runs = code.reach.kind === 'loaded' && (effect.when === 'import' || effect.when === 'use');
    return severity === undefined
      ? undefined
      : { severity: runs && connected ? 'medium' : severity, does: 'gives it a secret' };
  }
  const severity = at(PLACES, effect, code);
  if (severity === undefined) return undefined;
  const worse = code.reach.kind === 'script' ? 'medium' : 'high';
  return {
    severity: connected ? atLeastOf(severity, worse) : severity,
    verb: `names ${JSON.stringify(printable(effect.text ?? '', 120))} with`,
    does: 'is a place where secrets are kept',
  };
}
