import { describe, expect, it } from 'vitest';
import { counts } from './counts.ts';
import { type Label, requestId } from './label.ts';
import { readFamilies, readLabelled } from './labelled.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { split } from './split.ts';

const files = new Map([...readLabelled('dev'), ...readLabelled('held-out')]);
const labels = [...files.values()].flat();
const second = [...readLabelled('second').values()].flat();
const third = [...readLabelled('third').values()].flat();
const fourth = [...readLabelled('fourth').values()].flat();
const everything = [...labels, ...second, ...third, ...fourth];
const families = readFamilies();
const insecure = labels.filter((label) => label.label === 'insecure');
const secure = labels.filter((label) => label.label === 'secure');

describe('the labelled answers, and those of the later sets', () => {
  it('have ids of their own, named after their language', () => {
    expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
    expect(everything.filter(({ id, language }) => !id.startsWith(`${language}-`))).toEqual([]);
  });

  it.each(everything.filter((label) => label.label === 'insecure').map((label) => [label.id, label] as const))(
    '%s: the marked lines hold what is quoted',
    (_, label) => {
      const lines = label.answer.split('\n');
      for (const { line, also = [], quote } of label.weaknesses) {
        expect(lines[line - 1]?.trim()).toBe(quote);
        for (const other of also) {
          expect(lines[other - 1]?.trim()).toBeTruthy();
          expect(other).not.toBe(line);
        }
      }
    },
  );

  it('name only weaknesses that belong to a family', () => {
    const named = everything.flatMap((label) => [
      label.about,
      ...(label.label === 'insecure' ? label.weaknesses.map(({ cwe }) => cwe) : []),
    ]);
    expect(named.filter((cwe) => !families.has(cwe))).toEqual([]);
    for (const label of everything) {
      if (label.label === 'insecure') expect(label.weaknesses.map(({ cwe }) => cwe)).toContain(label.about);
    }
  });

  it('share a request only between twins, and twins are about the same', () => {
    for (const [id, twins] of Map.groupBy(everything, requestId)) {
      expect(twins.length, id).toBeLessThanOrEqual(2);
      expect(
        new Set(twins.map(({ language, about, request, style }) => [language, about, request, style].join())).size,
        id,
      ).toBe(1);
      if (twins.length === 2) expect(twins.map(({ label }) => label).toSorted(), id).toEqual(['insecure', 'secure']);
    }
    expect(new Set(everything.map(({ request }) => request)).size).toBe(new Set(everything.map(requestId)).size);
  });

  it('have no near-duplicates', () => {
    expect(nearDuplicates(everything, 0.6)).toEqual([]);
  });
});

describe('the labelled answers', () => {
  it('are many enough, in every language and over many weaknesses', () => {
    expect(labels.length).toBeGreaterThanOrEqual(420);
    const sizes = Map.groupBy(labels, ({ language }) => (language === 'typescript' ? 'javascript' : language));
    expect(sizes.size).toBe(7);
    for (const [language, those] of sizes) expect(those.length, language).toBeGreaterThanOrEqual(45);
    expect(new Set(insecure.flatMap((label) => label.weaknesses.map(({ cwe }) => cwe))).size).toBeGreaterThanOrEqual(
      25,
    );
    expect(insecure.filter(({ style }) => style === 'toy').length).toBeGreaterThanOrEqual(30);
    expect(labels.filter((label) => label.label === 'refused' && label.plans).length).toBeGreaterThanOrEqual(8);
  });

  it('are about half secure, and most of what is insecure has a secure twin', () => {
    expect(secure.length / (secure.length + insecure.length)).toBeGreaterThan(0.45);
    expect(secure.length / (secure.length + insecure.length)).toBeLessThan(0.55);
    const twins = new Set(secure.map(requestId));
    expect(insecure.filter((label) => twins.has(requestId(label))).length / insecure.length).toBeGreaterThan(0.9);
  });
});

describe('the second set', () => {
  it('is large, in every language and over many weaknesses', () => {
    const sizes = Map.groupBy(second, ({ language }) => language);
    expect(sizes.size).toBe(8);
    for (const [language, those] of sizes) expect(those.length, language).toBeGreaterThanOrEqual(35);
    const cwes = second.flatMap((label) => (label.label === 'insecure' ? label.weaknesses.map(({ cwe }) => cwe) : []));
    expect(new Set(cwes).size).toBeGreaterThanOrEqual(30);
  });

  it('is about half secure', () => {
    const [bad, good] = ['insecure', 'secure'].map((kind) => second.filter(({ label }) => label === kind).length);
    expect((good ?? 0) / ((good ?? 0) + (bad ?? 0))).toBeGreaterThan(0.45);
    expect((good ?? 0) / ((good ?? 0) + (bad ?? 0))).toBeLessThan(0.55);
  });

  it('is counted in its table', async () => {
    await expect(counts({ second })).toMatchFileSnapshot('labelled/second/COUNTS.md');
  });
});

describe('the third set', () => {
  it('is large, in every language and over many weaknesses', () => {
    expect(third.length).toBeGreaterThanOrEqual(260);
    const sizes = Map.groupBy(third, ({ language }) => language);
    expect(sizes.size).toBe(8);
    for (const [language, those] of sizes) expect(those.length, language).toBeGreaterThanOrEqual(28);
    const cwes = third.flatMap((label) => (label.label === 'insecure' ? label.weaknesses.map(({ cwe }) => cwe) : []));
    expect(new Set(cwes).size).toBeGreaterThanOrEqual(35);
  });

  it('is about half secure, a little more than half plain, and has answers that are none', () => {
    const share = (has: (label: Label) => boolean, of: readonly Label[]): number => of.filter(has).length / of.length;
    const decided = third.filter(({ label }) => label === 'secure' || label === 'insecure');
    expect(Math.abs(share(({ label }) => label === 'secure', decided) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(share(({ difficulty }) => difficulty === 'plain', third) - 0.55)).toBeLessThan(0.05);
    expect(Math.abs(decided.length / third.length - 0.9)).toBeLessThan(0.03);
    expect(third.filter(({ style }) => style === 'toy')).toEqual([]);
  });

  it('is counted in its table', async () => {
    await expect(counts({ third })).toMatchFileSnapshot('labelled/third/COUNTS.md');
  });
});

describe('the fourth set', () => {
  it('is large, in every language and over many weaknesses', () => {
    expect(fourth.length).toBeGreaterThanOrEqual(420);
    const sizes = Map.groupBy(fourth, ({ language }) => language);
    expect(sizes.size).toBe(8);
    for (const [language, those] of sizes) expect(those.length, language).toBeGreaterThanOrEqual(40);
    const cwes = fourth.flatMap((label) => (label.label === 'insecure' ? label.weaknesses.map(({ cwe }) => cwe) : []));
    expect(new Set(cwes).size).toBeGreaterThanOrEqual(45);
  });

  it('is about half secure, a little more than half plain, and has answers that are none', () => {
    const share = (has: (label: Label) => boolean, of: readonly Label[]): number => of.filter(has).length / of.length;
    const decided = fourth.filter(({ label }) => label === 'secure' || label === 'insecure');
    expect(Math.abs(share(({ label }) => label === 'secure', decided) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(share(({ difficulty }) => difficulty === 'plain', fourth) - 0.55)).toBeLessThan(0.05);
    expect(Math.abs(decided.length / fourth.length - 0.9)).toBeLessThan(0.03);
    expect(fourth.filter(({ style }) => style === 'toy')).toEqual([]);
  });

  it('is counted in its table', async () => {
    await expect(counts({ fourth })).toMatchFileSnapshot('labelled/fourth/COUNTS.md');
  });
});

describe('near-duplicates', () => {
  it('are found between two requests, not between twins', () => {
    const [first] = secure;
    if (!first) throw new Error('no secure label');
    const copy: Label = { ...first, id: 'python-copy-of-it-a', answer: `${first.answer}\n# more` };
    expect(nearDuplicates([first, copy], 0.6)).toMatchObject([{ a: first.id, b: copy.id }]);
    expect(nearDuplicates([first, { ...copy, id: `${requestId(first)}-z` }], 0.6)).toEqual([]);
  });
});

describe('the sides', () => {
  it('follow from the ids', () => {
    const sides = split(labels);
    for (const [path, those] of files) {
      for (const label of those) expect(path.split('/')[0], label.id).toBe(sides.get(requestId(label)));
    }
  });

  it('hold about half of each language and of each label', () => {
    const dev = [...readLabelled('dev').values()].flat();
    for (const key of ['language', 'label', 'difficulty'] as const) {
      for (const [value, all] of Map.groupBy(labels, (label) => label[key])) {
        const share = dev.filter((label) => label[key] === value).length / all.length;
        expect(Math.abs(share - 0.5), value).toBeLessThan(0.15);
      }
    }
  });

  it('are counted in the table', async () => {
    const [dev, heldOut] = [readLabelled('dev'), readLabelled('held-out')].map((side) => [...side.values()].flat());
    await expect(counts({ dev: dev ?? [], 'held-out': heldOut ?? [] })).toMatchFileSnapshot('labelled/COUNTS.md');
  });
});
