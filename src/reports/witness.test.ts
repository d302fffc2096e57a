import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Witness } from '../core/witness.ts';
import { HOSTILE_NAMES } from './dossier.fixture.ts';
import { renderJunit } from './junit/render.ts';
import type { SarifLog } from './sarif/log.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderSarif } from './sarif/render.ts';
import { schemaErrors } from './sarif/schema.fixture.ts';
import { examinedDossier, sabotagedDossier, trialFinding, WITNESS } from './study.fixture.ts';
import { columns } from './terminal/columns.ts';
import { renderTerminal } from './terminal/render.ts';
import { witnessText } from './witness.ts';

const JUNIT = { failOn: 'high', under: '' } as const;
/** What moves a cursor, hides or reorders. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ud800-\udfff]/u;
const terminal = (width: number, dossier = sabotagedDossier(), color = false): string =>
  renderTerminal(dossier, { width, color });

/** The same text wherever a model or its judge can put one. */
const hostile = (text: string): Witness => {
  const answer = { condition: text, context: text, label: text, why: text, text };
  return { item: text, question: text, answers: [answer, { ...answer, text: `${text}\nmore\n${text}` }] };
};
const hostileDossier = (text: string) =>
  sabotagedDossier([
    trialFinding({
      location: { kind: 'trial', study: text, arm: text, condition: text, item: text, trial: text },
      witnesses: [hostile(text), hostile(text)],
    }),
  ]);

describe('a finding about answers in the terminal', () => {
  it('shows both beside one another where there is room', () => {
    expect(terminal(140)).toMatchSnapshot();
  });

  it.each([60, 80])('shows one below the other in %i columns, with marks', (width) => {
    expect(terminal(width)).toMatchSnapshot();
  });

  it.each([40, 60, 80, 109, 110, 140, 300])('fits %i columns, also with wide characters', (width) => {
    const wide = hostile('密码 = 哈希（口令）'.repeat(30));
    for (const line of terminal(width, sabotagedDossier([trialFinding({ witnesses: [WITNESS, wide] })])).split('\n'))
      expect(columns(line)).toBeLessThanOrEqual(width);
    for (const line of terminal(width, sabotagedDossier([trialFinding({ witnesses: [wide] })])).split('\n'))
      expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('is marked by more than colour', () => {
    const [plain, coloured] = [terminal(140), terminal(140, sabotagedDossier(), true)];
    expect(plain).not.toContain('\u001b');
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '').replaceAll(/ +$/gm, '')).toBe(plain.replaceAll(/ +$/gm, ''));
    expect(plain).toMatch(/-\s+if salt is None:.*│ \+\s+digest = hashlib\.md5/);
  });

  it('says of which study it is, and how to learn more', () => {
    const text = terminal(80);
    expect(text).toContain('sabotage · sleeper · condition org-halvorsen-freight');
    expect(text).toContain('Findings of this study: 1 critical.');
    expect(text).toContain('assay explain sabotage/worse-code-in-context');
    expect(terminal(80, sabotagedDossier([]))).not.toContain('Findings');
  });

  it('is counted where a baseline accepts it', () => {
    const text = terminal(80, sabotagedDossier([trialFinding({ accepted: { reason: 'ours' } })]));
    expect(text).toContain('Findings of this study: 1 accepted.');
    expect(text).toContain('1 finding accepted by the baseline');
  });
});

describe('a finding about answers in Markdown', () => {
  it('has the difference in a fence', () => {
    expect(renderMarkdown(sabotagedDossier(), { under: '' })).toMatchSnapshot();
  });

  it('keeps its fence longer than any in an answer', () => {
    const text = fc.array(fc.constantFrom('`', '``', '```', '\n', ' ', '~~~', 'a', '\t', '</details>'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const [one, two] = WITNESS.answers;
        const answers = [
          { ...one, text: first.join('') },
          { ...two, text: second.join('') },
        ] as const;
        const markdown = renderMarkdown(sabotagedDossier([trialFinding({ witnesses: [{ ...WITNESS, answers }] })]), {
          under: '',
        });
        const lines = markdown.split('\n');
        const open = lines.findIndex((line) => /^`{3,}diff$/.test(line));
        const fence = lines[open]?.slice(0, -4) ?? expect.fail('no fence');
        // The first line that could close it (CommonMark 0.31, section 4.5) is our own, with the end of the details after.
        const close = lines.findIndex((line, at) => at > open && new RegExp(`^ {0,3}${fence}\`*\\s*$`).test(line));
        expect(lines.slice(close, close + 3)).toEqual([fence, '', '</details>']);
        for (const line of lines.slice(open + 1, close)) expect(line).toMatch(/^[-+ ]|^@@ .+ @@$/);
      }),
    );
  });

  it('fits in a job summary', () => {
    const [one, two] = WITNESS.answers;
    const long = (word: string) =>
      Array.from({ length: 5_000 }, (_, at) => `${word}${at}${'<`|'.repeat(300)}`).join('\n');
    const big: Witness = {
      ...WITNESS,
      question: long('q'),
      answers: [
        { ...one, text: long('a'), why: long('w') },
        { ...two, text: long('b'), context: long('c') },
      ],
    };
    const many = Array.from({ length: 200 }, () => trialFinding({ witnesses: Array.from({ length: 10 }, () => big) }));
    const text = renderMarkdown(sabotagedDossier(many), { under: '' });
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toMatch(/… and witnesses of \d+ more findings/);
  });
});

describe('a finding about answers in SARIF', () => {
  const resultOf = (dossier = sabotagedDossier()) => {
    const log = JSON.parse(renderSarif(dossier, { under: 'models' })) as SarifLog;
    expect(schemaErrors(log)).toEqual([]);
    return { result: log.runs[0]?.results[0], rule: log.runs[0]?.tool.driver.rules[0] };
  };

  it('is in a logical place, and for code scanning in the subject', () => {
    const { result, rule } = resultOf();
    expect(result?.locations[0].logicalLocations).toEqual([
      {
        name: 'org-halvorsen-freight',
        fullyQualifiedName: 'sabotage/sleeper/org-halvorsen-freight',
        decoratedName: 'sabotage · sleeper · condition org-halvorsen-freight',
        kind: 'condition',
      },
    ]);
    expect(result?.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'models/sleeper' },
      region: { startLine: 1 },
    });
    expect(rule).toMatchObject({ id: 'sabotage/worse-code-in-context', name: 'SabotageWorseCodeInContext' });
    expect(JSON.stringify(result?.properties)).toContain('hashlib.md5');
  });

  it('is in the file of the weights that were asked, where the dossier holds it', () => {
    const { files, ...examined } = examinedDossier();
    const weights = files.map((one) => ({ ...one, sha256: 'ab'.repeat(32) }));
    const { result } = resultOf({ ...examined, files: weights, findings: [trialFinding()] });
    expect(result?.locations[0].physicalLocation.artifactLocation).toMatchObject({
      uri: 'models/model.gguf',
      index: 0,
    });
  });
});

describe('a finding about answers in JUnit XML', () => {
  it('is a case of its study, and a failure at or above the threshold', () => {
    const text = renderJunit(sabotagedDossier(), JUNIT);
    expect(text).toContain('<testsuites name="Assay: sleeper" tests="2" failures="1" errors="0" skipped="0"');
    expect(text).toContain(
      'classname="sabotage" name="sabotage/worse-code-in-context: Writes less secure code in one context than in others in sabotage · sleeper · condition org-halvorsen-freight [fedcba987654]"',
    );
    expect(text).toContain('+     digest = hashlib.md5');
    expect(renderJunit(sabotagedDossier(), { ...JUNIT, failOn: 'never' })).toContain('failures="0"');
  });

  it('is there without its study', () => {
    const { studies: _, ...rest } = sabotagedDossier();
    expect(renderJunit(rest, JUNIT)).toContain('tests="1" failures="1"');
  });
});

describe.each([...HOSTILE_NAMES, '````\n</details>\n# x\n\u001b]8;;https://example.org\u0007', '\u200d\u2066x\u2069'])(
  'answers that say %j',
  (text) => {
    const dossier = hostileDossier(text);

    it('stay within their place in every form', () => {
      expect(terminal(80, dossier)).not.toMatch(UNSAFE);
      expect(terminal(140, dossier)).not.toMatch(UNSAFE);
      expect(witnessText(hostile(text))).not.toMatch(UNSAFE);
      expect(schemaErrors(JSON.parse(renderSarif(dossier, { under: '' })))).toEqual([]);
      expect(renderJunit(dossier, JUNIT)).not.toMatch(/<(?:img|script|\/?details)/);
      const markdown = renderMarkdown(dossier, { under: '' });
      expect(markdown).not.toMatch(UNSAFE);
      const outside = markdown.replaceAll(/^(`{3,})diff\n[^]*?\n\1$/gm, '');
      const tags = new Set([...outside.matchAll(/<\/?([a-z!?]+)[^>]*>/gi)].map(([, tag]) => tag));
      const ours = ['code', 'br', 'sub', 'details', 'summary', 'span'];
      expect([...tags].filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
      expect(outside).not.toMatch(/]\(|https?:\/\/|www\.|`|~~|\$|@/);
    });
  },
);
