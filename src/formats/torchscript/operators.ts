import { shown } from './names.ts';
import { MOST_EXAMPLES, MOST_NAMES, MOST_TEXT, type Operator } from './structure.ts';

const LONG = /\d{9}/;

interface Use {
  readonly offset: number;
  readonly line: number;
  readonly indirect: boolean;
}

/**
 * `torch.add` is `aten::add`, `ops.prim.data` is `prim::data` and `ops.mine.op` is `mine::op`: what the printer writes
 * (python_print.cpp, printOpName) and the importer resolves (import_source.cpp, BuiltinModule). Undefined for other names.
 */
function operatorName(path: string): { namespace: string; name: string } | undefined {
  const words = path.split('.');
  if (words[0] === 'torch' && words.length >= 2) {
    // `torch.ops.mine.op` is Python's own spelling; `torch.autograd.grad` and the like keep their path.
    if (words[1] === 'ops' && words.length >= 4)
      return { namespace: words[2] ?? '', name: `${words[2]}::${words.slice(3).join('.')}` };
    return { namespace: 'aten', name: `aten::${words.slice(1).join('.')}` };
  }
  if (words[0] === 'ops' && words.length >= 3)
    return { namespace: words[1] ?? '', name: `${words[1]}::${words.slice(2).join('.')}` };
  return undefined;
}

interface Entry {
  readonly namespace: string;
  readonly name: string;
  count: number;
  readonly offset: number;
  readonly line: number;
  indirect: boolean;
  readonly examples: { text: string; offset: number; line: number }[];
  readonly stringArguments: Set<string>;
}

/** Operators in order of first appearance, with a few of their calls. */
export class OperatorTable {
  total = 0;
  private readonly table = new Map<string, Entry>();

  use(path: string, { offset, line, indirect }: Use): void {
    const operator = operatorName(path);
    if (operator === undefined) return;
    const name = operator.name.slice(0, MOST_TEXT);
    const known = this.table.get(name);
    if (known !== undefined) {
      known.count++;
      known.indirect ||= indirect;
      return;
    }
    this.total++;
    if (this.table.size >= MOST_NAMES) return;
    const namespace = operator.namespace.slice(0, MOST_TEXT);
    this.table.set(name, {
      namespace,
      name,
      count: 1,
      offset,
      line,
      indirect,
      examples: [],
      stringArguments: new Set(),
    });
  }

  call(path: string, call: { text: string; offset: number; line: number; strings: readonly string[] }): void {
    const operator = operatorName(path);
    const entry = operator === undefined ? undefined : this.table.get(operator.name.slice(0, MOST_TEXT));
    if (entry === undefined) return;
    const { offset, line } = call;
    const text = shown(call.text);
    const alike = entry.examples.some((example) => example.text === text);
    // Numbers of nine digits and more are what a reader of these calls looks for: they stay when others had to go.
    if (
      !alike &&
      (entry.examples.length < MOST_EXAMPLES || (LONG.test(text) && entry.examples.length < 2 * MOST_EXAMPLES))
    )
      entry.examples.push({ text, offset, line });
    for (const string of call.strings)
      if (entry.stringArguments.size < MOST_EXAMPLES) entry.stringArguments.add(shown(string));
  }

  list(): Operator[] {
    return [...this.table.values()].map((entry) => ({ ...entry, stringArguments: [...entry.stringArguments] }));
  }
}
