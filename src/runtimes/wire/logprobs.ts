import type { TokenLogprob } from '../event.ts';
import { fieldsOf, listOf, numberOf, textOf } from './json.ts';

/**
 * Log-probabilities of tokens said, in the form of chat (`content`, a list of tokens) or of completions (lists beside one
 * another). A token without a number has none, as the first of an echoed prompt.
 */
export function logprobsOf(value: unknown): TokenLogprob[] {
  const fields = fieldsOf(value);
  if (fields === undefined) return [];
  if (Array.isArray(fields['content'])) return fields['content'].flatMap((token) => oneOf(token));
  const numbers = listOf(fields['token_logprobs']);
  const tops = listOf(fields['top_logprobs']);
  return listOf(fields['tokens']).flatMap((token, index) => {
    const top = fieldsOf(tops[index]);
    const likeliest =
      top === undefined ? undefined : Object.entries(top).map(([text, n]) => ({ token: text, logprob: n }));
    return oneOf({ token, logprob: numbers[index], top_logprobs: likeliest });
  });
}

function oneOf(value: unknown): TokenLogprob[] {
  const alone = scored(value);
  if (alone === undefined) return [];
  const top = fieldsOf(value)?.['top_logprobs'];
  if (!Array.isArray(top) || top.length === 0) return [alone];
  const sorted = top.flatMap((other) => scored(other) ?? []).toSorted((a, b) => b.logprob - a.logprob);
  return [{ ...alone, top: sorted }];
}

type Scored = Omit<TokenLogprob, 'top'>;

function scored(value: unknown): Scored | undefined {
  const fields = fieldsOf(value);
  const text = textOf(fields?.['token']);
  const logprob = numberOf(fields?.['logprob']);
  if (text === undefined || logprob === undefined) return undefined;
  const id = numberOf(fields?.['id']) ?? numbered(text);
  return id !== undefined && Number.isSafeInteger(id) && id >= 0 ? { text, id, logprob } : { text, logprob };
}

/** vLLM's `--return-tokens-as-token-ids`. */
function numbered(text: string): number | undefined {
  const found = /^token_id:(\d{1,9})$/.exec(text);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

/**
 * vLLM's `prompt_logprobs`, asked for with no alternatives: for each token of the prompt an object from its number to its
 * log-probability, null for the first. Undefined where an object holds several: JSON does not say which was given.
 */
export function promptLogprobsOf(value: unknown): TokenLogprob[] | undefined {
  const tokens: TokenLogprob[] = [];
  for (const item of listOf(value)) {
    if (item === null) continue;
    const [only, ...others] = Object.entries(fieldsOf(item) ?? {});
    const logprob = numberOf(fieldsOf(only?.[1])?.['logprob']);
    if (only === undefined || others.length > 0 || logprob === undefined) return undefined;
    tokens.push({ text: textOf(fieldsOf(only[1])?.['decoded_token']) ?? '', id: Number(only[0]), logprob });
  }
  return tokens;
}
