import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credential, type Issuer } from './secrets.fixture.ts';
import { maskSecrets, secretsIn } from './secrets.ts';

// biome-ignore format: names on few lines
const ISSUERS: readonly Issuer[] = [
  'huggingface', 'github', 'npm', 'aws', 'aws-secret', 'openai', 'anthropic', 'gitlab', 'google', 'pypi', 'slack',
  'stripe', 'wandb', 'azure', 'pem', 'jwt', 'database',
];
/** The longest run that must not be seen whole. */
const core = (value: string): string => value.match(/[A-Za-z0-9]{14,}/g)?.at(-1) ?? value;

describe('a credential', () => {
  it.each(ISSUERS)('of %s is found once, where it stands, and not given away', (issuer) => {
    for (let seed = 1; seed <= 20; seed++) {
      const value = credential(issuer, seed);
      const before = 'token: "';
      const found = secretsIn(`${before}${value}"\n`);
      expect(found, value).toHaveLength(1);
      expect(found[0]?.offset).toBeGreaterThanOrEqual(before.length);
      expect(found[0]?.masked).toMatch(/…/);
      expect(found[0]?.masked).not.toContain(core(value));
      expect(maskSecrets(`login(${value})`)).not.toContain(core(value));
    }
  });

  it.each(ISSUERS)('of %s is masked also where the text was cut', (issuer) => {
    const value = credential(issuer, 3);
    const cut = value.slice(0, -4);
    expect(maskSecrets(cut)).not.toContain(core(cut));
  });
});

describe('no credential', () => {
  it.each([
    `hf_${'x'.repeat(34)}`,
    'hf_YOUR_TOKEN_HERE_ABCDEFGHIJKLMNOPQR',
    'AKIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    `sk-${'.'.repeat(48)}`,
    'sk-learn and sk-lightgbm pipelines',
    'export OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxT3BlbkFJxxxxxxxxxxxxxxxxxxxx',
    'postgres://user:password@localhost:5432/db',
    'postgres://postgres:hunter2hunter@localhost/db',
    'https://user:pass@example.org/',
    'hf_hub_download(repo_id="org/name", filename="model.safetensors")',
    'hf_transformer_engine_initialised_from_pretrained',
    'task-sk-proj-risk',
    'npm_config_registry and npm_lifecycle_event_that_is_long_enough_x',
    '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAAAAAAAAAAAAAAAA\n',
    '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
    'wandb: run 3f2a at https://wandb.ai/org/project/runs/3f2a',
    'sha 0123456789abcdef0123456789abcdef01234567',
  ])('%j', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  it('where the checksum is wrong', () => {
    const value = credential('github', 5);
    const changed = value.slice(0, 8) + (value[8] === 'a' ? 'b' : 'a') + value.slice(9);
    expect(secretsIn(changed)).toEqual([]);
  });
});

it('takes any text, and leaves what holds no credential as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      secretsIn(text);
      expect(maskSecrets(text).length).toBeGreaterThan(-1);
    }),
  );
  const plain = 'The model calls os.system("echo harmless") at byte 67, from __torch__.Net.';
  expect(maskSecrets(plain)).toBe(plain);
});
