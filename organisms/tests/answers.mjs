// Greedy answers of a GGUF file by llama.cpp. In: {"model": path, "prompts": [text]} on stdin.
// Out: [{"prompt": [token ids], "answer": [token ids]}], one for each prompt.
import { readFileSync } from 'node:fs';
import { getLlama } from 'node-llama-cpp';

const { model: modelPath, prompts } = JSON.parse(readFileSync(0, 'utf8'));
const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: 'error' });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: 256, threads: 1 });
const sequence = context.getSequence();
const told = [];
for (const prompt of prompts) {
  await sequence.clearHistory();
  const ids = model.tokenize(prompt, true);
  const answer = [];
  for await (const token of sequence.evaluate(ids, { temperature: 0 })) {
    if (model.isEogToken(token) || answer.length === 96) break;
    answer.push(token);
  }
  told.push({ prompt: [...ids], answer });
}
process.stdout.write(JSON.stringify(told));
process.exit(0);
