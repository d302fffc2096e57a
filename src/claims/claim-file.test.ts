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
      /line 10: claim final-run, check: unknown: modle; allowed are kind, model, claimed, sets$/,
    ],
    [
      'a misspelt kind',
      CLAIM.replace('kind: model', 'kind: modle'),
      /line 11: claim final-run, check\.kind: is "modle"; allowed are curves, equivalence, event, .*trend$/,
    ],
    [
      'a missing sentence',
      CLAIM.replace(/ {2}sentence.*\n/, ''),
      /claim final-run, sentence: is missing: a text is wanted$/,
    ],
    [
      'a day that is none',
      CLAIM.replace('2025-02-03', '2025-02-31'),
      /line 6: claim final-run, on: "2025-02-31": no such day/,
    ],
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
    [
      'a key twice',
      CLAIM.replace('  by: Somebody', '  by: Somebody\n  by: Else'),
      /line 6: not YAML: the word stands twice in one place: once is enough$/,
    ],
    ['a terminal sequence', CLAIM.replace('kind: model', '"\\e[2J": 1\n    kind: model'), /unknown: \\x1b\[2J/],
  ])('with %s is refused with its line', (_, text, expected) => {
    expect(message(text)).toMatch(/^mine\.yaml/);
    expect(message(text)).toMatch(expected);
  });

  const rent = (text: string): string => CLAIM.replace('{ record: v3.price }', text);
  it.each([
    [
      'an interval without a level',
      rent('{ low: 1.5, high: 4, unit: "USD/chip:H800/h", as_of: 2024-12 }'),
      /an interval has low, high and level: range for bounds without a probability, or the probability/,
    ],
    [
      'a level that is none',
      rent('{ low: 1.5, high: 4, level: bounds, unit: "USD/chip:H800/h", as_of: 2024-12 }'),
      /rent\.level: "bounds": level is range, for bounds without a probability, or the probability between/,
    ],
    [
      'ends the wrong way round',
      rent('{ low: 3, high: 2, level: range, unit: "USD/chip:H800/h", as_of: 2024-12 }'),
      /rent: low lies below high$/,
    ],
    [
      'a year without quotes',
      rent('{ value: 2, unit: "USD/chip:H800/h", as_of: 2024 }'),
      /rent\.as_of: is a number, and a text is wanted: put it between quotes$/,
    ],
    [
      'a number beyond all',
      CLAIM.replace('value: 5.6', 'value: 1e400'),
      /claimed\.value: is larger than any number that can be reckoned with, and a number is wanted$/,
    ],
    [
      'no number',
      CLAIM.replace('value: 5.6', 'value: .nan'),
      /claimed\.value: is not a number, and a number is wanted$/,
    ],
    [
      'an endless id',
      CLAIM.replace('id: final-run', `id: ${'x'.repeat(3000)}`),
      /^.{0,40}claim x{60}…, id: has 3000 characters, and allowed is at most 80$/,
    ],
    ['the name casebook', CLAIM.replace('id: final-run', 'id: casebook'), /id: "casebook": Assay itself goes by this/],
    ['the name claims', CLAIM.replace('id: final-run', 'id: claims'), /id: "claims": Assay itself goes by this/],
  ])('says of %s what is wanted', (_, text, expected) => {
    expect(message(text)).toMatch(expected);
  });

  it.each([
    [
      'a second colon',
      'source: https://example.org/page',
      'source: a page: of 2025',
      /line 7: not YAML: there is a second colon in the line: put a text/,
    ],
    ['a tab', '  by: Somebody', '\tby: Somebody', /line \d+: not YAML: a tab indents the line: use spaces$/],
    ['an open quote', 'by: Somebody', 'by: "Somebody', /line \d+: not YAML: something is not closed/],
    ['an open brace', 'unit: MUSD }', 'unit: MUSD', /line \d+: not YAML: /],
    ['an indent', '  on: 2025-02-03', '    on: 2025-02-03', /line \d+: not YAML: /],
    ['a tag', 'by: Somebody', 'by: !!js/function Somebody', /line 5: not YAML: a tag or an anchor/],
    [
      'a sign',
      'by: Somebody',
      'by: @Somebody',
      /line 5: not YAML: a text begins with a sign that cannot begin one: put a text/,
    ],
    [
      'a text for a number',
      'value: 5.6',
      'value: "5,600,000"',
      /line 13: claim final-run, check\.claimed\.value: is a text, and a number is wanted, without quotes, commas or a unit$/,
    ],
    [
      'a number for a text',
      'by: Somebody',
      'by: 5',
      /line 5: claim final-run, by: is a number, and a text is wanted: put it between quotes$/,
    ],
    [
      'an empty text',
      'by: Somebody',
      'by: ""',
      /line 5: claim final-run, by: has 0 characters, and allowed is at least 1$/,
    ],
    [
      'another status',
      'status: quoted',
      'status: rumoured',
      /line 8: claim final-run, status: is "rumoured"; allowed are primary, quoted, secondary, computed, recalled$/,
    ],
    ['another version', 'version: 1', 'version: 2', /line 1: version: is 2; allowed is 1$/],
    [
      'a misspelt number',
      'value: 5.6',
      'valeu: 5.6',
      /line 13: claim final-run, check\.claimed: unknown: valeu; allowed are value, low, high, unit, rounding, digits$/,
    ],
    [
      'a misspelt record',
      'hours: { record:',
      'hours: { recrod:',
      /line 19: claim final-run, check\.sets\.0\.assume\.hours: unknown: recrod; allowed are record, sum, from, to, unknown, value, .*live$/,
    ],
    [
      'rounding that is negative',
      'value: 5.6,',
      'value: 5.6, rounding: -1,',
      /check\.claimed\.rounding: is -1, and allowed is at least 0$/,
    ],
    [
      'an id in capitals',
      'id: final-run',
      'id: Final Run',
      /line 3: claim Final Run, id: "Final Run": an id is in kebab-case: final-run$/,
    ],
    ['no sets', /sets:[^]*/, 'sets: []\n', /check\.sets: has 0 entries, and allowed is at least 1$/],
  ])('says in its own words what is wrong with %s, and what is allowed', (_, from, to, expected) => {
    const said = message(CLAIM.replace(from, to));
    expect(said).toMatch(/^mine\.yaml, line \d+: /);
    expect(said).toMatch(expected);
    // Words of the libraries that read it.
    expect(said).not.toMatch(/expected|received|Invalid|flow|scalar|mapping|implicit|block|undefined|at line/);
  });

  it('keeps the zeros that are said after the point', () => {
    const digits = (value: string) => {
      const [claim] = readClaims(CLAIM.replace('5.6,', `${value},`), 'mine.yaml');
      return claim?.check.kind === 'model' ? claim.check.claimed.digits : 'no model';
    };
    expect(['5.60', '5.6', '10.0', '10', '0.040', '1.0e+8'].map(digits)).toEqual([3, undefined, 3, undefined, 2, 2]);
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
