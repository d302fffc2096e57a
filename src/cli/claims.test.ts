import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Workplace } from './run.fixture.ts';

const place = new Workplace();
afterAll(() => place.remove());

const FAST = ['--draws', '2000', '--as-of', '2026-11-26'];
const OWN = `version: 1
claims:
- id: mine
  sentence: "The run\\e[2J cost **5.6** million dollars."
  by: Me
  on: 2025-02-03
  source: https://example.org
  status: quoted
  about: a run
  check:
    kind: model
    model: rental-cost
    claimed: { value: 5.6, unit: MUSD }
    sets:
    - { id: own, title: my sum, as: source, assume: { hours: { record: v3.hours.total }, rent: { value: 2, unit: "USD/chip:H800/h", as_of: 2024-12 } } }
`;

describe('assay claims', { timeout: 240_000 }, () => {
  it('lists the casebook', () => {
    const { code, out, err } = place.assay('claims');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\d+ claims\n/);
    expect(out).toContain('v3-final-run');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    const listed = JSON.parse(place.assay('claims', '--format', 'json').out) as { id: string }[];
    expect(listed.map(({ id }) => id)).toContain('gpt4-level-3m');
  });

  it('checks the casebook: exit 1, for one of it is contradicted', () => {
    const { code, out } = place.assay('claims', 'check', 'casebook', ...FAST);
    expect(code).toBe(1);
    expect(out).toContain('REPRODUCES  v3-final-run\n');
    expect(out).toMatch(
      /Claimed +5\.6 MUSD, and what rounds to it: 5\.55 to 5\.65 MUSD\nOwn sum +5\.576 MUSD\nOthers +4\.182 to 9\.535 MUSD, bounds, from the least to the greatest of \d \(partly unverified\)\nDecides +rent:/,
    );
    expect(out).toContain('DATED  diffusion-veu-already\n');
    expect(out).toContain('Unverified: nobody read the source');
    expect(place.assay('claims', 'check', 'casebook', ...FAST, '--fail-on', 'never').code).toBe(3);
  });

  it('checks a file: its words move no cursor and are no markup', () => {
    const file = place.save('mine.yaml', OWN);
    const text = place.assay('claims', 'check', file, ...FAST);
    expect([text.code, text.err]).toEqual([0, '']);
    expect(text.out).toMatch(/^REPRODUCES {2}mine\nThe run\\x1b\[2J cost/);
    const { out } = place.assay('claims', 'check', file, ...FAST, '--format', 'markdown');
    expect(out).toMatch(/^## REPRODUCES {2}mine/);
    expect(out).not.toContain('**5.6**');
    expect(place.assay('claims', 'check', file, ...FAST, '--format', 'json', '-o', 'out/v.json').out).toBe('');
    const said = JSON.parse(place.assay('claims', 'check', file, ...FAST, '--format', 'json').out) as {
      claims: [{ verdict: { verdict: string } }];
    };
    const [{ verdict }] = said.claims;
    expect(verdict.verdict).toBe('reproduces');
    expect(place.assay('claims', 'check', file, ...FAST, '--fail-on', 'reproduces').code).toBe(1);
  });

  it('writes every figure as a file', () => {
    const file = place.save('drawn.yaml', OWN.replace('value: 2,', 'low: 1.5, high: 3.42, level: range,'));
    const { code, err } = place.assay('claims', 'check', file, ...FAST, '--figures', 'drawn', '--fail-on', 'never');
    expect([code, err]).toEqual([0, expect.stringMatching(/^Figures: \d+ in drawn\n$/)]);
    const names = readdirSync(place.path('drawn'));
    expect(names).toEqual(
      expect.arrayContaining(['claims-chips.svg', 'claims-chips.csv', 'claims-prices.svg', 'claims-rules.svg']),
    );
    expect(names.filter((name) => name.startsWith('mine-')).length).toBeGreaterThanOrEqual(2);
  });

  it('shows nothing by a number that is none, and takes no more draws than it can hold', () => {
    const file = place.save('endless.yaml', OWN.replace('value: 2,', 'value: 1e308,'));
    const { code, out } = place.assay('claims', 'check', file, ...FAST);
    expect([code, out]).toEqual([3, expect.stringMatching(/^NOT-SHOWN/)]);
    const many = place.assay('claims', 'check', 'casebook', '--draws', '1000000000');
    expect([many.code, many.err]).toEqual([2, expect.stringContaining('2 to 2000000')]);
  });

  it('explains a claim, and says what if', () => {
    const { code, out } = place.assay('claims', 'explain', 'gpt4-level-3m', ...FAST);
    expect(code).toBe(0);
    expect(out).toContain('cost = compute · 2^(-months / halving)');
    expect(out).toMatch(/^halving .* % .*lie there\)/m);
    const after = place.assay(
      'claims',
      'what-if',
      'mine',
      '--file',
      'mine.yaml',
      '--set',
      'rent=3 USD/chip:H800/h',
      ...FAST,
    );
    expect(after.out).toMatch(/^What if rent = 3 USD\/chip:H800\/h: reproduces becomes contradicted\.\n/);
    expect(after.code).toBe(0);
  });

  it('knows on a day what was said by it, and nothing of a day to come', () => {
    const { code, out } = place.assay('claims', 'check', 'o1-dates', '--as-of', '2020-01-01');
    expect([code, out]).toEqual([3, expect.stringMatching(/^NOT-SHOWN {2}o1-dates\n/)]);
    expect(out).toContain('not yet said on 2020-01-01: the claim is of 2025-02-03');
    const ahead = `${new Date().getUTCFullYear() + 1}-12-31`;
    for (const args of [
      ['check', 'casebook'],
      ['chip', 'H20'],
    ]) {
      const { code: refused, err } = place.assay('claims', ...args, '--as-of', ahead);
      expect([refused, err]).toEqual([2, expect.stringContaining(`--as-of ${ahead} is to come`)]);
    }
  });

  it('refuses an input outside of what it can be, and says what it can', () => {
    const { code, err } = place.assay('claims', 'what-if', 'gpt4-level-3m', '--set', 'mfu=0.2..1.4');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('mfu is 0.2 to 1.4, and allowed is above 0 and at most 1'),
    ]);
  });

  it('draws one claim as one picture, and says how to have those of many', () => {
    const one = place.assay('claims', 'check', 'v3-final-run', ...FAST, '--format', 'svg');
    expect([one.code, one.out]).toEqual([0, expect.stringMatching(/^<svg [^]*claimed: [^]*<\/svg>\n$/)]);
    const many = place.assay('claims', 'check', 'casebook', ...FAST, '--format', 'svg');
    expect([many.code, many.err]).toEqual([2, expect.stringContaining('--figures DIR writes those of all 35')]);
    const none = place.assay('claims', 'check', 'o1-dates', ...FAST, '--format', 'svg');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('there is no picture of o1-dates')]);
  });

  it('offers of each command the formats that it has, and refuses others', () => {
    for (const name of ['list', 'explain', 'what-if', 'chip']) {
      const { out } = place.assay('claims', name, '--help');
      expect(out).toMatch(/choices: "terminal", "json",\s+"markdown",\s+default/);
      expect(out).toMatch(/folders\s+that\s+lead\s+to\s+it\s+are\s+made/);
    }
    expect(place.assay('claims', 'check', '--help').out).toMatch(/"html",\s+"brief",\s+"svg"/);
    const { code, err } = place.assay('claims', 'explain', 'o1-dates', '--format', 'html');
    expect([code, err]).toEqual([2, expect.stringContaining('Allowed choices are terminal, json, markdown.')]);
    const typo = place.assay('claims', 'chekc', 'casebook');
    expect([typo.code, typo.err]).toEqual([2, expect.stringContaining('claims has no command "chekc": list, check')]);
  });

  it('classifies a chip as of a day, and is no legal advice', () => {
    const { code, out } = place.assay('claims', 'chip', 'H20', '--as-of', '2024-06-01');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^H20 on 2024-06-01: it is outside 3A090\.a and 3A090\.b; it misses 3A090\.b\.1 in TPP by 32 of 2,400\./,
    );
    expect(out).toContain('not legal advice');
    expect(out).toContain('−32 (−1.333 %)');
    expect(out).toContain('88 FR 73458');
    const { out: json } = place.assay('claims', 'chip', 'H20', '--as-of', '2025-06-01', '--format', 'json');
    expect(JSON.parse(json)).toMatchObject({ letters: [{ id: 'letter-h20-2025' }] });
  });

  it('is refused with what is not there, and told what is', () => {
    const said = (...args: readonly string[]) => {
      const { code, err } = place.assay('claims', ...args);
      return [code, err];
    };
    expect(said('explain', 'v3-final')).toEqual([2, expect.stringContaining('did you mean v3-')]);
    expect(said('chip', 'H21')).toEqual([2, expect.stringContaining('no chip "H21" is recorded')]);
    expect(said('chip', 'H20', '--as-of', 'May')).toEqual([2, expect.stringContaining('is no day')]);
    expect(said('what-if', 'v3-final-run', '--set', 'mfu=0.5')).toEqual([
      2,
      expect.stringContaining('it has hours, rent'),
    ]);
    expect(said('what-if', 'v3-final-run', '--set', 'rent=two')).toEqual([2, expect.stringContaining('mfu=0.5')]);
    expect(said('check', 'none.yaml')).toEqual([2, expect.stringContaining('cannot read the claims "none.yaml"')]);
    place.save('bad.yaml', OWN.replace('value: 5.6', 'valeu: 5.6'));
    expect(said('check', 'bad.yaml')).toEqual([
      2,
      expect.stringMatching(
        /^assay: bad\.yaml, line 13: claim mine, check\.claimed: unknown: valeu; allowed are value, low/,
      ),
    ]);
  });
});
