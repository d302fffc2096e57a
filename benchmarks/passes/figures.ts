/** `figures.json`: what was measured of passes, and of which passes studies are made. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('./figures.json', import.meta.url);

const count = z.number().int().nonnegative();
const seconds = z.number().positive();

const mix = z.strictObject({
  /** What was examined, with default options. */
  of: z.array(z.string()),
  conversations: count,
  answers: count,
  weighed: count,
});
export type Mix = z.infer<typeof mix>;

const row = z.strictObject({
  size: z.enum(['1B', '8B', '70B']),
  /** Layers that were there when it was measured; what the seconds say of. */
  layers: z.number().int().positive(),
  on: z.enum(['CPU', 'H100', 'H200']),
  machine: z.string(),
  /** What computed, and how many sequences at a time. */
  by: z.string(),
  date: z.iso.date(),
  answer: seconds,
  weighed: seconds,
  next: seconds.optional(),
  note: z.string().optional(),
});
export type Row = z.infer<typeof row>;

const figures = z.strictObject({ mix, measured: z.array(row) });
export type Figures = z.infer<typeof figures>;

export const readFigures = (): Figures => figures.parse(JSON.parse(readFileSync(FILE, 'utf8')));

export function writeFigures(all: Figures): void {
  writeFileSync(FILE, `${JSON.stringify(figures.parse(all), null, 2)}\n`);
}

/** In place of what was measured of as much of the same model on the same machine before. */
export function withRows(all: Figures, rows: readonly Row[]): Figures {
  const id = ({ size, layers, on }: Row): string => `${size} ${layers} ${on}`;
  const renewed = new Set(rows.map(id));
  return { ...all, measured: [...all.measured.filter((one) => !renewed.has(id(one))), ...rows] };
}
