import type { Format } from '../format.ts';
import { type GraphStructure, rootOf } from './structure.ts';

/**
 * ONNX models and graphs of TensorFlow, both messages of protocol buffers without a magic number: known by name, as their
 * loaders know them. https://onnx.ai/onnx/repo-docs/IR.html · https://www.tensorflow.org/guide/saved_model
 */
export const graphFormat: Format<GraphStructure> = {
  id: 'graph',
  version: 1,
  title: 'ONNX model or TensorFlow graph',
  extensions: ['.onnx', '.pb'],
  identify: ({ name, head }) => (rootOf(name) !== undefined && BEGINS.has(head[0] ?? 0) ? 'structure' : undefined),
  read: async (source, context) => (await import('./read.ts')).readGraph(source, context),
};

/** Tags of the first fields: a version, or the first message or text. */
const BEGINS: ReadonlySet<number> = new Set([0x08, 0x0a, 0x12]);
