import type { CodeReference } from '../code-reference.ts';

/** References kept of one file (CWE-770). */
const MOST = 1_000;
const IMPORT = /^[ \t]*(?:import[ \t]+([\w.]+)|from[ \t]+([\w.]+)[ \t]+import[ \t]+(\w+))/gm;
/** `scope/module.function.argument = …` */
const BINDING = /^[ \t]*(?:[\w.-]+\/)*([A-Za-z_][\w.]*)\.\w+[ \t]*=/gm;
/** `@scope/module.function`, called where `()` follows. */
const CONFIGURABLE = /@(?:[\w.-]+\/)*([A-Za-z_][\w.]*)/g;

/** What a configuration of gin imports, sets arguments of and calls. https://github.com/google/gin-config */
export function ginReferences(text: string): readonly CodeReference[] {
  const found = new Map<string, CodeReference>();
  const add = (key: string, value: string): void => {
    if (found.size < MOST) found.set(`${key} ${value}`, { kind: 'target', key, value: value.slice(0, 500) });
  };
  const plain = text.replace(/^[ \t]*#.*$/gm, '');
  for (const [, whole, from, name] of plain.matchAll(IMPORT)) add('import', whole ?? `${from ?? ''}.${name ?? ''}`);
  for (const [, of = ''] of plain.matchAll(BINDING)) add('binding', of);
  for (const [, called = ''] of plain.matchAll(CONFIGURABLE)) add('@', called);
  return [...found.values()];
}
