const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as file sizes are given on model hubs. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  // From kB on the number is rounded, and 999.5 would read as 1000.
  for (; value >= (unit === 0 ? 1000 : 999.5) && unit < UNITS.length - 1; unit++) value /= 1000;
  return unit === 0 ? plural(count, 'byte') : `${value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
