import type { PickleStructure } from '../../formats/pickle/structure.ts';
import { judge } from '../pickle-judgement.ts';
import { deed, evidenceOf, isCalled, keyOf, offsetOf, PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pickleGadgetRule: Rule = {
  id: 'pickle-gadget',
  title: 'Loading this pickle does something dangerous',
  severity: 'critical',
  explanation:
    'A pickle is a program that runs when it is loaded. This one names a Python callable that is known to run commands, evaluate code, load native code, write or read files, open the network, load a further pickle or reach one of these by name. The finding shows the call as Python would write it. The severity is that of the effect; an import that is never called has a lower confidence, because other code must call it first.',
  advice:
    'Do not load the file. Ask for the weights as safetensors, or load them with torch.load(..., weights_only=True) in a sandbox. If the call is expected, accept the finding in a baseline with the reason.',
  references: PICKLE_REFERENCES,
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    for (const callable of (part.structure as PickleStructure | undefined)?.callables ?? []) {
      const judgement = judge(callable);
      if (judgement.kind !== 'gadget') continue;
      const { effect, gadget, by } = judgement;
      const through = by === callable.name ? '' : ` It is reached as ${by} through ${callable.module ?? ''}.`;
      yield {
        severity: effect.severity,
        confidence: isCalled(callable) ? 'high' : 'medium',
        title: effect.title,
        message: `This pickle ${deed(callable)}.${through} ${effect.explains.trim()}`,
        evidence: [...evidenceOf(callable), { label: 'effect', text: gadget.effect }],
        references: [...effect.references, ...gadget.advisories],
        offset: offsetOf(callable),
        key: keyOf(callable),
      };
    }
  },
};
