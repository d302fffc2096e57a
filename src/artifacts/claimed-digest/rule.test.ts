import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit.fixture.ts';

const bytes = new TextEncoder().encode('weights');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const gitBlob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
const rulesOf = async (claim: { sha256?: string; gitBlob?: string }) =>
  (await audit({ 'model.bin': bytes }, { 'model.bin': { by: 'hub.example', ...claim } })).findings.map(
    ({ rule }) => rule,
  );

describe('claimed-digest', () => {
  it('fires where a fetched file has another digest than the hub lists', async () => {
    expect(await rulesOf({ sha256: 'a'.repeat(64) })).toContain('claimed-digest');
    expect(await rulesOf({ gitBlob: 'b'.repeat(40) })).toContain('claimed-digest');
  });

  it('is silent where it has the same, or where nothing was claimed', async () => {
    expect(await rulesOf({ sha256 })).not.toContain('claimed-digest');
    expect(await rulesOf({ gitBlob })).not.toContain('claimed-digest');
    expect(await rulesOf({})).not.toContain('claimed-digest');
  });
});
