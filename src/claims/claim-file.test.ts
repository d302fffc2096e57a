import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { UsageError } from '../core/errors.ts';
import { readClaims } from './claim-file.ts';

const CLAIM = `version: 1
claims:
- id: final-run
  sentence: The final run cost 5.6 million dollars.
  by: Somebody
  on: 2025-02-03
  source: https://example.org/page
  status: quoted
  about: a final run
  check:
    kind: model
    model: rental-cost
    claimed: { value: 5.6, unit: MUSD }
    sets:
    - id: report
      title: the report
      as: source
      assume:
        hours: { record: v3.hours.total }
        rent: { record: v3.price }
`;
const message = (text: string): string => {
  try {
    readClaims(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'read';
};

describe('a claim file', () => {
  it('is read, with what is left out filled in', () => {
    expect(readClaims(CLAIM, 'mine.yaml')[0]).toMatchObject({
      id: 'final-run',
      on: '2025-02-03',
      rivals: [],
      caveats: [],
    });
  });

  it.each([
    [
      'a word that is not known',
      CLAIM.replace('model: rental-cost', 'model: rental-cost\n    modle: x'),
      /line 10: claims\.0\.check: unknown: modle/,
    ],
    ['a misspelt kind', CLAIM.replace('kind: model', 'kind: modle'), /line 11: .*kind/],
    ['a missing sentence', CLAIM.replace(/ {2}sentence.*\n/, ''), /claims\.0\.sentence: expected string/],
    ['a day that is none', CLAIM.replace('2025-02-03', '2025-02-31'), /line 6: claims\.0\.on: no such day/],
    [
      'a value and a range',
      CLAIM.replace('value: 5.6', 'value: 5.6, low: 1, high: 2'),
      /line 13: .*say value, or low and high/,
    ],
    [
      'a record that is not there',
      CLAIM.replace('v3.price', 'v9.price'),
      /line 10: final-run: set report: data\/economics has no v9\.price/,
    ],
    [
      'a model that is not there',
      CLAIM.replace('rental-cost', 'rental-costs'),
      /there is no model rental-costs: acquisition-cost/,
    ],
    ['an input that is missing', CLAIM.replace(/ {8}rent:.*\n/, ''), /needs rent: rent of a chip/],
    ['another unit', CLAIM.replace('unit: MUSD', 'unit: token'), /the claim is in token, and this gives/],
    ['two of one id', CLAIM + CLAIM.slice(CLAIM.indexOf('- id')), /two claims have one id/],
    ['no YAML', 'a: [', /line \d+: not YAML/],
    ['an alias', 'version: 1\nclaims: &a [*a]\n', /line 2: a claim file has no aliases/],
    ['laughs', 'a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n', /line 2: a claim file has no aliases/],
    ['brackets', `claims: ${'['.repeat(200_000)}`, /within one another/],
    ['brackets over lines', `claims:\n${'[\n'.repeat(100_000)}`, /nested too deep|within one another|not YAML/],
    ['dashes', `claims:\n${'- '.repeat(5000)}x\n`, /within one another/],
    ['length', `version: 1 # ${'x'.repeat(1 << 20)}\n`, /longer than the 1048576 characters/],
    ['a key twice', CLAIM.replace('  by: Somebody', '  by: Somebody\n  by: Else'), /line 6: not YAML: .*unique/],
    ['a terminal sequence', CLAIM.replace('kind: model', '"\\e[2J": 1\n    kind: model'), /unknown: \\x1b\[2J/],
  ])('with %s is refused with its line', (_, text, expected) => {
    expect(message(text)).toMatch(/^mine\.yaml/);
    expect(message(text)).toMatch(expected);
  });

  it.each(['__proto__', 'constructor', 'toString'])('gains nothing by an input called %s', (key) => {
    expect(message(CLAIM.replace('        rent:', `        ${key}: { value: 1, unit: "1" }\n        rent:`))).not.toBe(
      'read',
    );
    expect(message(`${CLAIM.replace('  about:', `  ${key}: { a: 1 }\n  about:`)}`)).not.toBe('read');
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('of whatever text and structure is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void message(text)),
      { numRuns: 300 },
    );
    const any = fc.anything({ withNullPrototype: false, withBigInt: false, withDate: false });
    fc.assert(
      fc.property(any, (value) => {
        const text = stringify({ version: 1, claims: [value] }, { aliasDuplicateObjects: false });
        expect(message(text)).not.toBe('read');
      }),
      { numRuns: 200 },
    );
  });

  it('cut anywhere is read or refused', () => {
    for (let end = 0; end < CLAIM.length; end += 7) expect(message(CLAIM.slice(0, end))).toMatch(/^mine\.yaml|^read$/);
  });
});
