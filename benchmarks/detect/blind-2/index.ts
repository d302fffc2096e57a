import type { DetectCase } from '../case.ts';
import { archiveCases } from './archives.ts';
import { claimCases } from './claims.ts';
import { cleanCodeCases } from './clean-code.ts';
import { cleanFileCases } from './clean-files.ts';
import { cleanPackedCases } from './clean-packed.ts';
import { cleanRepositoryCases } from './clean-repositories.ts';
import { cleanTemplateCases } from './clean-templates.ts';
import { cleanTokenizerCases } from './clean-tokenizers.ts';
import { codeCases } from './code.ts';
import { formCases } from './forms.ts';
import { hiddenCases } from './hidden.ts';
import { pickleCases } from './pickles.ts';
import { repositoryCases } from './repositories.ts';
import { scriptCases } from './scripts.ts';
import { sequenceCases } from './sequences.ts';
import { templateCases } from './templates.ts';
import { tokenizerCases } from './tokenizers.ts';

export const secondBlindCases: readonly DetectCase[] = [
  ...pickleCases,
  ...formCases,
  ...sequenceCases,
  ...archiveCases,
  ...claimCases,
  ...hiddenCases,
  ...scriptCases,
  ...templateCases,
  ...codeCases,
  ...repositoryCases,
  ...tokenizerCases,
  ...cleanFileCases,
  ...cleanPackedCases,
  ...cleanCodeCases,
  ...cleanTemplateCases,
  ...cleanRepositoryCases,
  ...cleanTokenizerCases,
];
