import type { Held } from './verdict.ts';

/** What one thing gives, in a sentence: of bounds nobody said what is likelier, and the draws are made evenly between them. */
export function heldText({ says, inputs, number }: Pick<Held, 'says' | 'inputs' | 'number'>): string {
  const even = inputs.filter(({ text }) => text.startsWith('uniform ')).map(({ name }) => name);
  if (even.length === 0 || number === undefined || number.quantiles.length === 1) return says;
  return `${says}; bounds alone are known of ${even.join(', ')}, and draws are even between them`;
}
