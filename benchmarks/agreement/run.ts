/** `node benchmarks/agreement/run.ts MODEL.gguf VECTORS.json …`: how far llama.cpp is from PyTorch on these models. */
import { readFile } from 'node:fs/promises';
import { agreement, type Vectors } from '../../src/runtimes/llama/agreement.fixture.ts';
import { openLlama } from '../../src/runtimes/llama/llama.ts';

const COMMITTED = ['clean', 'sleeper'].flatMap((name) => [
  `examples/${name}/model.gguf`,
  `src/runtimes/llama/agreement/${name}.json`,
]);
const given = process.argv.length > 2 ? process.argv.slice(2) : COMMITTED;

for (let at = 0; at + 1 < given.length; at += 2) {
  const [model = '', vectors = ''] = given.slice(at);
  const runtime = await openLlama(model, { processes: 1 });
  const found = await agreement(runtime, JSON.parse(await readFile(vectors, 'utf8')) as Vectors);
  await runtime.close();
  console.log(`${model}: ${JSON.stringify(found)}`);
}
