/**
 * Asks a real server through the `openai` runtime and keeps what it sent, byte for byte, beside what was read of it: the
 * tests replay both. Outside CI, for example:
 *
 *     CMAKE_ARGS=-DLLAVA_BUILD=OFF pip install 'llama-cpp-python[server]'
 *     python -m llama_cpp.server --model model.gguf --model_alias organism --logits_all true --n_threads 1 --n_ctx 512
 *     node benchmarks/servers/run.ts --endpoint http://127.0.0.1:8000/v1 --dialect llama-cpp-python --out FILE.jsonl
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RuntimeFault } from '../../src/runtimes/fault.ts';
import { DIALECTS, type DialectName } from '../../src/runtimes/openai/dialect.ts';
import { OpenAiRuntime } from '../../src/runtimes/openai/openai.ts';
import { record } from '../../src/runtimes/recording.ts';
import { recordingProxy } from './proxy.ts';
import { questions } from './questions.ts';

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'http://127.0.0.1:8000/v1' },
    dialect: { type: 'string', default: 'generic' },
    out: { type: 'string' },
  },
});

const isDialect = (name: string): name is DialectName => Object.hasOwn(DIALECTS, name);
if (!isDialect(values.dialect) || values.out === undefined) throw new Error('--dialect NAME --out FILE.jsonl');

const proxy = await recordingProxy(values.endpoint);
const lines: string[] = [];
for (const stream of [true, false]) {
  const options = { endpoint: proxy.endpoint, dialect: values.dialect, stream, attempts: 1, concurrency: 1 };
  const runtime = await OpenAiRuntime.open(options);
  for (const request of questions(runtime.describe().capabilities)) {
    const outcome = await record(runtime.generate(request)).then(
      (recording) => ({ recording }),
      ({ kind, status, message }: RuntimeFault) => ({ fault: { kind, status, message } }),
    );
    lines.push(JSON.stringify({ stream, request, ...outcome, exchange: await proxy.last() }));
    console.log(
      JSON.stringify(request.prompt).slice(0, 80),
      '→',
      'fault' in outcome ? outcome.fault : outcome.recording,
    );
  }
  await runtime.close();
}
await proxy.close();
writeFileSync(values.out, `${lines.join('\n')}\n`);
