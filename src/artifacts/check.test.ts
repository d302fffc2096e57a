import { expect, it } from 'vitest';
import type { SurveyedFile, SurveyedPart } from '../survey/surveyed.ts';
import { checkFile } from './check.ts';

it('one rule lists a thousand findings of a file; the rest are counted, at the worst severity among them', async () => {
  const part = (index: number): SurveyedPart => ({
    at: { path: 'a.zip', member: `member ${index}` },
    role: 'member',
    size: 1,
    format: 'zip',
    match: 'magic',
    status: 'complete',
    anomalies: [{ code: index === 1200 ? 'zip.duplicate-name' : 'zip.similar-name', message: 'x', stops: false }],
  });
  const parts = Array.from({ length: 1500 }, (_, index) => part(index));
  const file = { path: 'a.zip', size: 1, status: 'complete', anomalies: [], secrets: [], parts } as const;
  const findings = await checkFile(file satisfies SurveyedFile);
  expect(findings.length).toBe(1001);
  expect(findings.filter(({ message }) => /^\d+ more findings of this rule in this file/.test(message))).toHaveLength(
    1,
  );
  expect(findings.map(({ severity }) => severity).filter((severity) => severity !== 'medium')).toEqual(['high']);
});

it('what a finding keeps of a file is bounded; its fingerprint is of the whole', async () => {
  const file = (end: string): SurveyedFile => ({
    path: 'a.zip',
    size: 1,
    status: 'complete',
    anomalies: [],
    parts: [
      {
        at: { path: 'a.zip', member: `${'x'.repeat(65_000)}${end}` },
        role: 'member',
        size: 1,
        format: 'zip',
        match: 'magic',
        status: 'complete',
        anomalies: [{ code: 'zip.duplicate-name', message: 'y'.repeat(65_000), stops: false }],
      },
    ],
  });
  const [first, second] = [(await checkFile(file('a')))[0], (await checkFile(file('b')))[0]];
  expect(JSON.stringify(first).length).toBeLessThan(5_000);
  expect(first?.location).toMatchObject({
    member: expect.stringMatching(/^x{256}…\(64489 characters\)…x{255}a$/) as string,
  });
  expect(first?.fingerprint).not.toBe(second?.fingerprint);
});
