import type { CallableUse, PickleStructure, PickleValue } from '../../formats/pickle/structure.ts';
import { judge } from '../pickle-judgement.ts';
import { gadgetOf, type HarmlessWhen } from '../pickle-knowledge.ts';
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
      if (
        gadget.harmlessWhen !== undefined &&
        onlyHarmlessState(callable, gadget.harmlessWhen, part.structure as PickleStructure)
      )
        continue;
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

/**
 * True where every object that runs code from its state is made and given a plain dict of items, and the items under the
 * key that decides are all harmless text. Each object needs an item of its own, so that none comes from elsewhere.
 */
function onlyHarmlessState(callable: CallableUse, when: HarmlessWhen, pickle: PickleStructure): boolean {
  const harmless = new RegExp(`^(?:${when.matches})$`);
  const items = pickle.watched.filter(({ key }) => key === when.key);
  const set = items.reduce((sum, { count }) => sum + count, 0);
  const made = pickle.callables.reduce((sum, other) => {
    const same = other.kind === 'global' && gadgetOf(other.name, other.dotted)?.gadget.harmlessWhen?.key === when.key;
    return sum + (same ? (other.uses.find(({ use }) => use === 'new')?.count ?? 0) : 0);
  }, 0);
  return (
    callable.uses.every(({ use }) => use === 'import' || use === 'new' || use === 'build') &&
    callable.states.length > 0 &&
    callable.states.every(
      ({ values, more }, position) => !more && values.every((value) => isPlainState(value, position)),
    ) &&
    !pickle.opaqueKeys &&
    items.every(({ text }) => text !== undefined && harmless.test(text)) &&
    // Old versions keep no such item, and build the text from names that they check; new ones raise without it.
    (set === 0 || set >= made)
  );
}

/** A dict of items; before SciPy 1.6 a generator of random numbers stood beside it. */
function isPlainState(value: PickleValue, position: number): boolean {
  if (position === 0) return value.type === 'dict';
  return value.type === 'none' || (value.type === 'result' && value.of.startsWith('numpy.random.'));
}
