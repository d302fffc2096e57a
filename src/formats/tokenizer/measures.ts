import type { JsonValue } from '../json-value.ts';
import { asText, type Measures, type TokenizerModel } from './structure.ts';

/** What a tokenizer.json does to texts by their length and to unknown words; undefined where it says nothing of it. */
export function measuresOf(
  settings: ReadonlyMap<string, JsonValue>,
  model: TokenizerModel,
  call: (id: number) => string | undefined,
): Measures | undefined {
  const truncation = numberIn(settings.get('truncation'), 'max_length');
  const padding = paddingOf(settings.get('padding'), call);
  const piece = settings.get('unk_id');
  const unknown = asText(settings.get('unk_token')) ?? (typeof piece === 'number' ? call(piece) : undefined);
  const longest = settings.get('max_input_chars_per_word');
  const measures: Measures = {
    ...(truncation === undefined ? {} : { truncation }),
    ...(padding === undefined ? {} : { padding }),
    ...(unknown === undefined ? {} : { unknown }),
    ...(model === 'WordPiece' && typeof longest === 'number' ? { longestWord: longest } : {}),
  };
  return Object.keys(measures).length === 0 ? undefined : measures;
}

function paddingOf(value: JsonValue | undefined, call: (id: number) => string | undefined): Measures['padding'] {
  if (!(value instanceof Map)) return undefined;
  const text = asText(value.get('pad_token'));
  const id = numberIn(value, 'pad_id');
  const called = id === undefined ? undefined : call(id);
  if (text === undefined && called === undefined) return undefined;
  return { text: text ?? called ?? '', ...(called === undefined ? {} : { called }) };
}

function numberIn(value: JsonValue | undefined, key: string): number | undefined {
  const number = value instanceof Map ? value.get(key) : undefined;
  return typeof number === 'number' ? number : undefined;
}
