import type { DetectCase } from '../case.ts';
import { aliasCases } from './alias.ts';
import { archiveStructureCases } from './archive-structure.ts';
import { brokenStreamCases } from './broken-stream.ts';
import { callFormCases } from './call-form.ts';
import { computedNameCases } from './computed-name.ts';
import { configReferenceCases, harmlessConfigCases } from './config-reference.ts';
import { containerCases } from './container.ts';
import { elsewhereCases } from './elsewhere.ts';
import { framingCases } from './framing.ts';
import { gadgetCases } from './gadget.ts';
import { harmlessContainerCases } from './harmless-container.ts';
import { harmlessOtherCases } from './harmless-other.ts';
import { harmlessPickleCases } from './harmless-pickle.ts';
import { harmlessRepositoryCases } from './harmless-repository.ts';
import { harmlessTokenizerCases } from './harmless-tokenizer.ts';
import { harmlessTemplateCases } from './harmless-template.ts';
import { hiddenDataCases } from './hidden-data.ts';
import { hiddenFileCases } from './hidden-file.ts';
import { hubClaimCases } from './hub-claims.ts';
import { legacyTorchCases } from './legacy-torch.ts';
import { lyingExtensionCases } from './lying-extension.ts';
import { memoStackCases } from './memo-stack.ts';
import { multiStreamCases } from './multi-stream.ts';
import { nestedCases } from './nested.ts';
import { poisoningCases } from './poisoning.ts';
import { repositoryCases } from './repository.ts';
import { harmlessPythonCases, pythonCodeCases } from './python-code.ts';
import { resourceCases } from './resource.ts';
import { templateCodeCases } from './template-code.ts';
import { templateDriftCases } from './template-drift.ts';
import { templateTextCases } from './template-text.ts';
import { tensorStructureCases } from './tensor-structure.ts';
import { tokenizerCases } from './tokenizer.ts';
import { torchscriptCases } from './torchscript.ts';
import { unforeseenCases } from './unforeseen.ts';
import { unlistedGadgetCases } from './unlisted-gadget.ts';
import { workspaceCases } from './workspace.ts';
import { zipHeaderCases } from './zip-headers.ts';
import { zipLayoutCases } from './zip-layout.ts';

/** Cases by authors who know the rules: every class of trick, and the harmless files that look like one. */
export const sightedCases: readonly DetectCase[] = [
  ...elsewhereCases,
  ...hiddenFileCases,
  ...unforeseenCases,
  ...workspaceCases,
  ...gadgetCases,
  ...unlistedGadgetCases,
  ...aliasCases,
  ...computedNameCases,
  ...memoStackCases,
  ...callFormCases,
  ...poisoningCases,
  ...brokenStreamCases,
  ...multiStreamCases,
  ...framingCases,
  ...nestedCases,
  ...zipHeaderCases,
  ...zipLayoutCases,
  ...lyingExtensionCases,
  ...legacyTorchCases,
  ...torchscriptCases,
  ...resourceCases,
  ...tensorStructureCases,
  ...hiddenDataCases,
  ...containerCases,
  ...archiveStructureCases,
  ...harmlessContainerCases,
  ...templateCodeCases,
  ...templateTextCases,
  ...templateDriftCases,
  ...repositoryCases,
  ...tokenizerCases,
  ...hubClaimCases,
  ...configReferenceCases,
  ...harmlessConfigCases,
  ...pythonCodeCases,
  ...harmlessPythonCases,
  ...harmlessPickleCases,
  ...harmlessOtherCases,
  ...harmlessRepositoryCases,
  ...harmlessTokenizerCases,
  ...harmlessTemplateCases,
];
