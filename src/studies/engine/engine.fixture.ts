import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerationEvent } from '../../runtimes/event.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';
import type { Runtime, RuntimeIdentity } from '../../runtimes/runtime.ts';
import type { Arm, Role } from './arm.ts';
import type { Study } from './study.ts';
import type { Trial } from './trial.ts';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'assay-engine-'));

/** The last thing that was said to it. */
function lastOf({ prompt }: GenerationRequest): string {
  return prompt.kind === 'chat' ? (prompt.messages.at(-1)?.content ?? '') : prompt.kind === 'text' ? prompt.text : '';
}

export interface Parrot extends Arm {
  /** What it was asked, in order. */
  readonly asked: string[];
  /** The most that were in flight at one time. */
  readonly most: () => number;
}

/** An arm that answers by a function, or throws what that throws. */
export function parrot(
  id: string,
  reply: (prompt: string, request: GenerationRequest) => string | Promise<string> = (prompt) => prompt,
  options: { role?: Role; concurrency?: number; identity?: Partial<RuntimeIdentity> } = {},
): Parrot {
  const asked: string[] = [];
  let flying = 0;
  let most = 0;
  const runtime: Runtime = {
    describe: () => ({ runtime: 'parrot', model: id, capabilities: ['chat', 'text', 'seed'], ...options.identity }),
    concurrency: options.concurrency ?? 4,
    async *generate(request): AsyncGenerator<GenerationEvent> {
      asked.push(lastOf(request));
      most = Math.max(most, ++flying);
      try {
        yield { kind: 'text', at: 1, text: await reply(lastOf(request), request) };
        const usage = { promptTokens: 10, completionTokens: 5 };
        yield { kind: 'end', at: 2, finish: { reason: 'stop', raw: 'stop' }, usage };
      } finally {
        flying--;
      }
    },
    close: () => Promise.resolve(),
  };
  return { id, role: options.role ?? 'suspect', runtime, asked, most: () => most };
}

/** Asks each item once, in stages; judged by the text alone. */
export function asking(stages: readonly (readonly string[])[], over: Partial<Study<string>> = {}): Study<string> {
  return {
    id: 'asking',
    title: 'Asking',
    version: '1',
    needs: ['chat'],
    settings: { stages },
    async *stages({ arms }) {
      for (const items of stages) yield arms.flatMap(({ id }) => items.map((item) => trialOf(id, item)));
    },
    judge: (_, reply) => Promise.resolve(reply.kind === 'generate' ? reply.recording.said : ''),
    analyse: () => Promise.resolve({ measurements: [], tables: [], figures: [], notes: [] }),
    ...over,
  };
}

export function trialOf(arm: string, item: string, repeat = 0): Trial {
  const prompt = { kind: 'chat', messages: [{ role: 'user', content: item }] } as const;
  return {
    arm,
    item,
    condition: 'plain',
    repeat,
    ask: { kind: 'generate', prompt, sampling: { temperature: 0, maxTokens: 20, seed: repeat } },
  };
}

export const items = (count: number, name = 'item'): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);
