import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { JsonText } from '../json-text.ts';
import { Notes } from '../notes.ts';
import { readGgufVocabulary } from './gguf-vocabulary.ts';
import { readSentencePiece } from './sentencepiece.ts';
import { GGUF_VOCABULARY, NO_MERGES, NO_ORDER, TOKEN_TEXT, type TokenizerStructure } from './structure.ts';
import { TokenizerJson } from './tokenizer-json.ts';
import { isTokenId, VocabularyBuilder } from './vocabulary.ts';

/** Reads a tokenizer or a table of tokens, by the name. */
export async function readTokenizer(source: ByteSource, context: ReadContext): Promise<TokenizerStructure> {
  const notes = new Notes(context);
  const name = context.name.toLowerCase();
  const most = context.limits['tokenizer.tokens'];
  let structure: TokenizerStructure;
  if (name === GGUF_VOCABULARY) {
    structure = readGgufVocabulary(await source.read(0, source.size, context.signal), most, notes);
  } else if (/\.(?:model|spm)$/.test(name)) {
    structure = await pieces(source, context, notes, most);
  } else if (name.endsWith('tokenizer.json')) {
    const tokenizer = new TokenizerJson(notes, most);
    await document((json) => tokenizer.read(json));
    structure = tokenizer.structure();
  } else {
    const table = new VocabularyBuilder(most);
    if (name.endsWith('.json')) await document((json) => readTable(json, table));
    else await readLines(source, context, notes, table);
    if (table.full) notes.note('tokenizer.limit', () => `more than ${most} tokens`, { stops: true });
    structure = tableOnly(table);
  }
  notes.finish();
  return structure;

  function document(read: (json: JsonText) => void): Promise<void> {
    const whole = (bytes: Uint8Array): number => {
      const json = new JsonText(bytes);
      read(json);
      return json.at;
    };
    return withJsonDocument('tokenizer', source, context, notes, whole, 'tokenizer.bytes');
  }
}

/** `{token: number}`; anything else under such a name belongs to another library and is passed over. */
function readTable(json: JsonText, table: VocabularyBuilder): void {
  if (json.kind() !== 'object') return json.skip();
  json.object((token) => {
    if (json.kind() !== 'number') return json.skip();
    const id = json.number();
    if (isTokenId(id)) table.add(token, id);
  }, TOKEN_TEXT);
}

async function pieces(source: ByteSource, context: ReadContext, notes: Notes, most: number) {
  const limit = context.limits['tokenizer.bytes'];
  if (source.size > limit) {
    notes.note('tokenizer.limit', () => `the file has ${source.size} bytes, more than ${limit}`, { stops: true });
    return tableOnly(new VocabularyBuilder(most));
  }
  return readSentencePiece(await source.read(0, source.size, context.signal), most, notes);
}

/** One token on a line: its place is its number, as BERT's tokenizer reads `vocab.txt`. */
async function readLines(source: ByteSource, context: ReadContext, notes: Notes, table: VocabularyBuilder) {
  const most = context.limits['tokenizer.bytes'];
  if (source.size > most) {
    notes.note('tokenizer.limit', () => `the file has ${source.size} bytes, more than ${most}`, { stops: true });
    return;
  }
  const bytes = await source.read(0, source.size, context.signal);
  if (!isUtf8(bytes)) return notes.note('tokenizer.utf8', () => 'the file is not valid UTF-8');
  const lines = new TextDecoder().decode(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  lines.forEach((line, id) => table.add(line.replace(/\r$/, '').slice(0, TOKEN_TEXT), id));
}

function tableOnly(table: VocabularyBuilder): TokenizerStructure {
  const { vocabulary, sharedIds, holes } = table.build();
  return {
    format: 'tokenizer',
    flavour: 'vocabulary',
    model: 'other',
    vocabulary,
    sharedIds,
    repeated: table.repeated(),
    holes,
    merges: NO_MERGES,
    order: NO_ORDER,
    added: [],
    steps: [],
  };
}
