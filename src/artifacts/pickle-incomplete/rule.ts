import type { Rule } from '../rule.ts';

export const pickleIncompleteRule: Rule = {
  id: 'pickle-incomplete',
  title: 'The pickle could not be read to its end',
  severity: 'medium',
  explanation:
    'A pickle acts while it is read. A stream that breaks off has done everything before the break by then, which is how payloads have passed scanners that gave up at the break. What Assay saw before it is reported as usual; what comes after was not read.',
  advice:
    'Fetch the file again and compare its hash with the published one. If it is really like this, do not load it.',
  references: ['CWE-502', 'CWE-354', 'LLM03:2025'],
  anomalies: {
    'pickle.broken': 'medium',
    'pickle.truncated': 'medium',
    'pickle.limit': 'medium',
    'pickle.streams': 'medium',
    'pickle.unsearched': 'medium',
    'pickle.unreadable': 'medium',
    'pickle.changed': 'medium',
    'pickle.malformed': 'medium',
    'pickle.unsupported': 'medium',
  },
  scope: 'anomaly',
};
