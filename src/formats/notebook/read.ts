import { Buffer } from 'node:buffer';
import { type ByteSource, memorySource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { pythonOf } from './cells.ts';
import { type NotebookStructure, TEXT, VALUES } from './structure.ts';

export async function readNotebook(source: ByteSource, context: ReadContext): Promise<NotebookStructure> {
  const notes = new Notes(context);
  let structure: NotebookStructure = { format: 'notebook', cells: 0, codeCells: 0 };
  await withJsonDocument('notebook', source, context, notes, (bytes) => {
    let end = 0;
    const root = readJson(bytes, { values: VALUES, text: TEXT }, { duplicate() {}, end: (at) => (end = at) });
    const cells = cellsOf(root);
    const code = cells
      .filter((cell) => cell.get('cell_type') === 'code')
      .map((cell) => sourceOf(cell.get('source') ?? cell.get('input')));
    const language = languageOf(root);
    structure = {
      format: 'notebook',
      cells: cells.length,
      codeCells: code.length,
      ...(language === undefined ? {} : { language }),
    };
    if (code.length > 0 && (language === undefined || /^i?python/i.test(language))) {
      const text = code.map(pythonOf).join('\n');
      const inner = memorySource(`${source.id}#cells.py`, Buffer.from(text));
      context.part({ role: 'member', name: 'cells.py', source: inner, offset: 0 });
    }
    return end;
  });
  notes.finish();
  return structure;
}

const isObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map;

/** Cells of version 4; those of version 3 lie in worksheets. */
function cellsOf(root: JsonValue): readonly JsonObject[] {
  if (!isObject(root)) return [];
  const worksheets = root.get('worksheets');
  const sheets = Array.isArray(worksheets) ? (worksheets as readonly JsonValue[]).filter(isObject) : [];
  return [root, ...sheets].flatMap((sheet) => {
    const cells = sheet.get('cells');
    return Array.isArray(cells) ? (cells as readonly JsonValue[]).filter(isObject) : [];
  });
}

function sourceOf(source: JsonValue | undefined): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function languageOf(root: JsonValue): string | undefined {
  const metadata = isObject(root) ? root.get('metadata') : undefined;
  if (!isObject(metadata)) return undefined;
  const [info, kernel] = [metadata.get('language_info'), metadata.get('kernelspec')];
  const name =
    (isObject(info) ? info.get('name') : undefined) ?? (isObject(kernel) ? kernel.get('language') : undefined);
  return typeof name === 'string' ? name.slice(0, 100) : undefined;
}
