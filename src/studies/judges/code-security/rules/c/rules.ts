import { access } from './access.ts';
import { bounds } from './bounds.ts';
import { cryptography } from './cryptography.ts';
import { dangling } from './dangling.ts';
import { files } from './files.ts';
import { filling } from './filling.ts';
import { growth } from './growth.ts';
import { injection } from './injection.ts';
import { lengths } from './lengths.ts';
import { limits } from './limits.ts';
import { memory } from './memory.ts';
import { moved } from './moved.ts';
import { settings } from './settings.ts';
import { unchecked } from './unchecked.ts';
import { untold } from './untold.ts';
import { web } from './web.ts';
import type { Rule } from '../rule.ts';

export const c: readonly Rule[] = [
  ...access,
  ...bounds,
  ...cryptography,
  ...dangling,
  ...files,
  ...filling,
  ...growth,
  ...injection,
  ...lengths,
  ...limits,
  ...memory,
  ...moved,
  ...settings,
  ...unchecked,
  ...untold,
  ...web,
];
