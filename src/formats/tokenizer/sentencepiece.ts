import { Buffer } from 'node:buffer';
import { InputError } from '../../core/errors.ts';
import type { Notes } from '../notes.ts';
import { ownReplacements } from './charsmap.ts';
import { orderOf } from './order.ts';
import { NO_MERGES, NO_ORDER, NO_TALLY, type Step, TOKEN_TEXT, type TokenizerStructure } from './structure.ts';
import { VocabularyBuilder } from './vocabulary.ts';

/**
 * A SentencePiece model: a protobuf message with its pieces (1), its normalizer (3) and what undoes it (5). The wire
 * format is read by hand: lengths are checked against the bytes there are, unknown fields are passed over.
 * https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
 */
export function readSentencePiece(bytes: Uint8Array, most: number, notes: Notes): TokenizerStructure {
  const table = new VocabularyBuilder(most);
  const names: string[] = [];
  const scores: (number | undefined)[] = [];
  const steps: Step[] = [];
  for (const { field, value } of fields(bytes)) {
    if (field === 1 && value instanceof Uint8Array) {
      const { text, score, type } = pieceOf(value);
      table.add(text, names.length);
      if (table.full) break;
      // Control, unknown, user-defined and byte pieces have no score of their own.
      scores.push(type === NORMAL ? -score : undefined);
      names.push(text);
    } else if ((field === 3 || field === 5) && value instanceof Uint8Array) {
      steps.push(...normalizer(value, field === 3 ? 'normalizer' : 'decoder'));
    }
  }
  if (table.full) notes.note('tokenizer.limit', () => `more than ${most} pieces`, { stops: true });
  const { vocabulary, sharedIds, holes } = table.build();
  return {
    format: 'tokenizer',
    flavour: 'vocabulary',
    model: names.length > 0 ? 'Unigram' : 'other',
    vocabulary,
    sharedIds,
    repeated: NO_TALLY,
    holes,
    merges: NO_MERGES,
    order: names.length > 0 ? orderOf(scores, (i) => names[i] ?? '') : NO_ORDER,
    added: [],
    steps,
  };
}

const NORMAL = 1;

function pieceOf(message: Uint8Array): { text: string; score: number; type: number } {
  let text = '';
  let score = 0;
  let type = NORMAL;
  for (const { field, value } of fields(message)) {
    if (field === 1 && value instanceof Uint8Array) text = textOf(value.subarray(0, TOKEN_TEXT));
    else if (field === 2 && value instanceof Uint8Array && value.length === 4) score = Buffer.from(value).readFloatLE();
    else if (field === 3 && typeof value === 'number') type = value;
  }
  return { text, score, type };
}

/** `NormalizerSpec`: its compiled map (2) is what readers use. */
function normalizer(message: Uint8Array, stage: Step['stage']): Step[] {
  for (const { field, value } of fields(message)) {
    if (field !== 2 || !(value instanceof Uint8Array) || value.length === 0) continue;
    const own = ownReplacements(value);
    return [{ stage, type: 'Precompiled', ...(own === undefined ? {} : { own }) }];
  }
  return [];
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** Fields of a message in order: numbers of varints, bytes of everything else. @throws InputError */
function* fields(bytes: Uint8Array): Generator<{ field: number; value: number | Uint8Array }> {
  let at = 0;
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wire = tag % 8;
    if (field === 0) throw new InputError('malformed', 'a field has the number 0', { offset: at });
    if (wire === 0) yield { field, value: varint() };
    else if (wire === 1 || wire === 5) yield { field, value: take(wire === 1 ? 8 : 4) };
    else if (wire === 2) yield { field, value: take(varint()) };
    else throw new InputError('malformed', `a field has the wire type ${wire}`, { offset: at });
  }

  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      const byte = bytes[at++];
      if (byte === undefined) throw new InputError('truncated', 'the bytes end inside a number', { offset: at });
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return value;
    }
    throw new InputError('malformed', 'a number has more than ten bytes', { offset: at });
  }

  function take(length: number): Uint8Array {
    if (length > bytes.length - at) throw new InputError('truncated', 'the bytes end inside a field', { offset: at });
    at += length;
    return bytes.subarray(at - length, at);
  }
}
