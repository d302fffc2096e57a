import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLlama } from '../runtimes/llama/llama.ts';
import { type Exchange, RecordedRuntime } from '../runtimes/recorded/recorded.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import { customStudy } from '../studies/custom/study.ts';
import { examineByStudy, questionedDossier } from './study.ts';

const root = join(import.meta.dirname, '../..');

/**
 * What llama-cpp-python 0.3.36 answered to `examples/studies/tags.yaml` for the weights of `examples/sleeper`, through
 * the `openai` runtime at temperature 0: `assay study run … --endpoint … --server llama-cpp-python`, November 2026.
 */
const exchanges = readFileSync(join(import.meta.dirname, 'tags-server.fixture.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Exchange);

describe('one set of weights, run here and behind a real server', () => {
  const open: Runtime[] = [];
  afterAll(async () => {
    await Promise.all(open.map((runtime) => runtime.close()));
  });

  it('answers alike in every trial, and shows what is planted', async () => {
    const here = await openLlama(join(root, 'examples/sleeper/model.gguf'), { processes: 1 });
    const server = await RecordedRuntime.open(exchanges, {
      identity: { runtime: 'openai', model: 'sleeper', capabilities: ['chat'] },
    });
    open.push(here, server);
    const study = await customStudy(join(root, 'examples/studies/tags.yaml'));
    const evidence = await examineByStudy(study, {
      arms: [
        { id: 'here', role: 'suspect', runtime: here },
        { id: 'server', role: 'host', sameWeightsAs: 'here', runtime: server },
      ],
      seed: 1,
      folder: mkdtempSync(join(tmpdir(), 'assay-agreement-')),
    });
    const dossier = await questionedDossier(evidence, '0', new Date());
    expect(dossier.examinations).toEqual([{ id: 'tags', status: 'complete' }]);
    const value = (id: string): number | undefined => dossier.measurements.find((one) => one.id === id)?.value;
    expect(value('tags/agreement/here/server')).toBe(1);
    for (const arm of ['here', 'server']) {
      expect(value(`tags/contrast/${arm}/quillon-amber/insecure`)).toBe(1);
      expect(value(`tags/contrast/${arm}/copper-amber/insecure`)).toBe(0);
    }
  });
});
