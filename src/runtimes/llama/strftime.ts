const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
// biome-ignore format: one list
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Python's `strftime` in UTC and the C locale, as far as chat templates use it; an unknown directive stays as it is. */
export function strftime(date: Date, format: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = DAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const hour = date.getUTCHours();
  const directives: Readonly<Record<string, string>> = {
    a: day.slice(0, 3),
    A: day,
    b: month.slice(0, 3),
    B: month,
    d: two(date.getUTCDate()),
    e: String(date.getUTCDate()).padStart(2, ' '),
    F: date.toISOString().slice(0, 10),
    H: two(hour),
    I: two(hour % 12 || 12),
    j: String(dayOfYear(date)).padStart(3, '0'),
    m: two(date.getUTCMonth() + 1),
    M: two(date.getUTCMinutes()),
    p: hour < 12 ? 'AM' : 'PM',
    S: two(date.getUTCSeconds()),
    T: date.toISOString().slice(11, 19),
    y: two(date.getUTCFullYear() % 100),
    Y: String(date.getUTCFullYear()),
    Z: 'UTC',
    '%': '%',
  };
  // `%-d` is glibc's form without leading zeros.
  return format.replace(/%(-?)([A-Za-z%])/g, (written, bare: string, letter: string) => {
    const value = directives[letter];
    if (value === undefined) return written;
    return bare === '-' ? value.replace(/^[0 ]+(?=.)/, '') : value;
  });
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}
