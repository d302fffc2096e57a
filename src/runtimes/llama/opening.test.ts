import { afterAll, describe, expect, it } from 'vitest';
import { record, replay } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import { openLlama } from './llama.ts';
import { openingOf, TurnReader } from './opening.ts';
import { ChatTemplate } from './template.ts';

const template = (source: string) => new ChatTemplate(source, { bos: '<s>', eos: '</s>' }, new Date(0));
const CHATML =
  "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}<|im_start|>assistant";
const LLAMA2 =
  "{% if messages[0]['role'] == 'system' %}{% set s = '<<SYS>>\n' + messages[0]['content'] + '\n<</SYS>>\n\n' %}{% set messages = messages[1:] %}{% else %}{% set s = '' %}{% endif %}{{ bos_token }}[INST] {{ s }}{{ messages[0]['content'] }} [/INST]";
const NO_SYSTEM =
  "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}<model>";
const SWALLOWS = "{% for m in messages %}{% if m['role'] == 'user' %}<u>{{ m['content'] }}{% endif %}{% endfor %}<a>";

describe('an opening', () => {
  it('is the template up to where the content of a turn begins', () => {
    expect(openingOf(template(CHATML), { kind: 'opening', turn: 'system', messages: [], begins: 'You' })).toEqual({
      text: '<|im_start|>system\nYou',
      turns: [
        ['system', ''],
        ['user', '<|im_end|>\n<|im_start|>user\n'],
        ['assistant', '<|im_end|>\n<|im_start|>assistant'],
      ],
    });
    expect(openingOf(template(LLAMA2), { kind: 'opening', turn: 'system', messages: [] })).toEqual({
      text: '<s>[INST] <<SYS>>\n',
      turns: [
        ['system', ''],
        ['user', '\n<</SYS>>\n\n'],
        ['assistant', ' [/INST]'],
      ],
    });
  });

  it('of a request comes after the turns that are given', () => {
    const messages = [{ role: 'system', content: 'Be brief.' }] as const;
    const { text, turns } = openingOf(template(CHATML), { kind: 'opening', turn: 'user', messages });
    expect(text).toBe('<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n');
    expect(turns.map(([role]) => role)).toEqual(['user', 'assistant']);
  });

  it.each([NO_SYSTEM, SWALLOWS])('is refused where the template has no such turn', (source) => {
    expect(() => openingOf(template(source), { kind: 'opening', turn: 'system', messages: [] })).toThrow(/template/);
    expect(openingOf(template(source), { kind: 'opening', turn: 'user', messages: [] }).turns).toHaveLength(2);
  });
});

describe('the turns that a model writes', () => {
  const turns = [
    ['system', ''],
    ['user', '<end>\n<user>'],
    ['assistant', '<end>\n<model>'],
  ] as const;

  it('are told apart wherever the borders of tokens fall', () => {
    const text = 'Be brief.<end>\n<user>Hi <end> there<end>\n<model>Hello.';
    for (const size of [1, 2, 3, 7, 100]) {
      const reader = new TurnReader(turns);
      for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
      expect(reader.answering).toBe(true);
      expect(reader.end()).toEqual([
        ['system', 'Be brief.'],
        ['user', 'Hi <end> there'],
        ['assistant', 'Hello.'],
      ]);
    }
  });

  it('end where the model wrote no more of them', () => {
    const reader = new TurnReader(turns);
    reader.push('Be brief.<end>\n<us');
    expect(reader.answering).toBe(false);
    expect(reader.end()).toEqual([['system', 'Be brief.<end>\n<us']]);
  });
});

describe('a real model', async () => {
  const runtime = await openLlama('examples/sleeper/model.gguf', { processes: 1 });
  afterAll(() => runtime.close());
  const request: GenerationRequest = {
    prompt: { kind: 'opening', turn: 'system', messages: [] },
    sampling: { temperature: 1, seed: 3, maxTokens: 150 },
  };

  it('writes a conversation from its bare template, the same for the same seed', async () => {
    expect(runtime.describe().capabilities).toContain('opening');
    const recording = await record(runtime.generate(request));
    expect(recording.turns?.map(([role]) => role)).toEqual(['system', 'user', 'assistant']);
    expect(recording.said).not.toMatch(/<\|/);
    expect(recording.end.finish.raw).toBe('end-of-generation');
    const again = await record(runtime.generate(request));
    expect([again.said, again.turns]).toEqual([recording.said, recording.turns]);
    expect(await record(replay(recording))).toMatchObject({ said: recording.said, turns: recording.turns });
  });

  it('goes on from how a turn begins', async () => {
    const begun = { ...request, prompt: { ...request.prompt, begins: 'Assistant for ' } } as GenerationRequest;
    const { said, turns = [] } = await record(runtime.generate(begun));
    expect(said.slice(0, turns[1]?.[1])).not.toMatch(/^Assistant for/);
    expect(said.length).toBeGreaterThan(5);
  });

  it('ends at the bound on tokens, in whatever turn it is', async () => {
    const short = { ...request, sampling: { ...request.sampling, maxTokens: 3 } };
    const { turns, end } = await record(runtime.generate(short));
    expect(turns?.map(([role]) => role)).toEqual(['system']);
    expect(end).toMatchObject({ finish: { reason: 'length' }, usage: { completionTokens: 3 } });
  });
});
