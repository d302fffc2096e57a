import type { PickleStructure } from '../../formats/pickle/structure.ts';
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
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      if (callable.kind !== 'computed') continue;
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
