import type { Rule } from '../rule.ts';

export const archiveHiddenDataRule: Rule = {
  id: 'archive-hidden-data',
  title: 'The archive holds bytes that it does not list',
  severity: 'high',
  explanation:
    'Members that only some readers can see, bytes in front of the archive, behind it or between its members, or data after the end of a compressed stream or of an archive. Several compressed streams in one file, and zeros after them, are ordinary and only noted. A prefix or suffix can be a file of another format.',
  advice: 'Ask who wrote the file what the bytes are for.',
  references: ['CWE-506', 'CWE-436', 'LLM03:2025'],
  anomalies: {
    'compressed.comment': 'low',
    'compressed.extra': 'low',
    'compressed.members': 'info',
    'compressed.padding': 'info',
    'compressed.tail': 'medium',
    'seven-zip.gap': 'medium',
    'seven-zip.tail': 'medium',
    'tar.slack': 'low',
    'tar.tail': 'medium',
    'zip.deflate-tail': 'medium',
    'zip.extra-data': 'medium',
    'zip.folder-with-data': 'medium',
    'zip.gap': 'medium',
    'zip.hidden-member': 'high',
    'zip.prefix': 'medium',
    'zip.suffix': 'medium',
  },
  scope: 'anomaly',
};
