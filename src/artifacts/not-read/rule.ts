import type { Rule } from '../rule.ts';

export const notReadRule: Rule = {
  id: 'not-read',
  title: 'A file or part was not read',
  severity: 'medium',
  explanation:
    'Assay reports what it did not look at, so that silence is never taken for safety: a link that leaves the subject, a device, a file without permission to read, a file that changed while it was read, a server that would not give it, parts beyond a limit, or what --byte-budget left out.',
  advice: 'Remove the link or device, fix the permissions, or raise the limit with --limit NAME=VALUE, and run again.',
  references: ['CWE-59', 'CWE-400'],
  anomalies: {
    'source.link-outside': 'medium',
    'source.link-broken': 'low',
    'source.device': 'medium',
    'source.unreadable': 'medium',
    'source.limit': 'medium',
    'source.path-unsafe': 'medium',
    'source.path-case': 'low',
    'source.unversioned': 'low',
    'survey.unreadable': 'medium',
    'survey.budget': 'low',
    'survey.changed': 'medium',
    'survey.parts.count': 'medium',
    'survey.parts.depth': 'medium',
    'survey.truncated': 'medium',
    'survey.malformed': 'medium',
    'survey.limit': 'medium',
    'survey.unsupported': 'medium',
  },
  scope: 'anomaly',
};
