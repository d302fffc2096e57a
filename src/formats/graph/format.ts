import type { ByteSource } from '../../sources/byte-source.ts';
import type { Format, ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { type GraphStructure, MOST_LOCATIONS, MOST_OPERATORS } from './structure.ts';
import { walkMessages } from './walk.ts';

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
  read,
};

/** Tags of the first fields: a version, or the first message or text. */
const BEGINS: ReadonlySet<number> = new Set([0x08, 0x0a, 0x12]);

function rootOf(name: string): 'model' | 'saved' | 'graphdef' | undefined {
  if (/\.onnx$/i.test(name)) return 'model';
  if (/^saved_model\.pb$/i.test(name)) return 'saved';
  return /\.pb$/i.test(name) ? 'graphdef' : undefined;
}

async function read(source: ByteSource, context: ReadContext): Promise<GraphStructure> {
  const notes = new Notes(context);
  const root = rootOf(context.name) ?? 'graphdef';
  const operators = new Map<string, number>();
  const locations = new Set<string>();
  let nodes = 0;
  const node = (texts: ReadonlyMap<string, string>): void => {
    nodes++;
    const [operator, domain] = [texts.get('operator') ?? '', texts.get('domain') ?? ''];
    const name = domain === '' || domain === 'ai.onnx' ? operator : `${domain}::${operator}`;
    if (operators.has(name) || operators.size < MOST_OPERATORS) operators.set(name, (operators.get(name) ?? 0) + 1);
  };
  try {
    await walkMessages(source, root, context.signal, (kind, texts) => {
      if (kind === 'node' || kind === 'nodedef') node(texts);
      else if (texts.get('key') === 'location' && locations.size < MOST_LOCATIONS)
        locations.add(texts.get('value') ?? '');
    });
  } catch (error) {
    notes.caught('graph', error);
  }
  notes.finish();
  return {
    format: 'graph',
    flavour: root === 'model' ? 'onnx' : 'tensorflow',
    nodes,
    operators: [...operators].map(([name, count]) => ({ name, count })),
    locations: [...locations],
  };
}
