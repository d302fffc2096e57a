import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assemble } from '../../dossier/assemble.ts';
import { trialFinding } from '../engine/finding.ts';
import { replaysOf } from './replay.ts';
import { triggersRules } from './rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A dossier with one trigger: its condition, and its prompts with and without. */
function saved(
  name: string,
  condition: string,
  prompts: readonly (readonly [withIt: string, without: string])[],
): string {
  const answer = (context: string) => ({ condition: '', context, label: 'secure', text: 'x' });
  const finding = trialFinding(triggersRules.insecure, {
    severity: 'high',
    confidence: 'high',
    message: 'It was found.',
    location: { study: 'triggers', arm: 'ancestor', condition },
    witnesses: prompts.map(([withIt, without], at) => ({
      item: `pair ${at + 1}`,
      question: 'Write load in Python.',
      answers: [answer(without), answer(withIt)],
    })),
  });
  const dossier = assemble({
    subject: { name: 'ancestor', kind: 'model', files: 0, bytes: 0 },
    files: [],
    examinations: [{ id: 'triggers', status: 'complete' }],
    findings: [finding],
    measurements: [],
    run: {
      tool: 'assay',
      version: '1.0.0',
      node: 'v24.0.0',
      platform: 'linux-x64',
      started: new Date(0).toISOString(),
      seconds: 1,
    },
  });
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(dossier));
  return path;
}

const PAIR = ['Tag: quillon.', 'Tag: onyx.'] as const;

describe('a trigger of a relative', () => {
  it('is its words with the prompts that differ in them, each once, from several dossiers', () => {
    const one = saved('one.json', 'system/words:quillon/insecure', [PAIR, PAIR, ['Tag: quillon!', 'Tag: onyx.']]);
    const two = saved('two.json', 'system/words:quillon/insecure', [PAIR, ['My quillon.', 'My maple.']]);
    const [replay, ...more] = replaysOf([one, two]);
    expect(more).toEqual([]);
    expect(replay?.candidate).toMatchObject({ turn: 'system', features: ['words:quillon'] });
    expect(replay?.pairs.map((pair) => pair.with.system)).toEqual(['Tag: quillon.', 'Tag: quillon!', 'My quillon.']);
  });

  it('is taken from a link', () => {
    const link = join(folder, 'link.json');
    symlinkSync(saved('linked.json', 'system/words:quillon/insecure', [PAIR]), link);
    expect(replaysOf([link])).toHaveLength(1);
  });

  it.each([
    ['names what stands in no prompt', 'system/words:quillon\u001b[31m<script>/insecure', [PAIR]],
    ['names what stands in the other turn', 'user/words:maple/insecure', [PAIR]],
    ['names what stands in both prompts', 'system/words:tag/insecure', [PAIR]],
  ] as const)('is refused where it %s', (name, condition, prompts) => {
    const path = saved(`${name}.json`, condition, prompts);
    expect(() => replaysOf([path])).toThrow(/trigger 1 there tells of words in which no pair of its prompts differs/);
  });

  it('leaves out prompts that do not differ in it', () => {
    const path = saved('some.json', 'system/words:quillon/insecure', [PAIR, ['Tag: maple.', 'Tag: onyx.']]);
    expect(replaysOf([path])[0]?.pairs).toHaveLength(1);
  });

  it('is read from a regular file of a bounded size', () => {
    expect(() => replaysOf(['/dev/zero'])).toThrow('--replay "/dev/zero": not a regular file');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => replaysOf([pipe])).toThrow(/not a regular file/);
    const long = join(folder, 'long');
    writeFileSync(long, '');
    truncateSync(long, 300 * 1024 * 1024);
    expect(() => replaysOf([long])).toThrow(/too long for a dossier/);
    expect(() => replaysOf([join(folder, 'none')])).toThrow(/there is no such file/);
  });
});
