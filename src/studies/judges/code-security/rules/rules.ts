import type { ParsedLanguage } from '../syntax/grammars.ts';
import { c } from './c/rules.ts';
import { go } from './go/rules.ts';
import { java } from './java/rules.ts';
import { javascript } from './javascript/rules.ts';
import { php } from './php/rules.ts';
import { python } from './python/rules.ts';
import type { Rule } from './rule.ts';
import { shared } from './shared.ts';

/** The rules of each language that has a grammar. */
export const RULES: Readonly<Record<ParsedLanguage, readonly Rule[]>> = {
  python: [...python, ...shared],
  javascript: [...javascript, ...shared],
  typescript: [...javascript, ...shared],
  java: [...java, ...shared],
  go: [...go, ...shared],
  c: [...c, ...shared],
  php: [...php, ...shared],
};
