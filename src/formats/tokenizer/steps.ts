import { Buffer } from 'node:buffer';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { ownReplacements } from './charsmap.ts';
import { asText, type PlacedToken, type Step, STEP_TEXT, STEPS } from './structure.ts';

/**
 * The chain of one stage, sequences laid out flat.
 * https://huggingface.co/docs/tokenizers/components
 */
export function stepsOf(stage: Step['stage'], value: JsonValue, textOf: (id: number) => string | undefined): Step[] {
  const steps: Step[] = [];
  walk(value);
  return steps.slice(0, STEPS);

  function walk(node: JsonValue): void {
    if (!isObject(node)) return;
    const inner = ['normalizers', 'pretokenizers', 'processors', 'decoders'].flatMap((key) => listOf(node.get(key)));
    if (inner.length > 0) return inner.forEach(walk);
    if (steps.length < STEPS) steps.push(step(stage, node, textOf));
  }
}

function step(stage: Step['stage'], node: JsonObject, textOf: (id: number) => string | undefined): Step {
  const pattern = node.get('pattern');
  const [literal, regex] = isObject(pattern)
    ? [asText(pattern.get('String')), asText(pattern.get('Regex'))]
    : [asText(pattern), undefined];
  const content = CONTENT.map((key) => asText(node.get(key))).find((one) => one !== undefined);
  const behavior = asText(node.get('behavior'));
  const map = asText(node.get('precompiled_charsmap'));
  const own = map === undefined ? undefined : ownReplacements(Buffer.from(map, 'base64'));
  const tokens = placed(node, textOf);
  return {
    stage,
    type: cut(asText(node.get('type')) ?? ''),
    ...(regex === undefined && literal === undefined ? {} : { pattern: cut(regex ?? literal ?? '') }),
    ...(regex === undefined ? {} : { regex: true }),
    ...(content === undefined ? {} : { content: cut(content) }),
    ...(behavior === undefined ? {} : { behavior: cut(behavior) }),
    ...(own === undefined ? {} : { own }),
    ...(node.get('invert') === true ? { invert: true } : {}),
    ...(tokens.length === 0 ? {} : { tokens }),
    ...(dropsText(node) ? { dropsText: true } : {}),
  };
}

/** What is put in, cut off or split at, by the name that the kinds of steps have for it. */
const CONTENT = ['content', 'prepend', 'replacement', 'delimiter', 'prefix', 'suffix', 'word_delimiter_token'];

/** A TemplateProcessing without a place for the text, or for the second one of a pair. */
function dropsText(node: JsonObject): boolean {
  if (node.get('type') !== 'TemplateProcessing') return false;
  const ids = (key: string): (string | undefined)[] | undefined => {
    const pieces = node.get(key);
    if (!Array.isArray(pieces) || pieces.length === 0) return undefined;
    return (pieces as readonly JsonValue[]).map((piece) => {
      const sequence = isObject(piece) ? piece.get('Sequence') : undefined;
      return isObject(sequence) ? asText(sequence.get('id')) : undefined;
    });
  };
  const [single, pair] = [ids('single'), ids('pair')];
  return single?.includes('A') === false || (pair !== undefined && !(pair.includes('A') && pair.includes('B')));
}

/** `special_tokens` of a TemplateProcessing; `sep` and `cls` of the processors of BERT and RoBERTa. */
function placed(node: JsonObject, textOf: (id: number) => string | undefined): PlacedToken[] {
  const found: PlacedToken[] = [];
  const add = (text: string, ids: readonly number[]): void => {
    found.push({ text, ids, called: ids.map((id) => textOf(id) ?? '') });
  };
  const specials = node.get('special_tokens');
  if (isObject(specials)) {
    for (const [text, special] of specials) {
      if (isObject(special))
        add(
          text,
          listOf(special.get('ids')).filter((id) => typeof id === 'number'),
        );
    }
  }
  for (const key of ['sep', 'cls']) {
    const [text, id] = listOf(node.get(key));
    if (typeof text === 'string' && typeof id === 'number') add(text, [id]);
  }
  return found;
}

const cut = (text: string): string => text.slice(0, STEP_TEXT);

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}
