import type { Rule } from '../rule.ts';

export const zipViewsDifferRule: Rule = {
  id: 'zip-views-differ',
  title: 'The archive shows different contents to different readers',
  severity: 'high',
  explanation:
    'A zip archive describes each member twice: in front of it and in the directory at its end. Here the two differ in name, method, size, flags or checksum, or there are several directories. A scanner that follows one and a loader that follows the other see different files; PyTorch, Python and unzip do not agree which to follow.',
  advice: 'Do not load the file: no tool writes an archive like this by accident.',
  references: ['CWE-436', 'CWE-345', 'CVE-2025-1944', 'CVE-2025-1945', 'LLM03:2025'],
  anomalies: {
    'zip.comment-signature': 'medium',
    'zip.crc-header-mismatch': 'medium',
    'zip.descriptor-mismatch': 'medium',
    'zip.directory-size': 'medium',
    'zip.encrypted-flag': 'high',
    'zip.entry-count': 'medium',
    'zip.extra': 'medium',
    'zip.flags-mismatch': 'medium',
    'zip.local-missing': 'medium',
    'zip.method-lie': 'high',
    'zip.method-mismatch': 'high',
    'zip.name-encoding': 'low',
    'zip.name-mismatch': 'high',
    'zip.name-nul': 'high',
    'zip.patched-flag': 'high',
    'zip.several-directories': 'high',
    'zip.size-header-mismatch': 'medium',
    'zip.size-mismatch': 'medium',
    'zip.unicode-path': 'high',
    'zip.zip64-mismatch': 'medium',
  },
  scope: 'anomaly',
};
