import { printable } from '../../src/core/printable.ts';

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

export const count = (value: number): string => NUMBER.format(value);

/** `12,345 (0x3039)`: hex editors count in sixteens. */
export const offset = (value: number): string => `${count(value)} (0x${value.toString(16)})`;

/** Marks piled on one letter would cover the lines around it. */
const PILED = /(\p{M}{4})\p{M}+/gu;

interface UntrustedProps {
  readonly text: string;
  readonly most?: number;
}

/**
 * Text that may come from the examined file: escaped where it could reorder or hide, kept apart from the direction of
 * what stands around it, and cut where it is longer than anybody reads.
 */
export function Untrusted({ text, most = 400 }: UntrustedProps) {
  const lines = text.length > most ? `${text.slice(0, most)}…` : text;
  return (
    <bdi className="untrusted">
      {lines
        .split('\n')
        .map((line) => printable(line, Number.POSITIVE_INFINITY).replace(PILED, '$1…'))
        .join('\n')}
      {text.length > most && (
        <span className="text-muted">
          {' '}
          (the first {count(most)} of {count(text.length)} characters)
        </span>
      )}
    </bdi>
  );
}
