import { access } from './access.ts';
import { bounds } from './bounds.ts';
import { cryptography } from './cryptography.ts';
import { files } from './files.ts';
import { injection } from './injection.ts';
import { memory } from './memory.ts';
import type { Rule } from '../rule.ts';

export const c: readonly Rule[] = [...access, ...bounds, ...cryptography, ...files, ...injection, ...memory];
