import type { DetectCase } from '../case.ts';
import { archiveCases } from './archives.ts';
import { cleanCodeCases } from './clean-code.ts';
import { cleanPackedCases } from './clean-packed.ts';
import { cleanRepositoryCases } from './clean-repositories.ts';
import { cleanTemplateCases } from './clean-templates.ts';
import { codeCases } from './code.ts';
import { hiddenCases } from './hidden.ts';
import { pickleCases } from './pickles.ts';
import { repositoryCases } from './repositories.ts';
import { scriptCases } from './scripts.ts';
import { sequenceCases } from './sequences.ts';
import { templateCases } from './templates.ts';
import { tokenizerCases } from './tokenizers.ts';

export const thirdBlindCases: readonly DetectCase[] = [
  ...pickleCases,
  ...sequenceCases,
  ...archiveCases,
  ...hiddenCases,
  ...scriptCases,
  ...templateCases,
  ...codeCases,
  ...repositoryCases,
  ...tokenizerCases,
  ...cleanPackedCases,
  ...cleanTemplateCases,
  ...cleanCodeCases,
  ...cleanRepositoryCases,
];
