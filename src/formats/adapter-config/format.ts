import type { Format, Match, Probe } from '../format.ts';
import type { AdapterConfigStructure } from './structure.ts';

/** `adapter_config.json` of PEFT: loaders know it by the name. https://huggingface.co/docs/peft/package_reference/config */
export const adapterConfigFormat: Format<AdapterConfigStructure> = {
  id: 'adapter-config',
  version: 1,
  title: 'PEFT adapter configuration',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readAdapterConfig(source, context),
};

function identify({ name, head }: Probe): Match | undefined {
  if (name.toLowerCase() !== 'adapter_config.json') return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  return /^\s*\{/.test(text) && text.includes('"peft_type"') ? 'structure' : 'name';
}
