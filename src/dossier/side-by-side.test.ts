import { describe, expect, it } from 'vitest';
import { comparedDossier } from './compared.fixture.ts';
import { compareSeveral } from './several.ts';
import { sideBySide } from './side-by-side.ts';

const GROUPS = ['History', 'Rights and dissent'];
const rates = (...values: readonly number[]) =>
  values.map((value, index) => ({ group: GROUPS[index] ?? '', language: 'en', value }));

describe('a study of several models', () => {
  const [study] = sideBySide([
    comparedDossier('one', rates(0.1, 0.2)),
    comparedDossier('two', rates(0.6, 0.2)),
    comparedDossier('three', [...rates(0.3), { group: 'History', language: 'zh', value: 0.9 }]),
  ]);

  it('has a column for each, and a row for each measurement that is of the same thing', () => {
    expect(study?.columns.map(({ dossier, arm }) => [dossier, arm])).toEqual([
      [0, 'one'],
      [1, 'two'],
      [2, 'three'],
    ]);
    expect(
      study?.rows.map(({ under, cells }) => [under.group, under.language, ...cells.map((cell) => cell?.value ?? null)]),
    ).toEqual([
      ['History', 'en', 0.1, 0.6, 0.3],
      ['Rights and dissent', 'en', 0.2, 0.2, null],
      ['History', 'zh', null, null, 0.9],
    ]);
  });

  it('tells differences from the first, with intervals of both', () => {
    const [first] = study?.rows ?? [];
    expect(first?.cells[0]?.difference).toBeUndefined();
    // Each ± .1: the root of the sum of squares.
    expect(first?.cells[1]?.difference?.value).toBeCloseTo(0.5, 12);
    expect(first?.cells[1]?.difference?.low).toBeCloseTo(0.5 - Math.hypot(0.1, 0.1), 12);
    expect(first?.cells[1]?.difference?.high).toBeCloseTo(0.5 + Math.hypot(0.1, 0.1), 12);
    expect(study?.notes.join(' ')).toContain('1 of 3 measurements are of one model alone');
  });
});

describe('what is not comparable', () => {
  it('is another version of the study: values stand there, differences do not', () => {
    const [study] = sideBySide([
      comparedDossier('one', rates(0.1)),
      comparedDossier('two', rates(0.6), { version: '2' }),
    ]);
    expect(study?.rows[0]?.cells[1]).toMatchObject({ value: 0.6 });
    expect(study?.rows[0]?.cells[1]?.difference).toBeUndefined();
    expect(study?.notes).toContain(
      'B was studied by version 2 and A by 1: its questions or its judge may differ, so no difference is reckoned.',
    );
  });

  it('is another bank, another state of it, or other questions of it', () => {
    const asked = { bank: 'assay', digest: 'a'.repeat(64), questions: 'b'.repeat(64) };
    const against = (other: typeof asked | undefined) =>
      sideBySide([
        comparedDossier('one', rates(0.1), { asked }),
        comparedDossier('two', rates(0.6), other === undefined ? {} : { asked: other }),
      ])[0];
    const so = 'values of one name are of other questions, and no difference is reckoned.';
    for (const [other, said] of [
      [{ ...asked, bank: 'own', digest: 'c'.repeat(64) }, 'B was asked the bank own and A assay'],
      [{ ...asked, digest: 'c'.repeat(64) }, 'B and A were asked the bank assay with other contents'],
      [{ ...asked, questions: 'c'.repeat(64) }, 'B and A were asked other parts of the bank assay'],
    ] as const) {
      const study = against(other);
      expect(study?.notes).toEqual([`The questions differ: ${said}: ${so}`]);
      expect(study?.rows[0]?.cells[1]?.difference).toBeUndefined();
    }
    for (const same of [asked, undefined]) {
      expect(against(same)?.rows[0]?.cells[1]?.difference?.value).toBeCloseTo(0.5, 12);
      expect(against(same)?.notes.join(' ')).not.toContain('questions differ');
    }
  });

  it('is another method, or another level', () => {
    for (const over of [{ method: 'Clopper-Pearson' }, { interval: { low: 0.5, high: 0.7, level: 0.9 } }]) {
      const other = comparedDossier('two', [{ group: 'History', language: 'en', value: 0.6, ...over }]);
      const [study] = sideBySide([comparedDossier('one', rates(0.1)), other]);
      expect(study?.rows[0]?.cells[1]?.difference).toBeUndefined();
      expect(study?.notes).toContain(
        "1 values were measured by another method than the first column's: no difference is reckoned.",
      );
    }
  });

  it('are trials without a judgement, and studies that only one has', () => {
    const dossiers = [
      comparedDossier('one', rates(0.1)),
      comparedDossier('two', rates(0.6), { trials: { planned: 10, judged: 7, unjudged: 1, errored: 2, skipped: 0 } }),
      comparedDossier('three', rates(0.6), { id: 'other' }),
    ];
    const several = compareSeveral(dossiers);
    expect(several.studies[0]?.notes).toContain(
      'B: of 10 trials 1 could not be judged, 2 failed and 0 were skipped. Its numbers are of the others.',
    );
    expect(several.notCompared).toContain('Only C has the study other.');
    expect(several.studies.map(({ study }) => study)).toEqual(['censorship']);
  });

  it('are arms: each of a dossier has a column, and what names none is the suspect’s', () => {
    const dossier = comparedDossier('one', rates(0.1));
    const [measured] = dossier.measurements;
    const { conditions: _, ...bare } = measured ?? expect.fail('nothing measured');
    const [study] = sideBySide([{ ...dossier, measurements: [bare] }, dossier]);
    expect(study?.columns.map(({ arm }) => arm)).toEqual(['one', 'one']);
  });
});
