import type { CallableUse, PickleStructure, Use } from '../../formats/pickle/structure.ts';
import { evidenceOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const picklePoisoningRule: Rule = {
  id: 'pickle-poisoning',
  title: 'The pickle changes an imported module, class or function',
  severity: 'high',
  explanation:
    'BUILD, SETITEM and APPEND are meant for objects that the pickle makes. Used on an import they change that module, class or function for the whole process, so that code which runs later does what the file wants, even where every name in the file is harmless by itself.',
  advice: 'Do not load the file. No library writes a pickle like this.',
  references: [...PICKLE_REFERENCES, 'CWE-915'],
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      const change = callable.uses.find(({ use }) => DEEDS[use] !== undefined);
      if (change === undefined) continue;
      yield {
        // What a persistent id stands for is the application's own object: odd, and not yet an attack.
        severity: callable.kind === 'persistent' ? 'medium' : 'high',
        confidence: 'high',
        message: `At byte ${change.offset} this pickle ${DEEDS[change.use] ?? 'changes'} ${callable.name} itself${stateText(callable)}.`,
        evidence: evidenceOf(callable),
        offset: change.offset,
        key: `${callable.name}\0${change.use}`,
      };
    }
  },
};

const DEEDS: Partial<Record<Use, string>> = {
  'build-on': 'sets attributes of',
  'items-on': 'sets items of',
  'append-on': 'adds elements to',
};

function stateText(callable: CallableUse): string {
  const values = callable.states[0]?.values ?? [];
  const names = values.flatMap((value) => (value.type === 'global' ? [value.name] : []));
  return names.length > 0 ? ` from ${names.join(', ')}` : '';
}
