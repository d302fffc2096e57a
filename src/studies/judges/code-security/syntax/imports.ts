import type { Node } from 'web-tree-sitter';
import type { Expression } from './expression.ts';

/** Which names an import binds, and to what. An alias is resolved before a rule looks at a name. */
export function lowerImport(node: Node, at: { text: string; line: number }): Expression | undefined {
  const names = new Map<string, string>();
  switch (node.type) {
    case 'import_statement':
    case 'import_from_statement':
      if (/^\s*from\b|^\s*import\s+[\w.]+(\s+as\s+\w+)?(\s*,|\s*$)/.test(node.text) && !/['"]/.test(node.text))
        python(node.text, names);
      else javascript(node.text, names);
      break;
    case 'import_spec': {
      const found = /^(\w+|\.|_)?\s*"([^"]+)"/.exec(node.text);
      const path = found?.[2] ?? '';
      const last =
        path
          .replace(/\/v\d+$/, '')
          .split('/')
          .at(-1) ?? path;
      // The short name is what rules know; two packages of one name are told apart by their path.
      names.set(found?.[1] ?? last, path === 'math/rand' || path === 'math/rand/v2' ? 'mathrand' : last);
      break;
    }
    default:
      return undefined;
  }
  return { ...at, kind: 'import', names };
}

function python(text: string, names: Map<string, string>): void {
  const from = /^\s*from\s+([\w.]+)\s+import\s+\(?([\s\S]*?)\)?\s*$/.exec(text);
  const list = from?.[2] ?? text.replace(/^\s*import\s+/, '');
  for (const one of list.split(',')) {
    const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?/.exec(one) ?? [];
    if (name === '') continue;
    const whole = from === null ? name : `${from[1] ?? ''}.${name}`;
    if (from !== null || alias !== undefined) names.set(alias ?? name, whole);
  }
}

function javascript(text: string, names: Map<string, string>): void {
  const [, list = '', from = ''] =
    /^import\s+(?:type\s+)?([\s\S]*?)\s+from\s+['"](?:node:)?([^'"]+)['"]/.exec(text) ?? [];
  const whole = /(?:^|\*\s+as\s+)([\w$]+)\s*(?:,|$)/.exec(list)?.[1];
  if (whole !== undefined) names.set(whole, from);
  for (const one of (/\{([\s\S]*)\}/.exec(list)?.[1] ?? '').split(',')) {
    const [, name = '', alias] = /^\s*([\w$]+)(?:\s+as\s+([\w$]+))?/.exec(one) ?? [];
    if (name !== '') names.set(alias ?? name, `${from}.${name}`);
  }
}
