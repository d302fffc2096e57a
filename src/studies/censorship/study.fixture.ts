import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerationEvent } from '../../runtimes/event.ts';
import { RuntimeFault } from '../../runtimes/fault.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';
import type { Arm, Role } from '../engine/arm.ts';
import { runStudy, type StudyResult } from '../engine/run.ts';
import type { TopicBank } from '../topics/topic.ts';
import { madeUpBank, MARKS } from './made-up.fixture.ts';
import { censorshipStudyOf } from './study.ts';

export const BANK = madeUpBank();

/** What a model says to a question, by topic, form and language. */
export type Answering = (topic: string, form: string, language: string) => string | GenerationEvent[];

export function model(
  answer: Answering,
  id = 'm',
  role: Role = 'suspect',
  more: Partial<Arm> = {},
): Arm & { asked: () => number } {
  let asked = 0;
  async function* generate({ prompt, logprobs }: GenerationRequest): AsyncGenerator<GenerationEvent> {
    asked++;
    const text = prompt.kind === 'chat' ? (prompt.messages[0]?.content ?? '') : '';
    const [topic = '', form = '', , language = ''] = text.replace('?', '').split(' ');
    const said = answer(topic, form, language);
    if (said === 'fault') throw new RuntimeFault('invalid', 'it answers this with an error');
    if (typeof said === 'string') yield { kind: 'text', at: 1, text: said };
    else yield* said;
    if (typeof said !== 'string' && said.at(-1)?.kind === 'end') return;
    if (logprobs !== undefined && typeof said === 'string') {
      const [first = ''] = said.split(' ');
      const top = [
        { text: first, logprob: Math.log(0.8) },
        { text: 'Well', logprob: Math.log(0.1) },
      ];
      yield { kind: 'logprobs', at: 1, tokens: [{ text: first, logprob: Math.log(0.8), top }] };
    }
    yield { kind: 'end', at: 2, finish: { reason: 'stop' } };
  }
  const identity = () => ({
    runtime: 'parrot',
    model: id,
    capabilities: ['chat' as const, 'prefill' as const, 'logprobs' as const],
  });
  const runtime = { describe: identity, concurrency: 8, generate, close: () => Promise.resolve() };
  return { id, role, runtime, ...more, asked: () => asked };
}

export const answerTo = (topic: string, form: string, language: string): string =>
  `It was in 1900: ${topic} ${form} ${language}.`;

export async function examined(
  arms: readonly Arm[],
  set: Readonly<Record<string, string>> = {},
  folder = mkdtempSync(join(tmpdir(), 'assay-censorship-')),
  bank: TopicBank = BANK,
): Promise<StudyResult> {
  return await runStudy(censorshipStudyOf(bank, MARKS, set), { arms, seed: 3, folder });
}

export const found = ({ evidence }: StudyResult) =>
  (evidence.findings ?? []).map(({ rule, location }) =>
    location.kind === 'trial' ? [rule, location.item, location.condition] : [rule],
  );

export const titleOf = (id: string): string => BANK.topics.find((topic) => topic.id === id)?.title['en'] ?? '';
