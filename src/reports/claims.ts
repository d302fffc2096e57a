import { printable } from '../core/printable.ts';
import type { Measurement } from '../core/measurement.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** Lines of one dossier: a folder of many models has some for each. */
const MOST = 40;

/**
 * What was measured of the claims made for a subject, a line each, and what was left out with its reason. Empty where claims were
 * not examined, or nothing is claimed.
 */
export function claimLines({ examinations, measurements, findings }: Dossier): string[] {
  const examination = examinations.find(({ id }) => id === 'claims');
  if (examination === undefined || examination.status === 'skipped') return [];
  const measured = measurements.filter(({ id }) => id.startsWith('claims.'));
  const counted = Map.groupBy(measured.filter(isCount), ({ conditions }) => conditions?.['config'] ?? '');
  const all = [
    ...[...counted].map(([config, parts]) => countLine(config, parts)),
    ...measured.filter((one) => !isCount(one)).map(line),
  ];
  const lines = all.slice(0, MOST);
  if (all.length > MOST) lines.push(`… and ${all.length - MOST} more: --format json lists all`);
  for (const { rule, message, accepted } of findings)
    if (rule === 'claims/training-compute' && accepted === undefined) lines.push(message);
  if (examination.reason !== undefined)
    lines.push(`Not held against anything: ${printable(examination.reason, 2_000)}.`);
  return lines;
}

const COUNT = 'claims.parameters.';
const isCount = ({ id }: Measurement): boolean => id.startsWith(COUNT) && !id.endsWith('.difference');

/** All that was counted by one config. */
function countLine(config: string, parts: readonly Measurement[]): string {
  const each = parts.map(({ id, value }) => `${id.slice(COUNT.length)} ${numberOf(value)}`);
  return printable(`Parameters by ${config}: ${each.join(', ')}.`, 500);
}

function line({ title, value, unit, conditions = {} }: Measurement): string {
  const { sentence, ...rest } = conditions;
  const under = Object.entries(rest).map(([name, text]) => `${name}: ${text}`);
  const said = sentence === undefined ? '' : ` “${sentence}”`;
  return printable(
    `${title}: ${numberOf(value)} ${unit}${under.length === 0 ? '' : ` (${under.join('; ')})`}.${said}`,
    2_000,
  );
}

function numberOf(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential(2).replace('e+', 'e');
  return Number.isInteger(value) ? value.toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}
