import { printable } from '../../src/core/printable.ts';

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

export const count = (value: number): string => NUMBER.format(value);

export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as file sizes are given on model hubs. */
export function bytes(value: number): string {
  let size = value;
  let unit: string = 'bytes';
  for (const next of UNITS) {
    if (size < 999.5) break;
    size /= 1000;
    unit = next;
  }
  if (unit === 'bytes') return plural(value, 'byte');
  return `${size < 9.95 ? size.toFixed(1) : size.toFixed(0)} ${unit}`;
}

/** `12,345 (0x3039)`: hex editors count in sixteens. */
export const offset = (value: number): string => `${count(value)} (0x${value.toString(16)})`;

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
        .map((line) => printable(line, Number.POSITIVE_INFINITY))
        .join('\n')}
      {text.length > most && <span className="text-muted"> (cut: {count(text.length)} characters)</span>}
    </bdi>
  );
}
