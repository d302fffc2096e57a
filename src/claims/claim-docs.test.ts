import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from './check.ts';
import { CHECKS } from './checks/registry.gen.ts';
import { readClaims } from './claim-file.ts';
import { THRESHOLDS } from './export-controls/thresholds.ts';

const page = readFileSync(new URL('../../docs/claims.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
const whole = blocks.find((text) => text.startsWith('version: 1\n')) ?? '';

/** An example of a check stands in place of that of the whole file. */
function fileOf(block: string): string {
  if (!block.startsWith('check:\n')) return block;
  const example = block.trimEnd().replaceAll(/^/gm, '  ');
  return whole.replace(/^ {2}check:\n(?: {4}.*\n)+/m, () => `${example}\n`);
}

it.each(blocks.map((block) => [/kind: (\w+)/.exec(block)?.[1] ?? '', block] as const))(
  'the example of %s is a claim file that can be checked',
  (kind, block) => {
    const [claim] = readClaims(fileOf(block), 'docs.yaml');
    if (claim === undefined) throw new Error('no claim');
    expect(claim.check.kind).toBe(kind);
    const { sets } = check(claim, { asOf: '2026-11-26', draws: 2000 });
    expect(sets.length).toBeGreaterThan(0);
    expect(sets.some(({ outcome, id }) => outcome !== 'unknown' || id === 'curve-2')).toBe(true);
  },
);

it('the page has an example of each kind, every threshold, and one caveat in its file', () => {
  const shown = new Set(blocks.map((block) => /kind: (\w+)/.exec(block)?.[1]));
  expect(CHECKS.map(({ kind }) => kind).filter((kind) => !shown.has(kind))).toEqual([]);
  for (const { id } of THRESHOLDS) expect(page).toContain(`\`${id}\``);
  expect(readClaims(whole, 'docs.yaml')[0]?.caveats).toHaveLength(1);
});
