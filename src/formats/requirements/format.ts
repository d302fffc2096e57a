import type { Format, Match, Probe } from '../format.ts';
import type { RequirementsStructure } from './structure.ts';

/** Lists of Python dependencies: requirements files of pip, and the dependency tables of pyproject.toml and Pipfile. */
export const requirementsFormat: Format<RequirementsStructure> = {
  id: 'requirements',
  version: 1,
  title: 'Python requirements',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readRequirements(source, context),
};

const NAME =
  /^(?:requirements?[\w.-]*|[\w.-]*[-_.]requirements?|constraints?[\w-]*)\.(?:txt|in|pip)$|^(?:pyproject\.toml|setup\.cfg|Pipfile|pip\.conf|packages\.txt\.pip)$/i;

function identify({ name, head }: Probe): Match | undefined {
  return NAME.test(name) && !head.includes(0) ? 'name' : undefined;
}
