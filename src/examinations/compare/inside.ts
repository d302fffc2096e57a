import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { FileChange, InsideChanges, TextChange, ValueChanges } from '../../dossier/comparison.ts';
import type { DossierFile } from '../../dossier/dossier.ts';
import type { GgufStructure } from '../../formats/gguf/structure.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { ZipStructure } from '../../formats/zip/structure.ts';
import { surveyParts } from '../../survey/parts.ts';
import type { Request } from '../examine.ts';
import { entriesOf, membersOf } from './entries.ts';
import type { Side } from './side.ts';
import { compareTensors, type Weights } from './tensors.ts';
import { textChange, textOf } from './texts.ts';
import { compareEntries, compareJson, type Compared } from './values.ts';

type Opened = Required<Side>;

interface Found {
  readonly inside?: InsideChanges;
  readonly notCompared: readonly string[];
  readonly incomplete: boolean;
}

/** What changed inside the files that changed. */
export async function compareInside(
  a: Side,
  b: Side,
  changes: readonly FileChange[],
  { limits, signal }: Pick<Request, 'limits' | 'signal'>,
): Promise<Found> {
  if (!isOpen(a) || !isOpen(b)) {
    const text = 'A dossier holds no contents: tensors, configuration values, templates and code were not compared.';
    return { notCompared: [text], incomplete: false };
  }
  const values: ValueChanges[] = [];
  const texts: TextChange[] = [];
  const notCompared: string[] = [];
  let incomplete = false;
  const fail = (path: string, reason: string): void => {
    incomplete = true;
    notCompared.push(`${printable(path, 300)}: ${reason}.`);
  };
  const weights: { a: Weights[]; b: Weights[] } = { a: [], b: [] };
  const read = async (side: Opened, file: DossierFile): Promise<Read> => readFile(side, file, limits, signal);
  for (const change of changes) {
    signal?.throwIfAborted();
    try {
      const before = 'a' in change && isWorth(change, change.a) ? await read(a, change.a) : undefined;
      const after = 'b' in change && isWorth(change, change.b) ? await read(b, change.b) : undefined;
      if (before?.weights !== undefined) weights.a.push(before.weights);
      if (after?.weights !== undefined) weights.b.push(after.weights);
      if (before === undefined || after === undefined) continue;
      const compared = comparePair(change.path, before, after);
      values.push(...compared.values);
      texts.push(...compared.texts);
      if (compared.values.length + compared.texts.length === 0 && before.weights === undefined)
        notCompared.push(
          `${printable(change.path, 300)}: the content differs; nothing more is said of ${kindOf(change)}.`,
        );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fail(change.path, error.message);
    }
  }
  const skip = (path: string, reason: string): void => {
    notCompared.push(`${printable(path, 300)}: ${reason}.`);
  };
  const tensors = await compareTensors(weights, { a: a.open, b: b.open }, { fail, skip }, signal);
  return { inside: { tensors, values, texts }, notCompared, incomplete };
}

/** A file that only one side has is opened where its tensors may be in other files of the other side. */
function isWorth({ change }: FileChange, { format }: DossierFile): boolean {
  return (
    change === 'changed' ||
    change === 'unknown' ||
    (change !== 'renamed' && (format === 'safetensors' || format === 'gguf'))
  );
}

const isOpen = (side: Side): side is Opened => side.open !== undefined;
const kindOf = (change: FileChange): string =>
  'b' in change && change.b.format !== 'unknown' ? `a file of format ${change.b.format}` : 'a file of its kind';

interface Read {
  readonly text?: string;
  readonly weights?: Weights;
  readonly metadata?: ReadonlyMap<string, string>;
  readonly members?: ReadonlyMap<string, string>;
}

async function readFile(
  side: Opened,
  { path, format }: DossierFile,
  limits: Request['limits'],
  signal: AbortSignal | undefined,
): Promise<Read> {
  const file = await side.open(path);
  try {
    const most = path.endsWith('.json') ? limits['json.bytes'] : limits['compare.text'];
    const text = await textOf(file, most, signal);
    if (text !== undefined) return { text };
    if (format === 'unknown') return {};
    const { parts } = await surveyParts(file, { path }, limits, signal);
    const structure = parts.find(({ at }) => at.member === undefined)?.structure;
    if (structure?.format === 'safetensors' || structure?.format === 'gguf') {
      const known = structure as SafetensorsStructure | GgufStructure;
      return { weights: { path, table: known.tensors }, metadata: entriesOf(known) };
    }
    return structure?.format === 'zip' ? { members: membersOf(structure as ZipStructure) } : {};
  } finally {
    file.close();
  }
}

function comparePair(path: string, a: Read, b: Read): Compared {
  if (a.text !== undefined && b.text !== undefined) {
    const values = path.endsWith('.json') ? compareJson(path, a.text, b.text) : undefined;
    return values ?? { values: [], texts: textChange({ path }, a.text, b.text) };
  }
  if (a.metadata !== undefined && b.metadata !== undefined)
    return compareEntries(path, 'metadata', a.metadata, b.metadata);
  if (a.members !== undefined && b.members !== undefined) return compareEntries(path, 'members', a.members, b.members);
  return { values: [], texts: [] };
}
