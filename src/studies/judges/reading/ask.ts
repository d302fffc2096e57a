import { canonicalDigest } from '../../../core/digest.ts';
import { answerOf } from '../../../runtimes/answer.ts';
import type { GenerationRequest } from '../../../runtimes/request.ts';
import { type AskModel, JudgeFault } from '../judge.ts';

/** Longer answers are judged by their beginning and their end: most models read no more with care. */
const LONGEST = 12_000;
const MAX_TOKENS = 1200;

/** Somebody else's text, between marks that its writer could not know. */
export interface Quoted {
  readonly mark: string;
  readonly block: string;
  /** What of it is shown. */
  readonly text: string;
}

/** @param name what the text is called in the request, in capitals */
export function quoted(name: string, whole: string): Quoted {
  const text = whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST / 2)}\n[…]\n${whole.slice(-LONGEST / 2)}`;
  const mark = `${name}-${canonicalDigest({ name, whole }).slice(0, 12)}`;
  return { mark, text, block: `<${mark}>\n${text}\n</${mark}>` };
}

/** Asks at temperature 0 and reads the JSON object that the reply ends with. @throws JudgeFault where there is none */
export async function askForObject(model: AskModel, content: string): Promise<Readonly<Record<string, unknown>>> {
  const request: GenerationRequest = {
    prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
    sampling: { temperature: 0, maxTokens: MAX_TOKENS, seed: 0 },
  };
  const said = answerOf(await model(request)).text.trim();
  const object = lastObject(said);
  if (object === undefined) throw new JudgeFault(`the judge gave no JSON object: ${JSON.stringify(said.slice(-120))}`);
  return object;
}

/** The last flat object of a text: models put words and fences around it. */
function lastObject(said: string): Readonly<Record<string, unknown>> | undefined {
  const end = said.lastIndexOf('}');
  // A brace may stand in the quoted span, so a few beginnings are tried.
  for (let tries = 0, at = said.lastIndexOf('{', end); at >= 0 && end >= 0 && tries < 8; tries++) {
    try {
      const value: unknown = JSON.parse(said.slice(at, end + 1));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // Not here.
    }
    at = at === 0 ? -1 : said.lastIndexOf('{', at - 1);
  }
  return undefined;
}

/** A judge must point at what decides: words that the text has, but for white space, quotes and case. @throws JudgeFault */
export function spanIn(text: string, span: unknown): string {
  if (typeof span !== 'string' || bare(span) === '') throw new JudgeFault('the judge quotes nothing');
  if (!bare(text).includes(bare(span)))
    throw new JudgeFault(`the judge quotes what the text does not say: ${JSON.stringify(span.slice(0, 120))}`);
  return span.slice(0, 300);
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
