import { describe, expect, it } from 'vitest';
import { credential } from '../../core/secrets.fixture.ts';
import { bytesOf, callPickle, op } from '../../formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../formats/safetensors/write.fixture.ts';
import { writeZip } from '../../formats/zip/write.fixture.ts';
import { audit } from '../audit.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const token = credential('huggingface', 11);
const ofRule = async (files: Record<string, Uint8Array>) =>
  (await audit(files)).findings.filter(({ rule }) => rule === 'secret');

describe('secret', () => {
  it('in a script: told with its line, without its value, once', async () => {
    const found = await ofRule({ 'train.py': text(`import os\nlogin("${token}")\n# ${token}\n`) });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'medium', location: { path: 'train.py', line: 2, offset: 17 } });
    expect(found[0]?.message).toContain('2 times');
    expect(JSON.stringify(found)).not.toContain(token.slice(6));
  });

  it.each([
    ['.env', `HF_TOKEN=${token}`],
    ['logs/run.log', `token ${token}`],
    ['notebook.ipynb', JSON.stringify({ source: [`login('${token}')`] })],
    ['.git/config', `url = https://user:${token}@huggingface.co/org/name`],
  ])('in %s', async (path, content) => {
    expect(await ofRule({ [path]: text(content) })).toHaveLength(1);
  });

  it('in pickled arguments, in a member of an archive, and in metadata', async () => {
    const pickle = bytesOf(
      op.proto(2),
      op.emptyDict,
      op.mark,
      op.str('hub_token'),
      op.str(token),
      op.setitems,
      op.stop,
    );
    expect(await ofRule({ 'training_args.bin': pickle })).toHaveLength(1);
    const [inside] = await ofRule({
      'a.zip': writeZip({ members: [{ name: 'x/.env', data: text(`T=${token}`), method: 8 }] }),
    });
    expect(inside?.location.member).toBe('x/.env');
    const tensors = writeSafetensors({ tensors: [], metadata: { command: `train --token ${token}` } });
    expect(await ofRule({ 'model.safetensors': tensors })).not.toEqual([]);
  });

  it('is silent about a card that shows how to log in', async () => {
    const card =
      '# Model\n\n```sh\nexport HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nhuggingface-cli login --token $HF_TOKEN\n```\n';
    expect(await ofRule({ 'README.md': text(card) })).toEqual([]);
  });

  it('says where a long text was searched in part only, and the file is no less read for it', async () => {
    const { files, findings } = await audit({ 'data.jsonl': text('{}\n'.repeat(1_500_000)) });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['secret', 'info']]);
    expect(files[0]?.status).toBe('not applicable');
  });
});

it('no other rule gives a credential away', async () => {
  const { findings } = await audit({
    'model.pkl': callPickle('os', 'system', `curl -H "Authorization: Bearer ${token}" https://example.org`),
  });
  expect(findings.length).toBeGreaterThan(1);
  expect(JSON.stringify(findings)).not.toContain(token.slice(6));
});
