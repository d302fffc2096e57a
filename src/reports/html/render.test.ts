import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hostileDossier, quietDossier, richDossier } from './dossier.fixture.ts';
import { fill, renderHtml } from './render.ts';

const dossierIn = (html: string): unknown =>
  JSON.parse(/<script type="application\/json" id="dossier">([^<]*)<\/script>/.exec(html)?.[1] ?? '');

/** The one inline element of a kind, as a browser hashes it. */
const hashOf = (html: string, element: RegExp): string =>
  `'sha256-${createHash('sha256')
    .update(element.exec(html)?.[1] ?? '')
    .digest('base64')}'`;

describe('the HTML report', () => {
  it.each([
    ['rich', richDossier()],
    ['hostile', hostileDossier()],
  ])('carries the %s dossier as it is', async (_, dossier) => {
    expect(dossierIn(await renderHtml(dossier))).toEqual(JSON.parse(JSON.stringify(dossier)));
  });

  it('has a policy that names its own script and style, and allows nothing else', async () => {
    const html = await renderHtml(richDossier());
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.split('; ') ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain(`script-src ${hashOf(html, /<script type="module">([^]*?)<\/script>/)}`);
    expect(policy).toContain(`style-src ${hashOf(html, /<style>([^]*?)<\/style>/)}`);
    expect(html).not.toMatch(/<(link|script|img|iframe)[^>]*\s(src|href)="(?!data:)/);
  });

  it('adds no element, whatever a file is called', async () => {
    const tags = (html: string): number => html.match(/<(script|img|style|meta|svg)\b/g)?.length ?? 0;
    expect(tags(await renderHtml(hostileDossier()))).toBe(tags(await renderHtml(quietDossier())));
  });

  it('does not fill a slot that a file name pretends to be', () => {
    const [finding] = richDossier().findings;
    if (finding === undefined) throw new Error('no finding');
    const findings = [{ ...finding, title: '<!--dossier-->', message: "$& $` $' $1" }];
    const html = fill('<p><!--lead--></p><!--noscript-->', { ...richDossier(), findings });
    expect(html).toContain('<p>Worst: &lt;!--dossier--&gt;, in ');
    expect(html).toContain('$&amp; $` $&#39; $1');
  });

  it('says the outcome without a script', async () => {
    const html = await renderHtml(richDossier());
    expect(html).toContain('<h1>2 critical, 1 high, 1 medium, 1 low findings in 3 files.');
    expect(html).toContain('Findings: 2 critical, 1 high, 1 medium, 1 low, 1 info; 1 accepted.');
    expect(html).toContain('nothing is said here about how the model behaves');
  });

  it('stays small', async () => {
    expect(fill(await renderHtml(quietDossier()), quietDossier()).length).toBeLessThan(400_000);
  });
});
