import { at, atLeastOf, type Judgement, judgeEffects, type Matrix, type ReachedCode } from '../code-judgement.ts';
import type { Effect } from '../../formats/python/structure.ts';
import type { Rule } from '../rule.ts';

export const codeOpensNetworkRule: Rule = {
  id: 'code-opens-network',
  title: 'Python code uses the network',
  severity: 'critical',
  explanation:
    'Code that opens connections can carry out what it finds on the machine, or bring in what it runs next. Some processors fetch an image whose address the user gives, and some scripts download data; that is reported as low. Secrets that are sent away, and connections at import, are not ordinary.',
  advice: 'Load the model in a sandbox without network, and find out what is sent where.',
  references: ['CWE-829', 'CWE-494', 'AML.T0011.000', 'AML.T0025', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  check: (view) => judgeEffects(view, judge),
};

const SEND: Matrix = {
  loaded: ['high', 'high', 'low', 'medium'],
  likely: ['high', 'medium', 'low', 'low'],
  script: ['low', 'low', 'info', 'info'],
};
const FETCH: Matrix = {
  loaded: ['high', 'low', 'info', 'low'],
  likely: ['medium', 'low', 'info', 'info'],
  script: ['info', 'info', 'info', 'info'],
};
const OTHERS: Matrix = {
  loaded: ['medium', 'medium', 'low', 'low'],
  likely: ['medium', 'low', 'low', 'low'],
  script: ['low', 'low', 'low', 'low'],
};
/** Services that are asked with a token of their own. */
const OWN_SERVICE =
  /https:\/\/(?:[\w-]+\.)*(?:huggingface\.co|hf\.co|openai\.com|anthropic\.com|googleapis\.com|github\.com|githubusercontent\.com|wandb\.ai|replicate\.com|together\.xyz|mistral\.ai|cohere\.(?:ai|com))\b/;

function judge(effect: Effect, code: ReachedCode): Judgement | undefined {
  const { kind, from, text = '' } = effect;
  if (kind === 'remote-code') return of(at(OTHERS, effect, code), 'loads code from another repository');
  if (kind === 'download') return of(code.reach.kind === 'script' ? undefined : 'info', 'fetches files from a hub');
  if (kind !== 'send' && kind !== 'fetch') return undefined;
  const secret =
    from.includes('credential') ||
    (from.includes('authorisation') &&
      code.reach.kind === 'loaded' &&
      (effect.when === 'import' || effect.when === 'use'));
  const named = /^socket\.get(?:addrinfo|hostby)/.test(effect.callable);
  if ((secret || (from.includes('environment') && !named)) && !OWN_SERVICE.test(text)) {
    const severity = code.reach.kind === 'script' ? (secret ? 'high' : 'medium') : secret ? 'critical' : 'high';
    return {
      severity,
      does: 'can carry it to another machine',
      title: 'Python code sends away what it finds on the machine',
    };
  }
  if (kind === 'fetch') {
    const fixed = /https?:\/\//.test(text) && effect.when === 'use' && code.reach.kind === 'loaded';
    return of(fixed ? 'medium' : at(FETCH, effect, code), 'reads from the network');
  }
  const shell = code.structure.effects.some((other) => other.kind === 'process' && other.within === effect.within);
  const severity = at(SEND, effect, code);
  return of(
    shell && /socket/.test(effect.callable) ? atLeastOf(severity, 'high') : severity,
    'opens a connection that can carry data out',
  );
}

const of = (severity: Judgement['severity'] | undefined, does: string): Judgement | undefined =>
  severity === undefined ? undefined : { severity, does };
