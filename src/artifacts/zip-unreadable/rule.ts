import type { Rule } from '../rule.ts';

export const zipUnreadableRule: Rule = {
  id: 'zip-unreadable',
  title: 'Part of the archive could not be read',
  severity: 'medium',
  explanation:
    'A member is damaged, truncated, encrypted or compressed with a method that Assay does not read, or its checksum is wrong. Loaders differ in whether they refuse such a member or take it as it is, and scanners have called archives harmless because they gave up here (CVE-2025-10156). What could be read of the rest is reported as usual.',
  advice: 'Ask for a new copy, and compare its hash with the published one.',
  references: ['CWE-354', 'CWE-703', 'CVE-2025-10156', 'LLM03:2025'],
  anomalies: {
    'zip.changed': 'medium',
    'zip.comment-truncated': 'medium',
    'zip.crc-mismatch': 'medium',
    'zip.directory-broken': 'medium',
    'zip.directory-missing': 'medium',
    'zip.encrypted': 'medium',
    'zip.entries': 'medium',
    'zip.inflate': 'medium',
    'zip.limit': 'medium',
    'zip.malformed': 'medium',
    'zip.member-truncated': 'medium',
    'zip.multi-disk': 'medium',
    'zip.names': 'medium',
    'zip.truncated': 'medium',
    'zip.unreadable': 'medium',
    'zip.unscanned': 'medium',
    'zip.unsupported': 'medium',
    'zip.unsupported-method': 'medium',
  },
  scope: 'anomaly',
};
