import type { Format, Match, Probe } from '../format.ts';
import type { ModelCardStructure } from './structure.ts';

/** https://huggingface.co/docs/hub/model-cards */
export const modelCardFormat: Format<ModelCardStructure> = {
  id: 'model-card',
  version: 1,
  title: 'Model card (Markdown)',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readModelCard(source, context),
};

/** By its name, as hubs take it; inside of an archive it is nobody's card. */
function identify({ name, role, head }: Probe): Match | undefined {
  if (role !== undefined || head.includes(0)) return undefined;
  return /^(?:readme|model[-_]?card)\.(?:md|markdown)$/i.test(name) ? 'name' : undefined;
}
