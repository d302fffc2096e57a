import { readFileSync } from 'node:fs';
import { canonicalDigest } from '../../../src/core/digest.ts';
import { type AskModel, JudgeFault } from '../../../src/studies/judges/judge.ts';

export interface Kept {
  readonly key: string;
  readonly said: string;
}

/** What a model said, by the digest of what it was asked. */
export const repliesOf = (file: string): Map<string, Kept> =>
  new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Kept)
      .map((one) => [one.key, one]),
  );

type Live = (key: string, content: string) => Promise<string>;

/** A model whose replies are kept; what was not asked yet is asked live, where that can be. */
export const asking =
  (kept: ReadonlyMap<string, Kept>, live?: Live): AskModel =>
  async (request) => {
    const message = request.prompt.kind === 'chat' ? request.prompt.messages[0] : undefined;
    const content = typeof message?.content === 'string' ? message.content : '';
    const key = canonicalDigest({ content }).slice(0, 16);
    const said = kept.get(key)?.said ?? (await live?.(key, content));
    if (said === undefined) throw new JudgeFault('no reply is kept');
    return { said, marks: [], end: { at: 0, finish: { reason: 'stop' } } };
  };
