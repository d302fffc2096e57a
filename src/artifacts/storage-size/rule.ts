import { printable } from '../../core/printable.ts';
import type { PickleStructure } from '../../formats/pickle/structure.ts';
import type { ZipStructure } from '../../formats/zip/structure.ts';
import type { SurveyedFile } from '../../survey/surveyed.ts';
import type { Draft, Rule } from '../rule.ts';
import { elementBytes } from '../torch-storage.ts';

export const storageSizeRule: Rule = {
  id: 'storage-size',
  title: 'The pickle claims more numbers than its archive holds',
  severity: 'medium',
  explanation:
    'A torch archive keeps the numbers of each tensor in a member of its own, and the pickle says how many there are. Where it says more than the member holds, releases of PyTorch that do not compare the two hand out a tensor that reaches beyond its memory: whatever lies there is read as weights, or written over. torch.save never writes such a file; a cut member is the harmless way to get one.',
  advice: 'Do not load the file. Ask for a new copy, and compare its hash with the published one.',
  references: ['CWE-125', 'CWE-787', 'LLM03:2025'],
  scope: 'file',
  *check(file): Generator<Draft> {
    for (const { at, structure } of file.parts) {
      if (structure?.format !== 'zip') continue;
      const { members, root } = structure as ZipStructure;
      if (root === undefined) continue;
      const sizes = new Map(members.map(({ name, size }) => [name, size]));
      const inside = at.member === undefined ? '' : `${at.member}!/`;
      for (const { key, type, elements, reach } of storagesOf(file, `${inside}${root}/data.pkl`)) {
        if (reach > elements && !/Untyped/.test(type))
          yield {
            severity: 'medium',
            confidence: 'high',
            title: 'A tensor reaches beyond its storage',
            member: `${inside}${root}/data.pkl`,
            message: `A tensor reaches to element ${reach.toLocaleString('en-US')} of storage ${printable(key, 60)}, of which the pickle itself says that it has ${elements.toLocaleString('en-US')}.`,
            key: `reach\0${key}`,
          };
        const held = sizes.get(`${root}/data/${key}`);
        const each = elementBytes(type);
        if (held === undefined || each === undefined || elements * each <= held) continue;
        yield {
          severity: 'medium',
          confidence: 'high',
          member: `${inside}${root}/data/${key}`,
          message: `The pickle says that storage ${printable(key, 60)} has ${elements.toLocaleString('en-US')} elements of ${each} bytes; the archive holds ${held.toLocaleString('en-US')} bytes of it.`,
          key,
        };
      }
    }
  },
};

function storagesOf(file: SurveyedFile, member: string): PickleStructure['storages'] {
  return file.parts.flatMap(({ at, structure }) =>
    structure?.format === 'pickle' && at.member === member ? (structure as PickleStructure).storages : [],
  );
}
