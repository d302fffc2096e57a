import type { Rule } from '../rule.ts';

export const pickleMemoIndexRule: Rule = {
  id: 'pickle-memo-index',
  title: 'A memo index makes the loader allocate gigabytes',
  severity: 'medium',
  explanation:
    'The C unpickler keeps its memo in an array as long as the largest index. One opcode of five bytes with an index near two thousand million makes it ask for tens of gigabytes.',
  advice: 'Do not load the file: it is made to exhaust memory.',
  references: ['CWE-770', 'LLM10:2025'],
  anomalies: { 'pickle.memo-index': 'medium' },
  scope: 'anomaly',
};
