import type { Rule } from '../rule.ts';

export const templateUnparsableRule: Rule = {
  id: 'template-unparsable',
  title: 'The template could not be read in full',
  severity: 'medium',
  explanation:
    'The template breaks the grammar of Jinja, or is larger or deeper than any real one. The reference library refuses such a template; other engines may read it in their own way. What stands behind the fault was read as far as possible, but may do more than is reported here.',
  advice: 'Ask for a template that the reference library accepts, and do not use this one.',
  references: ['CWE-20', 'CWE-436', 'CWE-1336'],
  anomalies: {
    'chat-template.changed': 'medium',
    'chat-template.limit': 'medium',
    'chat-template.malformed': 'medium',
    'chat-template.truncated': 'medium',
    'chat-template.unreadable': 'medium',
    'chat-template.unsupported': 'medium',
    'chat-template.utf8': 'low',
  },
  scope: 'anomaly',
};
