import type { Rule } from '../rule.ts';

export const archivePathTraversalRule: Rule = {
  id: 'archive-path-traversal',
  title: 'Unpacking the archive writes outside its folder',
  severity: 'high',
  explanation:
    'A member has an absolute path or a path that climbs out with .., or an old joblib file names such a path for its arrays. Tools that unpack such an archive without care write where its maker wants.',
  advice: 'Do not unpack the file.',
  references: ['CWE-22', 'CWE-59', 'LLM03:2025'],
  anomalies: {
    'compressed.path-traversal': 'medium',
    'seven-zip.path-traversal': 'high',
    'pickle.sidecar-outside': 'high',
    'tar.path-traversal': 'high',
    'zip.path-traversal': 'high',
  },
  scope: 'anomaly',
};
