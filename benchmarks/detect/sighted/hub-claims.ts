import { createHash } from 'node:crypto';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import type { DetectCase } from '../case.ts';

const weights = (): Uint8Array =>
  writeSafetensors({ tensors: [{ name: 'a', dtype: 'F32', shape: [2], bytes: 8 }], metadata: { format: 'pt' } });
const sha256 = createHash('sha256').update(weights()).digest('hex');
const other = createHash('sha256').update('another upload').digest('hex');
const files = { 'model.safetensors': weights() };

function one(name: string, malicious: boolean, title: string, sha: string, there?: string): DetectCase {
  const reference = there === undefined ? {} : { reference: { by: 'other.example', sha256: there } };
  const claims = { 'model.safetensors': { by: 'hub.example', sha256: sha, ...reference } };
  return {
    id: `repository/${name}@repository`,
    trick: 'repository',
    container: 'repository',
    malicious,
    title,
    build: () => files,
    claims,
  };
}

/** What a hub says of content, against the content and against another hub. */
export const hubClaimCases: readonly DetectCase[] = [
  one('claimed-digest-differs', true, 'A mirror gives other bytes than the hub lists', other),
  one('claimed-digest-holds', false, 'The bytes have the digest that the hub lists', sha256),
  one('hubs-differ', true, 'A changed copy under the same name on another hub', sha256, other),
  one('hubs-agree', false, 'The same file on two hubs', sha256, sha256),
];
