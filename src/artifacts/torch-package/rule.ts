import type { ZipMember, ZipStructure } from '../../formats/zip/structure.ts';
import type { Draft, Rule } from '../rule.ts';

const SHOWN = 8;

export const torchPackageRule: Rule = {
  id: 'torch-package',
  title: 'The archive carries Python source that its loader runs',
  severity: 'high',
  explanation:
    'A torch.package archive holds Python modules beside its pickles. torch.package.PackageImporter executes them to load the objects: whoever made the file chooses what runs. That is how the format is meant, and no weights need it.',
  advice: 'Read the source in the archive before you load it, or ask for the weights as safetensors.',
  references: ['CWE-829', 'CWE-94', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'part',
  formats: ['zip'],
  *check(part): Generator<Draft> {
    const zip = part.structure as ZipStructure | undefined;
    if (zip?.flavour !== 'torch-package') return;
    const modules = zip.members.filter(({ name }) => name.endsWith('.py'));
    yield {
      severity: 'high',
      confidence: 'high',
      message: `This archive is a torch.package with ${modules.length} Python modules, which loading it runs: ${list(modules)}.`,
      key: 'torch-package',
    };
  },
};

function list(modules: readonly ZipMember[]): string {
  const names = modules.slice(0, SHOWN).map(({ name }) => name.slice(0, 120));
  return modules.length > SHOWN
    ? `${names.join(', ')} and ${modules.length - SHOWN} more`
    : names.join(', ') || 'none in sight';
}
