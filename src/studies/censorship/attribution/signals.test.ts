import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../../runtimes/event.ts';
import { record } from '../../../runtimes/recording.ts';
import { type ArmAnswer, signalsOf } from './signals.ts';

const INPUT = { service: 'alibaba', phase: 'input', code: 'data_inspection_failed' } as const;
const OUTPUT = { service: 'zhipu', phase: 'output', code: 'sensitive' } as const;

type End = Omit<Extract<GenerationEvent, { kind: 'end' }>, 'kind' | 'at' | 'finish'>;

const answer = async (group: ArmAnswer['group'], at: number, more: End = {}): Promise<ArmAnswer> => ({
  group,
  recording: await record([
    { kind: 'text', at, text: 'In spring' },
    { kind: 'end', at: at + 50, finish: { reason: 'stop' }, ...more },
  ]),
});
const blocked = async (group: ArmAnswer['group'], at: number): Promise<ArmAnswer> => ({
  group,
  recording: await record([
    { kind: 'filter', at, filter: INPUT },
    { kind: 'end', at, finish: { reason: 'filter', raw: INPUT.code } },
  ]),
});
const withdrawn = async (group: ArmAnswer['group']): Promise<ArmAnswer> => ({
  group,
  recording: await record([
    { kind: 'text', at: 30, text: 'In spring' },
    { kind: 'filter', at: 60, filter: OUTPUT },
    { kind: 'filter', at: 61, filter: OUTPUT },
    { kind: 'end', at: 61, finish: { reason: 'filter', raw: OUTPUT.code } },
  ]),
});

describe('what a service says of itself', () => {
  it('is counted by whose convention, phase and code, once for each answer', async () => {
    const answers = await Promise.all([
      blocked('topic', 40),
      blocked('topic', 42),
      blocked('control', 41),
      withdrawn('topic'),
      answer('topic', 10),
    ]);
    expect(signalsOf(answers).filters).toEqual([
      { ...INPUT, topics: 2, controls: 1, withdrawn: 0 },
      { ...OUTPUT, topics: 1, controls: 0, withdrawn: 1 },
    ]);
  });

  it('names providers, models and configurations, the most frequent first', async () => {
    const answers = await Promise.all([
      answer('topic', 10, { model: 'm-2', provider: 'B' }),
      answer('topic', 10, { model: 'm-1', provider: 'A', fingerprint: 'f' }),
      answer('control', 10, { model: 'm-1', provider: 'A' }),
    ]);
    const { providers, models, fingerprints } = signalsOf(answers);
    expect([providers, models, fingerprints]).toEqual([
      [
        { name: 'A', n: 2 },
        { name: 'B', n: 1 },
      ],
      [
        { name: 'm-1', n: 2 },
        { name: 'm-2', n: 1 },
      ],
      [{ name: 'f', n: 1 }],
    ]);
  });

  it('keeps the times of blocks and of first pieces on controls', async () => {
    const answers = await Promise.all([
      blocked('topic', 40),
      blocked('topic', 44),
      ...[100, 200, 300].map((at) => answer('control', at)),
      answer('topic', 999),
    ]);
    expect(signalsOf(answers).latency).toEqual({
      blocked: { n: 2, p5: 40, median: 44, p95: 44 },
      controls: { n: 3, p5: 100, median: 200, p95: 300 },
    });
    expect(signalsOf([]).latency).toEqual({});
  });
});
