import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeRunsCommandRule: Rule = {
  id: 'code-runs-command',
  title: 'Python code starts programs',
  severity: 'critical',
  explanation:
    'Python in a model repository is run by loaders that are told to trust it, and by servers that look for a handler. Code that starts other programs can do anything that the person who loads the model can do. A model needs no programs; scripts for training or conversion sometimes do, and that alone is reported as low.',
  advice:
    'Read the code at this place before you load the model with trust_remote_code or run the script. Load it without that flag, or in a sandbox without network.',
  references: ['CWE-78', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const LEVELS: Matrix = {
  loaded: ['critical', 'high', 'low', 'medium'],
  likely: ['high', 'high', 'low', 'low'],
  script: ['medium', 'low', 'low', 'low'],
};
/** Downloads that run, shells for someone else, what is hidden by an encoding, what outlives the call. */
const HOSTILE =
  /\b(?:curl|wget)\b[^|;&]*[|;&]+\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+-i\b|\/dev\/(?:tcp|udp)\/|\bn(?:c|cat)\b\s.*(?:-e|-c)\b|base64\s+(?:-d|-D|--decode)|\bpowershell\b|\bcertutil\b|\bmshta\b|\bmkfifo\b|\brm\s+-[rf]{2}\s+[/~]|\bcrontab\b|authorized_keys|\.ssh\/|\/etc\/(?:passwd|shadow)|\bpython3?\s+-c\b/i;
/** What scripts around models start for good reasons. */
const ORDINARY =
  /^\[?['"]?(?:(?:\S*\bpython3?|sys\.executable)[ ,]+-m[ ,]+)?(?:pip3?|uv|conda|apt(?:-get)?|git|git-lfs|nvidia-smi|ffmpeg|ffprobe|nproc|which|where|uname|lscpu|hostname|rocm-smi|rocminfo|nvcc|cmake|make|ninja|gcc|g\+\+|huggingface-cli|torchrun|accelerate|deepspeed|tar|unzip|wget|curl|bash|sh|python3?|cd|export|sed|echo \$|apt|yum|brew|npm|docker|ldconfig|du|df|free|mkdir|cp|mv|ls)\b/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  if (effect.kind !== 'process') return undefined;
  let severity = at(LEVELS, effect, code);
  const { text = '', from } = effect;
  if (code.reach.kind === 'script' && ORDINARY.test(text) && !HOSTILE.test(text)) severity = 'low';
  if (code.reach.kind === 'script' && /(?:^|\/)setup\.py$/.test(code.path) && severity === 'medium') severity = 'low';
  if (HOSTILE.test(text) || effect.indirect || from.includes('network') || from.includes('decoded'))
    severity = atLeastOf(severity, 'high');
  if (from.includes('credential')) severity = atLeastOf(severity, 'high');
  return severity === undefined ? undefined : { severity, does: 'starts a program' };
}
