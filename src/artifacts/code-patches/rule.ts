import { at, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codePatchesRule: Rule = {
  id: 'code-patches',
  title: 'Python code replaces parts of other modules',
  severity: 'high',
  explanation:
    'Code can put its own function in the place of one of another module, for the whole process: from then on every torch.load, open or request goes through it. Models sometimes exchange an attention function for a faster one, which is reported as low. Settings that say what programs load or whom they trust are changed in the same way.',
  advice:
    'Find out why the part is replaced. A replaced loader, or a check that was switched off, is a reason not to use the model.',
  references: ['CWE-913', 'CWE-915', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const CORE =
  /^(?:builtins\.|pickle\.|torch\.(?:load|save|serialization|hub|jit\.load)|os\.|subprocess\.|socket\.|importlib\.|hashlib\.|hmac\.|safetensors\.|requests\.|urllib\.|urllib3\.|http\.|huggingface_hub\.|transformers\.(?:dynamic_module_utils|utils\.hub|AutoModel\w*\.from_pretrained)|json\.|sys\.modules\[(?:os|sys|subprocess|builtins|pickle|torch|json|ssl|socket|safetensors|hashlib|transformers|numpy|requests)\])/;
const TLS = /^ssl\./;
const PATCHED: Matrix = {
  loaded: ['high', 'high', 'low', 'medium'],
  likely: ['high', 'medium', 'low', 'low'],
  script: ['low', 'low', 'low', 'low'],
};
const MILD: Matrix = {
  loaded: ['low', 'low', 'info', 'info'],
  likely: ['info', undefined, undefined, undefined],
  script: [undefined, undefined, undefined, undefined],
};
const SWITCHED: Matrix = {
  loaded: ['medium', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'low', 'low', 'low'],
};
const LOADER = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|PYTHONSTARTUP|BASH_ENV|PYTHONINSPECT|GIT_SSH_COMMAND)$/i;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind === 'environment-set') {
    const severity = at(LOADER.test(effect.callable) ? PATCHED : SWITCHED, effect, code);
    return severity === undefined
      ? undefined
      : {
          severity,
          verb: 'sets',
          does: 'changes what programs load or trust',
          title: 'Python code steers other programs by the environment',
        };
  }
  if (effect.kind !== 'patch') return undefined;
  const matrix = TLS.test(effect.callable) ? SWITCHED : CORE.test(effect.callable) ? PATCHED : MILD;
  const severity = at(matrix, effect, code);
  return severity === undefined
    ? undefined
    : { severity, verb: 'replaces', does: 'the whole process uses from then on' };
}
