import { word } from '../word.ts';

/** A variable is compared with a bound somewhere in the function. */
export const bounded = (name: string, around: string): boolean =>
  new RegExp(`\\b${word(name)}\\s*(?:>=?|<=?)\\s*[^=]|(?:>=?|<=?)\\s*(?:\\(\\w+\\)\\s*)?${word(name)}\\b`).test(around);

/** An argument without its cast. */
export const outer = (one: string): string => one.replace(/^\(\s*[\w ]+\s*\*?\s*\)\s*/, '').trim();

/** Which argument is the format. */
export const formatAt: Readonly<Record<string, number>> = {
  printf: 0,
  vprintf: 0,
  fprintf: 1,
  dprintf: 1,
  vfprintf: 1,
  sprintf: 1,
  vsprintf: 1,
  snprintf: 2,
  vsnprintf: 2,
  syslog: 1,
  wprintf: 0,
  warn: 0,
  warnx: 0,
  err: 1,
  errx: 1,
  asprintf: 1,
};
