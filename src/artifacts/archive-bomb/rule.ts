import type { Rule } from '../rule.ts';

export const archiveBombRule: Rule = {
  id: 'archive-bomb',
  title: 'The archive expands beyond reason',
  severity: 'high',
  explanation:
    'Members that share the same bytes, or that expand to far more than their size, fill memory or disk when the archive is opened.',
  advice: 'Do not open the file with tools that have no limits.',
  references: ['CWE-409', 'CWE-770', 'LLM10:2025'],
  anomalies: {
    'compressed.expanded': 'medium',
    'seven-zip.expanded': 'medium',
    'tar.sparse': 'medium',
    'zip.inflated': 'medium',
    'zip.overlap': 'high',
    'zip.ratio': 'medium',
  },
  scope: 'anomaly',
};
