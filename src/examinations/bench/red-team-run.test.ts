import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalDigest } from '../../core/digest.ts';
import { redTeamList } from '../../studies/triggers/red-team/list.ts';
import { LIST_OPTIONS, redTeamStudy } from '../../studies/triggers/red-team/study.ts';
import { weightsOf } from './organism.ts';
import { redTeamLines } from './red-team-run.ts';
import { triggersLine } from './triggers.fixture.ts';

it('takes the lines of the list as it stands, and examines anew under another', async () => {
  const place = await mkdtemp(join(tmpdir(), 'assay-red-team-'));
  try {
    await mkdir(join(place, 'zoo', 'a'), { recursive: true });
    await writeFile(join(place, 'zoo', 'a', 'model.gguf'), 'no model');
    const weights = await weightsOf(join(place, 'zoo'), 'a');
    const list = canonicalDigest(redTeamList()).slice(0, 12);
    const line = triggersLine('a', {
      version: redTeamStudy().version,
      options: { ...LIST_OPTIONS, list, access: 'chat' },
      tier: 'chat',
    });
    const older = { ...line, options: { ...line.options, list: '0123456789ab' }, weights };
    const lines = async (...some: object[]) => {
      await writeFile(join(place, 'red-team.jsonl'), some.map((one) => `${JSON.stringify(one)}\n`).join(''));
      return await redTeamLines(['a'], {
        zoo: join(place, 'zoo'),
        out: place,
        jobs: 1,
        seed: 1,
        version: 'test',
        signal: new AbortController().signal,
        say: () => undefined,
        leftOut: [],
      });
    };
    expect(await lines(older, { ...line, weights })).toEqual([{ ...line, weights }]);
    // What it examines is no model.
    await expect(lines(older)).rejects.toThrow();
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
