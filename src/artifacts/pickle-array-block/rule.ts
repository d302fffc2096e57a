import type { Rule } from '../rule.ts';

export const pickleArrayBlockRule: Rule = {
  id: 'pickle-array-block',
  title: 'The bytes of an array are more than numbers',
  severity: 'high',
  explanation:
    'joblib writes the bytes of arrays between the opcodes of a pickle. A plain pickle loader does not know that and runs the same bytes as opcodes, so that a file can be harmless to joblib and hostile to pickle.load. The padding in front of an array is a place to hide data. Old versions of joblib kept arrays in files beside the pickle, which is only noted: such files are examined by themselves.',
  advice: 'Do not load the file, neither with joblib nor with pickle.',
  references: ['CWE-502', 'CWE-436', 'LLM03:2025'],
  anomalies: {
    'pickle.block-opcodes': 'high',
    'pickle.block-padding': 'medium',
    'pickle.block-mixed': 'low',
    'pickle.sidecar': 'info',
  },
  scope: 'anomaly',
};
