import { describe, expect, it } from 'vitest';
import { HOSTILE_NAMES } from './dossier.fixture.ts';
import { renderJunit } from './junit/render.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderSarif } from './sarif/render.ts';
import { schemaErrors } from './sarif/schema.fixture.ts';
import { examinedDossier, hostileStudyDossier, questionedDossier } from './study.fixture.ts';
import { renderTerminal } from './terminal/render.ts';

const REASON = /of 200 trials 1 could not be judged, 3 failed, 4 were skipped/;
const JUNIT = { failOn: 'high', under: '' } as const;
/** What moves a cursor, hides or reorders. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
const terminal = (width: number, dossier = questionedDossier()): string =>
  renderTerminal(dossier, { width, color: false });

describe('a study in the terminal', () => {
  it('stands with its models, trials and tables', () => {
    expect(terminal(80)).toMatchSnapshot();
  });

  it('fits forty columns, where rows are lines', () => {
    const text = terminal(40);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    expect(text).toMatchSnapshot();
  });

  it('stands below what is said of the files', () => {
    const text = terminal(80, examinedDossier());
    expect(text.replaceAll('\n', ' ')).toContain('Nothing was found in what was read of its files.');
    expect(text).toContain('192 trials: 192 judged');
    expect(text).not.toContain('Only files were examined');
  });
});

describe('a study in Markdown', () => {
  it('stands with its models, trials and tables', () => {
    expect(renderMarkdown(questionedDossier(), { under: '' })).toMatchSnapshot();
  });

  it('is cut where it has many rows, and says so', () => {
    const rows = Array.from({ length: 150 }, (_, index) => [`item-${index}`]);
    const tables = [{ id: 't', title: 'All', columns: [{ title: 'item', align: 'left' as const }], rows }];
    const text = renderMarkdown(questionedDossier({ tables }), { under: '' });
    expect(text).toContain('… and 50 more rows.');
    expect(text).not.toContain('item&#45;149');
  });
});

describe('a model that was only questioned', () => {
  it('makes a SARIF log that is valid and says what is lacking', () => {
    const log = JSON.parse(renderSarif(questionedDossier(), { under: '' })) as {
      runs: { results: unknown[]; invocations: { toolExecutionNotifications: { message: { text: string } }[] }[] }[];
    };
    expect(schemaErrors(log)).toEqual([]);
    expect(log.runs[0]?.results).toEqual([]);
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      expect.stringMatching(REASON),
    ]);
  });

  it('makes JUnit XML with a case for its study, which is an error where trials lack', () => {
    const text = renderJunit(questionedDossier(), JUNIT);
    expect(text).toContain('<testsuites name="Assay: sleeper" tests="1" failures="0" errors="1" skipped="0"');
    expect(text).toMatch(REASON);
    expect(renderJunit(examinedDossier(), JUNIT)).toContain('tests="2" failures="0" errors="0"');
    expect(renderJunit(examinedDossier(), JUNIT)).toContain('95.8 percentage points');
  });
});

describe.each(HOSTILE_NAMES)('a study that is called %j', (name) => {
  const dossier = hostileStudyDossier(name);

  it('stays within its place in every form', () => {
    expect(terminal(80, dossier)).not.toMatch(UNSAFE);
    const markdown = renderMarkdown(dossier, { under: '' });
    const tags = new Set([...markdown.matchAll(/<\/?([a-z!?]+)[^>]*>/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !['code', 'br', 'sub', 'details', 'summary', 'span'].includes(tag ?? ''))).toEqual(
      [],
    );
    expect(markdown).not.toMatch(/]\(|https?:\/\/|www\.|`|~~|\$|@/);
    expect(schemaErrors(JSON.parse(renderSarif(dossier, { under: '' })))).toEqual([]);
    expect(renderJunit(dossier, JUNIT)).not.toMatch(/<(?:img|script)/);
  });
});
