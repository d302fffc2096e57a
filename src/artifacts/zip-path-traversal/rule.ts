import type { Rule } from '../rule.ts';

export const zipPathTraversalRule: Rule = {
  id: 'zip-path-traversal',
  title: 'Unpacking the archive writes outside its folder',
  severity: 'high',
  explanation:
    'A member has an absolute path, a path that climbs out with .., or is a symbolic link. Tools that unpack such an archive without care write where its maker wants.',
  advice: 'Do not unpack the file.',
  references: ['CWE-22', 'CWE-59', 'LLM03:2025'],
  anomalies: {
    'zip.path-traversal': 'high',
    'zip.symlink': 'high',
  },
  scope: 'anomaly',
};
