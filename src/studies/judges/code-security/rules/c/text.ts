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

/** The size that an array is declared with in the function or its parameters, as written. */
export const sizeOf = (name: string, around: string): string | undefined =>
  new RegExp(`\\b(?:char|u?int8_t|unsigned char|wchar_t|\\w+)\\s+${word(name)}\\[(\\w+)\\]`).exec(around)?.[1];
