import { describe, expect, it } from 'vitest';
import { dossierOf, file, finding, HOSTILE_NAMES } from '../dossier.fixture.ts';
import { renderMarkdown } from './render.ts';

const OPTIONS = { under: '' };

describe('the Markdown report', () => {
  it('says first what was found and how much was read', () => {
    const files = [file('model.bin'), file('b.gguf', { status: 'partial', reason: 'it ends early', format: 'gguf' })];
    expect(renderMarkdown(dossierOf(files, [finding(), finding({ severity: 'info' })]), OPTIONS)).toMatchSnapshot();
  });

  it('never calls anything clean', () => {
    const text = renderMarkdown(dossierOf([file('a')]), OPTIONS);
    expect(text).toContain('Nothing was found in what was read.');
    expect(text).not.toMatch(/\b(clean|safe)\b/i);
  });

  it('lists what a baseline accepts apart, with reason and last day', () => {
    const accepted = { reason: 'our | own', expires: '2030-01-01' };
    const text = renderMarkdown(dossierOf([file('model.bin')], [finding({ accepted })]), OPTIONS);
    expect(text).toContain('1 finding accepted by the baseline');
    expect(text).toContain('our &#124; own (until 2030-01-01) |');
  });

  it('fits in a job summary, and says how much it leaves out', () => {
    const findings = Array.from({ length: 9_000 }, () =>
      finding({ message: '<'.repeat(2_000), title: '<'.repeat(400) }),
    );
    const files = Array.from({ length: 9_000 }, (_, i) =>
      file(`${'<'.repeat(250)}${i}`, { status: 'failed', reason: '<'.repeat(2_000) }),
    );
    const text = renderMarkdown(dossierOf(files, findings), OPTIONS);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toContain('… and 8,900 more findings');
    expect(text).toContain('… and 8,950 more files');
  });

  it('says how the subject loads', () => {
    const code = {
      what: 'Python of the repository',
      files: ['modeling.py'],
      under: 'trust_remote_code=True',
      byDefault: false,
    };
    const row = {
      loader: 'transformers',
      folder: 'a|b',
      call: 'from_pretrained("a|b")',
      files: ['m.bin'],
      fileCount: 3,
    } as const;
    const loading = [
      { ...row, runs: [code, { ...code, byDefault: true }], note: 'left out: <x>' },
      { ...row, runs: [] },
    ];
    const text = renderMarkdown({ ...dossierOf([file('m.bin')]), loading }, OPTIONS);
    const lines = text.slice(text.indexOf('### How it loads')).split('\n');
    expect(lines.slice(4, 6).map((line) => line.split('|').length)).toEqual([6, 6]);
    expect(text).toContain('<code>m.bin</code> and 2 more');
    expect(text).toContain('can run Python of the repository from <code>modeling&#46;py</code>'.replace('&#46;', '.'));
    expect(text).toContain('<sub>left out&#58; &#60;x&#62;</sub>');
    expect(text).toContain('| nothing of the subject |');
  });

  it.each(HOSTILE_NAMES)('holds a file called %j', (name) => {
    const hostile = finding({
      location: { kind: 'file', path: name, member: name, tensor: name },
      message: name,
      title: name,
      rule: name,
      evidence: [{ label: name, text: name }],
    });
    const text = renderMarkdown(dossierOf([file(name, { status: 'failed', reason: name })], [hostile]), OPTIONS);
    // Only our own markup is left: tags, cells, code, links, headings.
    const tags = new Set([...text.matchAll(/<\/?([a-z!?]+)[^>]*>/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !['code', 'br', 'sub', 'details', 'summary', 'span'].includes(tag ?? ''))).toEqual(
      [],
    );
    expect(text).not.toMatch(/]\(|https?:\/\/|www\.|`|~~|\$|@/);
    const rows = text.split('\n').filter((line) => line.startsWith('| 🟥'));
    expect(rows.map((line) => line.split('|').length)).toEqual([5]);
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      expect.stringMatching(/^## Assay: /),
      '### Not read in full',
    ]);
  });
});
