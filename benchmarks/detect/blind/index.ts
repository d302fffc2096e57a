import type { DetectCase } from '../case.ts';
import { archiveCases } from './archives.ts';
import { callCases } from './calls.ts';
import { claimCases } from './claims.ts';
import { cleanCases } from './clean.ts';
import { cleanCodeCases } from './clean-code.ts';
import { cleanPackedCases } from './clean-packed.ts';
import { cleanRepositoryCases } from './clean-repositories.ts';
import { cleanTemplateCases } from './clean-templates.ts';
import { codeCases } from './code.ts';
import { computedCases } from './computed.ts';
import { containerCases } from './containers.ts';
import { driftCases } from './drift.ts';
import { gadgetCases } from './gadgets.ts';
import { hiddenCases } from './hidden.ts';
import { nestedCases } from './nested.ts';
import { referenceCases } from './references.ts';
import { repositoryCases } from './repositories.ts';
import { scriptCases } from './scripts.ts';
import { sequenceCases } from './sequences.ts';
import { structureCases } from './structures.ts';
import { templateCases } from './templates.ts';
import { vocabularyCases } from './vocabulary.ts';

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
  ...containerCases,
  ...structureCases,
  ...templateCases,
  ...driftCases,
  ...codeCases,
  ...referenceCases,
  ...repositoryCases,
  ...vocabularyCases,
  ...cleanCases,
  ...cleanPackedCases,
  ...cleanTemplateCases,
  ...cleanCodeCases,
  ...cleanRepositoryCases,
];
