import type { AdapterConfigStructure } from '../../formats/adapter-config/structure.ts';
import type { Draft, Rule } from '../rule.ts';

/** Libraries whose classes an adapter's base may honestly come from. */
const KNOWN_LIBRARIES = /^(?:transformers|diffusers|peft|torch|timm|sentence_transformers)(?:\.|$)/;

export const adapterBaseRule: Rule = {
  id: 'adapter-base',
  title: 'What the adapter says of its base model',
  severity: 'high',
  explanation:
    'An adapter is a change to another model, which its configuration names. Without that name nobody can tell what the weights do; a name that is a URL, a path on a machine or a look-alike can lead a loader to another model; and an auto_mapping makes the loader import a Python module that the file chooses.',
  advice: 'Examine the base together with the adapter, and pin both to a revision.',
  references: ['CWE-494', 'CWE-829', 'LLM03:2025'],
  anomalies: {
    'adapter-config.base-missing': 'low',
    'adapter-config.base-path': 'low',
    'adapter-config.base-text': 'medium',
    'adapter-config.base-url': 'medium',
  },
  scope: 'part',
  formats: ['adapter-config'],
  *check(part): Generator<Draft> {
    const adapter = part.structure as AdapterConfigStructure | undefined;
    const library = adapter?.autoMapping?.parentLibrary;
    if (library !== undefined && !KNOWN_LIBRARIES.test(library)) {
      const name = adapter?.autoMapping?.baseModelClass ?? 'a class';
      yield {
        severity: 'high',
        confidence: 'high',
        message: `Loading this adapter imports the Python module ${JSON.stringify(library)} and takes ${JSON.stringify(name)} from it.`,
        key: `auto-mapping\0${library}`,
      };
    }
    if (adapter?.base !== undefined) {
      const pin = adapter.revision === undefined ? ' at no particular revision' : ` at revision ${adapter.revision}`;
      yield {
        severity: 'info',
        confidence: 'high',
        title: 'The adapter names its base model',
        message: `Its base is ${JSON.stringify(adapter.base)}${pin}.`,
        key: adapter.base,
      };
    }
  },
};
