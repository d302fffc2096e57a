import type { Rule } from '../rule.ts';

export const zipHiddenDataRule: Rule = {
  id: 'zip-hidden-data',
  title: 'The archive holds bytes that its directory does not list',
  severity: 'high',
  explanation:
    'Members that only some readers can see, bytes in front of the archive, behind it or between its members, or data after the end of a compressed stream. A prefix or suffix can be a file of another format.',
  advice: 'Ask who wrote the file what the bytes are for.',
  references: ['CWE-506', 'CWE-436', 'LLM03:2025'],
  anomalies: {
    'zip.deflate-tail': 'medium',
    'zip.folder-with-data': 'medium',
    'zip.gap': 'medium',
    'zip.hidden-member': 'high',
    'zip.prefix': 'medium',
    'zip.suffix': 'medium',
  },
  scope: 'anomaly',
};
