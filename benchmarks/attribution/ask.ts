import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveLimits } from '../../src/core/limits.ts';
import type { Random } from '../../src/core/random.ts';
import { RuntimeFault } from '../../src/runtimes/fault.ts';
import { OpenAiRuntime } from '../../src/runtimes/openai/openai.ts';
import { openChatLog } from '../../src/runtimes/recorded/chat-log.ts';
import { record } from '../../src/runtimes/recording.ts';
import type { Runtime } from '../../src/runtimes/runtime.ts';
import { serveScript } from '../../src/runtimes/scripted/server.ts';
import type { ArmRates, PromptCount, State } from '../../src/studies/censorship/attribution/arm-rates.ts';
import { beganToAnswer } from '../../src/studies/censorship/attribution/begun.ts';
import { type ArmAnswer, signalsOf } from '../../src/studies/censorship/attribution/signals.ts';
import { archiveOf } from './chats.ts';
import { stateOf } from './engagement.ts';
import { scriptOfArm } from './scripts.ts';
import type { ArmPlan, PromptPlan, Variation } from './worlds.ts';

/** Asks all arms of a variation: servers over HTTP on this machine, the chat out of an archive of a browser. */
export async function askArms(variation: Variation, random: Random): Promise<ArmRates[]> {
  const arms: ArmRates[] = [];
  for (const arm of variation.arms) arms.push(await askArm(arm, variation, random.split(arm.role)));
  return arms;
}

async function askArm(arm: ArmPlan, variation: Variation, random: Random): Promise<ArmRates> {
  const { runtime, close } =
    arm.role === 'chat' ? await chatOf(arm, variation, random) : await served(arm, variation, random);
  const answers: ArmAnswer[] = [];
  // A scripted server draws by prompt and seed: without seeds of its own, a variation would repeat the luck of every other.
  const seeds = random.split('seeds').integer(2 ** 30);
  try {
    const prompts = await Promise.all(
      variation.prompts.map(async (prompt): Promise<PromptCount> => {
        const states: Partial<Record<State, number>> = {};
        let begun = 0;
        for (let repeat = 0; repeat < variation.samples; repeat++) {
          const { state, began } = await askOnce(runtime, prompt, seeds + repeat, answers);
          if (began) begun++;
          states[state] = (states[state] ?? 0) + 1;
        }
        return { id: prompt.id, group: prompt.group, states, begun };
      }),
    );
    return { arm: `the-${arm.role}`, role: arm.role, prompts, signals: signalsOf(answers) };
  } finally {
    await close();
  }
}

async function askOnce(
  runtime: Runtime,
  { text, group }: PromptPlan,
  seed: number,
  answers: ArmAnswer[],
): Promise<{ readonly state: State; readonly began: boolean }> {
  const request = {
    prompt: { kind: 'chat', messages: [{ role: 'user', content: text }] },
    sampling: { temperature: 1, maxTokens: 500, seed },
  } as const;
  try {
    const recording = await record(runtime.generate(request));
    answers.push({ group, recording });
    const state = stateOf(recording);
    return { state, began: state === 'withdrawn' && beganToAnswer(recording) };
  } catch (error) {
    if (error instanceof RuntimeFault) return { state: 'errored', began: false };
    throw error;
  }
}

interface Opened {
  readonly runtime: Runtime;
  readonly close: () => Promise<void>;
}

async function served(arm: ArmPlan, variation: Variation, random: Random): Promise<Opened> {
  const server = await serveScript(scriptOfArm(arm, variation, random), { latency: arm.latency });
  const runtime = await OpenAiRuntime.open({
    endpoint: server.endpoint,
    dialect: 'vllm',
    env: {},
    attempts: 1,
    concurrency: 32,
    stream: random.uniform() < 0.7,
  });
  const close = async (): Promise<void> => {
    await runtime.close();
    await server.close();
  };
  return { runtime, close };
}

async function chatOf(arm: ArmPlan, variation: Variation, random: Random): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-attribution-'));
  const path = join(folder, 'chat.har');
  writeFileSync(path, archiveOf(arm, variation, random));
  const runtime = await openChatLog(path, resolveLimits());
  return { runtime, close: () => Promise.resolve(rmSync(folder, { recursive: true })) };
}
