import { cSystem } from './c-system.ts';
import { javascriptWeb } from './javascript-web.ts';
import { pythonWeb } from './python-web.ts';
import type { ParsedLanguage } from '../syntax/grammars.ts';
import { c } from './c.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import type { Rule } from './rule.ts';
import { shared } from './shared.ts';

/** The rules of each language that has a grammar. */
export const RULES: Readonly<Record<ParsedLanguage, readonly Rule[]>> = {
  python: [...python, ...pythonWeb, ...shared],
  javascript: [...javascript, ...javascriptWeb, ...shared],
  typescript: [...javascript, ...javascriptWeb, ...shared],
  java: [...java, ...shared],
  go: [...go, ...shared],
  c: [...c, ...cSystem, ...shared],
  php: [...php, ...shared],
};
