import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { type GraphStructure, MOST_LOCATIONS, MOST_OPERATORS, rootOf } from './structure.ts';
import { walkMessages } from './walk.ts';

export async function readGraph(source: ByteSource, context: ReadContext): Promise<GraphStructure> {
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
