import type { PickleStructure } from '../../formats/pickle/structure.ts';
import { judge } from '../pickle-judgement.ts';
import { deed, evidenceOf, isCalled, offsetOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pickleUnknownGlobalRule: Rule = {
  id: 'pickle-unknown-global',
  title: 'The pickle imports a name that is not known to be harmless',
  severity: 'medium',
  explanation:
    'Assay denies by default. Only names that the allow-list shows to be inert are passed over; everything else is reported, because lists of dangerous names are never complete. The name may belong to a harmless class of a library that the list does not cover, or it may run code.',
  advice:
    'Find out what the name does when it is called with the arguments shown and when its state is set. If it is harmless, accept the finding in a baseline, or add the name to the allow-list with the reason.',
  references: PICKLE_REFERENCES,
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      const unknown = callable.kind === 'unknown' || judge(callable).kind === 'unknown';
      if (!unknown) continue;
      yield {
        severity: 'medium',
        confidence: isCalled(callable) ? 'medium' : 'low',
        message: `This pickle ${deed(callable)}. Nothing is known of ${callable.name}: importing it runs its module, and calling it runs its code.`,
        evidence: evidenceOf(callable),
        offset: offsetOf(callable),
        key: callable.name,
      };
    }
  },
};
