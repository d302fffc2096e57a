import type { DetectCase } from '../case.ts';
import { archiveCases } from './archives.ts';
import { callCases } from './calls.ts';
import { claimCases } from './claims.ts';
import { cleanCases } from './clean.ts';
import { computedCases } from './computed.ts';
import { gadgetCases } from './gadgets.ts';
import { hiddenCases } from './hidden.ts';
import { nestedCases } from './nested.ts';
import { scriptCases } from './scripts.ts';
import { sequenceCases } from './sequences.ts';

export const blindCases: readonly DetectCase[] = [
  ...gadgetCases,
  ...computedCases,
  ...callCases,
  ...sequenceCases,
  ...nestedCases,
  ...archiveCases,
  ...scriptCases,
  ...claimCases,
  ...hiddenCases,
  ...cleanCases,
];
