import type { Rule } from '../rule.ts';

export const pickleBombRule: Rule = {
  id: 'pickle-bomb',
  title: 'A few bytes of the pickle exhaust memory or time',
  severity: 'medium',
  explanation:
    'The C unpickler keeps its memo in an array as long as the largest index: one opcode of five bytes with an index near two thousand million makes it ask for tens of gigabytes. Containers that hold each other many times over through the memo stand for more values than can ever be walked, and hashing one, which using it as a key does, never ends. Tuples nested many thousand deep, which Python itself cannot write, overflow the stack of what walks them.',
  advice: 'Do not load the file: it is made to exhaust the machine.',
  references: ['CWE-674', 'CWE-770', 'CWE-776', 'LLM10:2025'],
  anomalies: { 'pickle.memo-index': 'medium', 'pickle.exponential': 'medium', 'pickle.depth': 'medium' },
  scope: 'anomaly',
};
