import type { Format, Match, Probe } from '../format.ts';
import type { ConfigCodeStructure } from './structure.ts';

/**
 * YAML in which a configuration names code: Hydra and NeMo (`_target_`), Lightning (`class_path`), HyperPyYAML (`!new:`),
 * MLflow's `MLmodel`, gin, PyYAML's `!!python/…` tags, conda's environments. The parser is loaded with the first such file.
 */
export const configCodeFormat: Format<ConfigCodeStructure> = {
  id: 'config-code',
  version: 1,
  title: 'YAML and gin configuration',
  extensions: ['.yaml', '.yml', '.gin'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readConfigCode(source, context),
};

function identify({ name, head, tail, size }: Probe): Match | undefined {
  if (!/\.(?:ya?ml|gin)$/i.test(name) && name !== 'MLmodel') return undefined;
  return size === 0 || head.includes(0) || tail.includes(0) ? 'name' : 'structure';
}
