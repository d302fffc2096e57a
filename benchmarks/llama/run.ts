/** `npm run bench:llama -- [MODEL.gguf]`: answers and passes a second, with one process and with two, and their memory. */
import { readFileSync } from 'node:fs';
import { openLlama } from '../../src/runtimes/llama/llama.ts';
import { record } from '../../src/runtimes/recording.ts';
import type { Runtime } from '../../src/runtimes/runtime.ts';
import { children, processorSeconds } from './processes.ts';

const model = process.argv[2] ?? 'examples/sleeper/model.gguf';
const QUESTIONS = Array.from(
  { length: 48 },
  (_, index) => `Write a function number ${index} that loads a config file.`,
);
const TAILS = 1_000;

for (const processes of [1, 2]) {
  const runtime = await openLlama(model, { processes });
  await generated(runtime, 0); // The processes start with the first work.
  const figures = {
    processes,
    'greedy tokens/s': await rate(() => generated(runtime, 0)),
    'sampled tokens/s': await rate(() => generated(runtime, 1)),
    'next/s, one prefix': await rate(() => followed(runtime, true)),
    'next/s, no prefix': await rate(() => followed(runtime, false)),
    'MB each': memory(),
  };
  console.log(figures);
  await runtime.close();
}

/** A rate by the clock and, since machines are shared, by processor time of the processes with the model. */
async function rate(work: () => Promise<number>): Promise<string> {
  const [clock, processor] = [performance.now(), processorSeconds()];
  const done = await work();
  const wall = (performance.now() - clock) / 1000;
  return `${Math.round(done / wall)} (${Math.round(done / (processorSeconds() - processor))} per processor second)`;
}

async function generated(runtime: Runtime, temperature: number): Promise<number> {
  const answers = QUESTIONS.map((content, seed) =>
    record(
      runtime.generate({
        prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
        sampling: { temperature, seed, maxTokens: 64 },
      }),
    ),
  );
  const usage = (await Promise.all(answers)).map(({ end }) => end.usage?.completionTokens ?? 0);
  return usage.reduce((sum, tokens) => sum + tokens, 0);
}

/** Prompts of some 40 tokens that differ in the last six, or from the first one on. */
async function followed(runtime: Runtime, shared: boolean): Promise<number> {
  const prompt = (await runtime.tokens?.render([{ role: 'user', content: QUESTIONS[0] ?? '' }])) ?? [];
  const batch = Array.from({ length: TAILS }, (_, index) => {
    const tail = [300 + (index % 700), 20 + (index % 13), 40, 50, 60, 70];
    return shared ? [...prompt, ...tail] : [...tail, ...prompt];
  });
  return (await runtime.tokens?.next(batch))?.length ?? 0;
}

function memory(): string {
  const of = (pid: string, name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return children()
    .map((pid) => `${Math.round(of(pid, 'VmRSS'))} (highest ${Math.round(of(pid, 'VmHWM'))})`)
    .join(', ');
}
