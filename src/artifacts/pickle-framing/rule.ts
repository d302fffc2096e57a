import type { Rule } from '../rule.ts';

export const pickleFramingRule: Rule = {
  id: 'pickle-framing',
  title: 'Frames and opcodes disagree',
  severity: 'medium',
  explanation:
    'From protocol 4 on a pickle is cut into frames. Where an opcode crosses the end of its frame, or a frame begins inside another, unpicklers written in C, in Python, reading a file or reading memory can see different opcodes (cpython issue 154848): a scanner may see one program and the loader run another.',
  advice: 'Do not load the file. No library writes frames like this.',
  references: ['CWE-436', 'CWE-502', 'LLM03:2025'],
  anomalies: { 'pickle.frame-nested': 'medium', 'pickle.frame-crossed': 'medium' },
  scope: 'anomaly',
};
