import type { Rule } from '../rule.ts';

export const archiveDuplicateMemberRule: Rule = {
  id: 'archive-duplicate-member',
  title: 'Two members of the archive have the same name',
  severity: 'high',
  explanation:
    'Some loaders take the first of two members with one name and others the last; some also treat names alike that differ only in case. A scanner and a loader can so read different contents.',
  advice: 'Do not load the file.',
  references: ['CWE-694', 'CWE-436', 'LLM03:2025'],
  anomalies: {
    'seven-zip.duplicate-name': 'high',
    'seven-zip.similar-name': 'medium',
    'tar.duplicate-name': 'high',
    'tar.similar-name': 'medium',
    'zip.duplicate-name': 'high',
    'zip.similar-name': 'medium',
  },
  scope: 'anomaly',
};
