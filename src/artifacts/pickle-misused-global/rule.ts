import type { PickleStructure } from '../../formats/pickle/structure.ts';
import { judge } from '../pickle-judgement.ts';
import { deed, evidenceOf, keyOf, offsetOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pickleMisusedGlobalRule: Rule = {
  id: 'pickle-misused-global',
  title: 'A name that libraries use safely is used in another way',
  severity: 'critical',
  explanation:
    'Some callables are harmless only with certain arguments or in certain places: getattr with the name of an enum member is, getattr of a module with a name chosen by the file is not. The allow-list states the conditions, and this use breaks one of them, or it could not be shown to keep them.',
  advice: 'Do not load the file before you know why it does this. Libraries that write pickles do not.',
  references: PICKLE_REFERENCES,
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      const judgement = judge(callable);
      if (judgement.kind !== 'misused') continue;
      const { problems, proven, effect, group } = judgement;
      yield {
        severity: proven ? (effect?.severity ?? 'high') : 'medium',
        confidence: proven ? 'high' : 'medium',
        message:
          `This pickle ${deed(callable)}, but ${problems.slice(0, 4).join('; ')}. ${effect?.explains.trim() ?? ''}`.trim(),
        evidence: [...evidenceOf(callable), { label: 'what makes it safe', text: group.why }],
        references: effect?.references ?? [],
        offset: offsetOf(callable),
        key: keyOf(callable),
      };
    }
  },
};
