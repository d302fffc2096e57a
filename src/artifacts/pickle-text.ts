import type { Evidence } from '../core/finding.ts';
import type { CallableUse, Use } from '../formats/pickle/structure.ts';

/** References that hold for every way a pickle can act when loaded. */
export const PICKLE_REFERENCES = ['CWE-502', 'AML.T0011.000', 'LLM03:2025'] as const;

const ORDER: readonly Use[] = [
  'call',
  'new',
  'build-on',
  'items-on',
  'append-on',
  'build',
  'items',
  'append',
  'reference',
  'import',
];

/** Where the most telling use of a callable is. */
export function offsetOf(callable: CallableUse): number {
  const [first] = ORDER.flatMap((use) => callable.uses.filter((seen) => seen.use === use));
  return first?.offset ?? 0;
}

export function isCalled(callable: CallableUse): boolean {
  return callable.uses.some(({ use }) => use === 'call' || use === 'new');
}

/** Its calls as text, with the opcodes that make them. */
export function evidenceOf(callable: CallableUse): Evidence[] {
  const calls = callable.examples.map(({ text, offset }) => ({ label: `call at byte ${offset}`, text }));
  return [...calls, { label: 'opcodes', text: callable.opcodes.join(', ') }];
}

/** Name, with the first call's text: a baseline that accepts one call does not accept another. */
export function keyOf(callable: CallableUse): string {
  return `${callable.name}\0${callable.examples[0]?.text ?? ''}`;
}

/** "calls os.system('id')", "imports os.system". */
export function deed(callable: CallableUse): string {
  const first = callable.examples[0];
  if (first !== undefined) return `calls ${first.text} (byte ${first.offset})`;
  const kept = callable.uses.some(({ use }) => use === 'reference');
  return `imports ${callable.name}${kept ? ' and keeps it as a value' : ''} (byte ${offsetOf(callable)})`;
}
