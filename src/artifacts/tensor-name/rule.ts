import type { Rule } from '../rule.ts';

export const tensorNameRule: Rule = {
  id: 'tensor-name',
  title: 'A tensor or shard has a dangerous name',
  severity: 'high',
  explanation:
    'The name holds control characters, is a path that leaves its folder, or is a URL. Tools that turn names into file names, or print them on a terminal, can be made to write elsewhere or to show something else. Diffusion models in GGUF have long names for honest reasons, hence the low severity there; of more than 255 bytes there are none, and readers have copied such into buffers of 64.',
  advice: 'Do not unpack or convert the file with tools that write one file for each tensor or shard.',
  references: ['CWE-22', 'CWE-150', 'LLM03:2025'],
  anomalies: {
    'ggml.tensor-name': 'medium',
    'gguf.long-name': 'medium',
    'gguf.tensor-name': 'low',
    'safetensors.tensor-name': 'medium',
    'shard-index.shard-name': 'high',
  },
  scope: 'anomaly',
};
