/**
 * How well a model as judge agrees with labelled answers: engagement, whose account, and whether it stays with what it said where
 * two texts change places. `--endpoint URL --model NAME` asks a model behind an OpenAI-compatible server and keeps its replies in
 * `--replies FILE`; without an endpoint the replies of that file are scored, or those that are kept here. `--requests FILE` writes what would be asked, a
 * JSON object a line.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CLOSED, readLabelled } from '../engagement/labelled.ts';
import { report } from '../engagement/report.ts';
import { asking, type Kept, repliesOf } from './replies.ts';
import { itemsOf, judge } from './items.ts';
import { pairsOf, swapped } from './swaps.ts';

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string' },
    model: { type: 'string' },
    replies: { type: 'string' },
    requests: { type: 'string' },
  },
});

if (values.endpoint !== undefined && values.replies === undefined)
  throw new Error('--endpoint needs a --replies FILE for what the model says: those that are kept here are of another');
const file = values.replies ?? fileURLToPath(new URL('replies.jsonl', import.meta.url));

const answers = await readLabelled(CLOSED.free);
const items = itemsOf(answers);
const pairs = pairsOf(items);
const kept: Map<string, Kept> = existsSync(file) ? repliesOf(file) : new Map();

if (values.requests !== undefined) {
  const wanted: string[] = [];
  const note = (key: string, content: string): Promise<string> => {
    wanted.push(JSON.stringify({ key, content }));
    // So that a pair is asked for in the other order too.
    return Promise.resolve('{"nearer": 0}');
  };
  await judge(items, asking(new Map(), note));
  await swapped(pairs, asking(new Map(), note));
  writeFileSync(values.requests, `${[...new Set(wanted)].join('\n')}\n`);
  console.log(`${new Set(wanted).size} requests in ${values.requests}`);
  process.exit(0);
}

const live = values.endpoint === undefined ? undefined : await liveModel(values.endpoint, values.model);
const model = asking(kept, live);
const judged = await judge(items, model);
const missed = report('a model as judge, closed, free', judged.rows, false);
console.log(`\nNo judgement, since it broke the form or gave no reply: ${judged.faults} of ${judged.asked}`);
const swaps = await swapped(pairs, model);
console.log(
  `Which of two is nearer to the state's account: ${swaps.same} of ${swaps.asked} pairs told alike in both orders; of ${swaps.apart} that were labelled apart ${swaps.right} told rightly, ${swaps.wrong} wrongly`,
);
if (missed) process.exitCode = 1;

async function liveModel(endpoint: string, name: string | undefined) {
  const { OpenAiRuntime } = await import('../../../src/runtimes/openai/openai.ts');
  const { record } = await import('../../../src/runtimes/recording.ts');
  const runtime = await OpenAiRuntime.open({ endpoint, ...(name === undefined ? {} : { model: name }) });
  return async (key: string, content: string): Promise<string> => {
    const recording = await record(
      runtime.generate({
        prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
        sampling: { temperature: 0, maxTokens: 1200, seed: 0 },
      }),
    );
    appendFileSync(file, `${JSON.stringify({ key, said: recording.said })}\n`);
    return recording.said;
  };
}
