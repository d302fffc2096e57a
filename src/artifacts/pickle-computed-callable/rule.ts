import type { CallableUse, PickleStructure } from '../../formats/pickle/structure.ts';
import { allowGroup } from '../pickle-knowledge.ts';
import { deed, evidenceOf, keyOf, offsetOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pickleComputedCallableRule: Rule = {
  id: 'pickle-computed-callable',
  title: 'What the pickle calls is computed while it loads',
  severity: 'high',
  explanation:
    'The name of an import, or the thing that is called, is itself the result of a call. No honest library writes such a pickle; attackers do, to hide from scanners what is called in the end.',
  advice: 'Do not load the file.',
  references: [...PICKLE_REFERENCES, 'GHSA-9m3x-qqw2-h32h'],
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    const callables = (part.structure as PickleStructure | undefined)?.callables ?? [];
    for (const callable of callables) {
      if (callable.kind !== 'computed' || isKnownResult(callable, callables)) continue;
      yield {
        severity: 'high',
        confidence: 'high',
        message: `This pickle ${deed(callable)}; what that is cannot be known before it is loaded.`,
        evidence: evidenceOf(callable),
        offset: offsetOf(callable),
        key: keyOf(callable),
      };
    }
  },
};

const RESULT = 'result of ';

/** `functools.partial(harmless, …)()`: the result of a known callable over known functions. */
function isKnownResult(callable: CallableUse, all: readonly CallableUse[]): boolean {
  if (!callable.name.startsWith(RESULT)) return false;
  const source = all.find(({ kind, name }) => kind === 'global' && name === callable.name.slice(RESULT.length));
  const known = source === undefined ? undefined : allowGroup(source.name)?.returnsCallable;
  if (source === undefined || known === undefined || source.opaqueArguments) return false;
  return [source.arguments[0], source.states[0]].every(
    (values) =>
      values === undefined ||
      (!values.more && values.values.every((value) => value.type === 'global' && known.includes(value.name))),
  );
}
