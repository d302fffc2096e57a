import type { Rule } from '../rule.ts';

export const codeUnreadRule: Rule = {
  id: 'code-unread',
  title: 'Python code that could not be read as the interpreter reads it',
  severity: 'high',
  explanation:
    'A Python file can declare an encoding by which the interpreter reads other text than an editor shows, so that a comment becomes code. It can also break the grammar that Assay knows, or be larger than its limits. What could not be read is not covered by the other findings.',
  advice:
    'Do not load code in an unusual encoding. For a file past a limit, raise it with --limit NAME=VALUE and run again.',
  references: ['CWE-506', 'CWE-436', 'AML.T0011.000'],
  anomalies: {
    'python.encoding': 'high',
    'python.limit': 'medium',
    'python.syntax': 'info',
    'python.zero': 'medium',
    'python.malformed': 'medium',
    'python.truncated': 'medium',
    'python.unreadable': 'medium',
    'python.changed': 'medium',
    'python.unsupported': 'medium',
  },
  scope: 'anomaly',
};
