import { assemble } from '../dossier/assemble.ts';
import type { Dossier, DossierFile, DossierFinding } from '../dossier/dossier.ts';

/** A finding of a rule that exists, as a rule makes it. */
export const finding = (over: Partial<DossierFinding> = {}): DossierFinding => ({
  rule: 'pickle-gadget',
  severity: 'critical',
  confidence: 'high',
  title: 'Runs a program',
  message: "This pickle calls os.system('echo pwned').",
  location: { kind: 'file', path: 'model.bin', member: 'archive/data.pkl', offset: 71 },
  evidence: [{ label: 'call at byte 71', text: "os.system('echo pwned')" }],
  references: [{ id: 'CWE-502', url: 'https://cwe.mitre.org/data/definitions/502.html' }, { id: 'CVE-2025-1716' }],
  fingerprint: '0123456789abcdef0123456789abcdef',
  ...over,
});

export const file = (path: string, over: Partial<DossierFile> = {}): DossierFile => ({
  path,
  size: 10,
  format: 'pickle',
  status: 'complete',
  ...over,
});

/** A dossier of these files and findings; its examination is partial where a file is. */
export function dossierOf(files: readonly DossierFile[], findings: readonly DossierFinding[] = []): Dossier {
  const unread = files.filter(({ status }) => status !== 'complete' && status !== 'not applicable').length;
  return assemble({
    subject: { name: 'model', kind: 'folder', files: files.length, bytes: 1_234_567 },
    files,
    examinations: [
      unread === 0
        ? { id: 'artifacts', status: 'complete' }
        : { id: 'artifacts', status: 'partial', reason: `${unread} of ${files.length} files were not read in full` },
    ],
    findings,
    measurements: [],
    run: {
      tool: 'assay',
      version: '0.1.0',
      started: '2026-01-01T00:00:00.000Z',
      seconds: 1.5,
      node: 'v24',
      platform: 'linux-x64',
    },
  });
}

/** Names that try to leave the place that a report puts them in. */
export const HOSTILE_NAMES: readonly string[] = [
  '<img src=x onerror=alert(1)>.bin',
  '[click](https://example.org).pkl',
  '![x](https://example.org/x.png)',
  '`code` | cell | **bold** _em_ ~~gone~~ # title',
  '</code></td></table><script>alert(1)</script>',
  '@someone #123 :bug: $x^2$ www.example.org https://example.org a@example.org',
  'a\nb\r\n\n# heading\n\n- list',
  '\u202eevil\u0000\u001b[31m]]>&amp;&#60;',
  '{0} {{1}} %SRCROOT% %20 a:b?c#d',
  '\ud800lone',
];
