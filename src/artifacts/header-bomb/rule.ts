import type { Rule } from '../rule.ts';

export const headerBombRule: Rule = {
  id: 'header-bomb',
  title: 'The header claims more than the file can hold',
  severity: 'high',
  explanation:
    'A count or a length in the header is far beyond what the file has bytes for, or beyond a limit. A loader that allocates by the claim runs out of memory or overflows a size; such counts were the cause of published heap overflows in GGUF loaders.',
  advice: 'Do not load the file: it is broken, or made to break a loader.',
  references: ['CWE-770', 'CWE-190', 'LLM10:2025'],
  anomalies: {
    'adapter-config.limit': 'medium',
    'config-code.expansion': 'medium',
    'ggml.limit': 'medium',
    'gguf.count': 'high',
    'gguf.dimension-count': 'medium',
    'gguf.limit': 'medium',
    'gguf.nested-array': 'medium',
    'gguf.string-length': 'medium',
    'gguf.templates': 'medium',
    'gguf.text': 'medium',
    'model-config.limit': 'medium',
    'notebook.limit': 'medium',
    'safetensors.header-length': 'high',
    'safetensors.limit': 'medium',
    'safetensors.metadata-limit': 'low',
    'shard-index.limit': 'medium',
    'tokenizer.limit': 'medium',
  },
  scope: 'anomaly',
};
