import type { PickleStructure } from '../../formats/pickle/structure.ts';
import { PICKLE_REFERENCES } from '../pickle-text.ts';
import type { Draft, Rule } from '../rule.ts';

/** Attributes that Python itself calls or walks: as state or as a key they turn data into control. */
const HOOKS: ReadonlySet<string> = new Set([
  // NumPy looks for these on the instance, and believes the address that they state.
  '__array__',
  '__array_interface__',
  '__array_struct__',
  '__builtins__',
  '__call__',
  '__class__',
  '__code__',
  '__defaults__',
  '__del__',
  '__dict__',
  '__getattr__',
  '__getattribute__',
  '__getstate__',
  '__globals__',
  '__import__',
  '__init__',
  '__kwdefaults__',
  '__loader__',
  '__mro__',
  '__new__',
  '__reduce__',
  '__reduce_ex__',
  '__set_name__',
  '__setattr__',
  '__setitem__',
  '__setstate__',
  '__subclasses__',
  '__wrapped__',
  '__bases__',
]);

export const pickleHookAttributeRule: Rule = {
  id: 'pickle-hook-attribute',
  title: 'The pickle names a hook of Python where it sets state',
  severity: 'medium',
  explanation:
    'Setting an attribute such as __setstate__ on an object makes the next BUILD call it, and names such as __globals__ or __class__ lead from an object to everything else. The name stands in the file as a string, together with opcodes that set state.',
  advice: 'Look at where the string goes. Libraries that write plain data do not store these names.',
  references: [...PICKLE_REFERENCES, 'CWE-915'],
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    const pickle = part.structure as PickleStructure | undefined;
    if (pickle === undefined || !pickle.callables.some(setsState)) return;
    for (const { text, offset } of pickle.dunders) {
      if (!HOOKS.has(text)) continue;
      yield {
        severity: 'medium',
        confidence: 'medium',
        message: `The string ${text} stands at byte ${offset} of a pickle that sets state or items on objects.`,
        offset,
        key: text,
      };
    }
  },
};

function setsState({ uses }: PickleStructure['callables'][number]): boolean {
  return uses.some(({ use }) => use.startsWith('build') || use.startsWith('items'));
}
