import type { Rule } from '../rule.ts';

export const duplicateKeyRule: Rule = {
  id: 'duplicate-key',
  title: 'One name stands for two things',
  severity: 'high',
  explanation:
    'The same key or tensor name occurs twice. Some readers take the first and others the last, so that a scanner and a loader, or two loaders, see different models in the same bytes.',
  advice: 'Do not use the file: no writer makes one like it by accident.',
  references: ['CWE-694', 'CWE-436', 'LLM03:2025'],
  anomalies: {
    'model-config.duplicate-key': 'medium',
    'adapter-config.duplicate-key': 'medium',
    'ggml.duplicate-tensor': 'high',
    'gguf.duplicate-key': 'high',
    'gguf.duplicate-tensor': 'high',
    'safetensors.duplicate-key': 'high',
    'shard-index.duplicate-key': 'high',
    'tokenizer.duplicate-key': 'medium',
    'tokenizer-config.duplicate-key': 'medium',
    'tokenizer-config.duplicate-template': 'medium',
  },
  scope: 'anomaly',
};
