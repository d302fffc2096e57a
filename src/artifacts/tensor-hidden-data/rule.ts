import type { Rule } from '../rule.ts';

export const tensorHiddenDataRule: Rule = {
  id: 'tensor-hidden-data',
  title: 'Bytes of the file belong to no tensor',
  severity: 'medium',
  explanation:
    'Between the tensors, before them or after the last one lie bytes that no loader of this format reads. They can carry a second file, a payload for another program, or a watermark. The reference writers leave no such bytes.',
  advice: 'Ask who wrote the file what the bytes are for; rewrite it with the reference library to drop them.',
  references: ['CWE-506', 'LLM03:2025'],
  anomalies: {
    'ggml.trailing': 'medium',
    'gguf.gap': 'medium',
    'gguf.padding': 'medium',
    'gguf.trailing': 'medium',
    'npy.several': 'info',
    'npy.trailing': 'medium',
    'picture.trailing': 'low',
    'safetensors.gap': 'medium',
    'safetensors.header-padding': 'medium',
    'safetensors.header-start': 'low',
    'safetensors.start': 'medium',
    'safetensors.trailing': 'medium',
  },
  scope: 'anomaly',
};
