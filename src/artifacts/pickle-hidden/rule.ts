import type { Rule } from '../rule.ts';

export const pickleHiddenRule: Rule = {
  id: 'pickle-hidden',
  title: 'Something follows the pickle',
  severity: 'medium',
  explanation:
    'A loader stops at the first STOP. What follows is read by nobody, unless another program knows where to look. Padding is harmless; a further pickle behind junk is a way to carry a payload past scanners. What such a pickle would do is reported as its own findings.',
  advice: 'Ask who wrote the file what the rest is for.',
  references: ['CWE-502', 'LLM03:2025'],
  anomalies: { 'pickle.later': 'medium', 'pickle.trailing': 'low', 'pickle.padding': 'info' },
  scope: 'anomaly',
};
