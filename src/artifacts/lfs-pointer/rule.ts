import type { Rule } from '../rule.ts';

export const lfsPointerRule: Rule = {
  id: 'lfs-pointer',
  title: 'Only a pointer to the file is here',
  severity: 'medium',
  explanation:
    'Git keeps large files elsewhere and leaves a small text with their hash. Where a repository was cloned without them, the weights that a loader will fetch later were not examined, and nothing is said about them. A text that begins like a pointer but goes on in another way is taken for a pointer by people and for something else by programs.',
  advice: 'Run "git lfs pull", or download the repository, and examine it again.',
  references: ['CWE-345', 'CWE-353'],
  anomalies: { 'lfs-pointer.absent': 'low', 'lfs-pointer.malformed': 'medium' },
  scope: 'anomaly',
};
