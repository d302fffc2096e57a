import type { PickleStructure } from '../../formats/pickle/structure.ts';
import { deed, evidenceOf, offsetOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pickleExtensionCodeRule: Rule = {
  id: 'pickle-extension-code',
  title: 'The pickle imports by extension code',
  severity: 'medium',
  explanation:
    'An EXT opcode stands for whatever the loading process has registered under a number with copyreg. The file does not say what that is, so nobody can tell from the file alone what it imports.',
  advice:
    'Find out what the loading application registers under this code; if it registers nothing, the file is broken or hostile.',
  references: PICKLE_REFERENCES,
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      const called = callable.kind === 'persistent' && callable.uses.some(({ use }) => use === 'call' || use === 'new');
      if (callable.kind !== 'extension' && !called) continue;
      yield {
        severity: 'medium',
        confidence: 'medium',
        ...(called ? { title: 'The pickle calls what a persistent id stands for' } : {}),
        message: `This pickle ${deed(callable)}; only the application that loads it knows what that is.`,
        evidence: evidenceOf(callable),
        offset: offsetOf(callable),
        key: callable.name,
      };
    }
  },
};
