import type { ParsedLanguage } from '../syntax/grammars.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import type { Rule } from './rule.ts';
import { shared } from './shared.ts';

/** The rules of each language that has a grammar. */
export const RULES: Readonly<Record<ParsedLanguage, readonly Rule[]>> = {
  python: [...python, ...shared],
  javascript: [...javascript, ...shared],
  typescript: [...javascript, ...shared],
  java: shared,
  go: shared,
  c: shared,
  php: shared,
};
