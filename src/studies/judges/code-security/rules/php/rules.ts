import { access } from './access.ts';
import { cryptography } from './cryptography.ts';
import { files } from './files.ts';
import { injection } from './injection.ts';
import { web } from './web.ts';
import type { Rule } from '../rule.ts';

export const php: readonly Rule[] = [...access, ...cryptography, ...files, ...injection, ...web];
