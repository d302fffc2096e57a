import type { Finding } from '../../core/finding.ts';
import { assemble } from '../../dossier/assemble.ts';
import type { Dossier, DossierFile, DossierFinding } from '../../dossier/dossier.ts';

function finding(number: number, over: Partial<DossierFinding> = {}): DossierFinding {
  return {
    rule: 'pickle-gadget',
    severity: 'critical',
    confidence: 'high',
    title: 'Runs a program on the machine that loads the file',
    message: "This pickle calls os.system('echo harmless') (byte 71). Merely loading the file starts another program.",
    location: { kind: 'file', path: 'pytorch_model.bin', member: 'archive/data.pkl', offset: 71 },
    evidence: [{ label: 'call at byte 71', text: "os.system('echo harmless')" }],
    references: [
      { id: 'CWE-502', url: 'https://cwe.mitre.org/data/definitions/502.html' },
      { id: 'a script', url: 'javascript:alert(1)' },
    ],
    fingerprint: number.toString(16).padStart(32, '0'),
    ...over,
  };
}

function dossierOf(name: string, files: readonly DossierFile[], findings: readonly Finding[]): Dossier {
  return assemble({
    subject: { name, kind: 'folder', files: files.length, bytes: 1_851_110 },
    files,
    examinations: [{ id: 'artifacts', status: 'partial', reason: '1 of 3 files were not read in full' }],
    findings,
    measurements: [
      {
        id: 'parameters.safetensors',
        title: 'Parameters in safetensors files',
        value: 918_656,
        unit: 'parameters',
        n: 1,
        method: 'product of the dimensions of every tensor',
      },
    ],
    run: {
      tool: 'assay',
      version: '0.1.0',
      started: '2026-01-02T03:04:05.678Z',
      seconds: 0.12,
      node: 'v24.0.0',
      platform: 'linux-x64',
    },
  });
}

/** A little of everything. */
export function richDossier(): Dossier {
  const files: DossierFile[] = [
    { path: 'config.json', size: 546, format: 'unknown', status: 'not applicable', sha256: 'a'.repeat(64) },
    { path: 'pytorch_model.bin', size: 1_850_000, format: 'torch-zip', status: 'complete', sha256: 'b'.repeat(64) },
    { path: 'weights.pkl', size: 564, format: 'pickle', status: 'partial', reason: 'the bytes end before STOP' },
  ];
  const findings = [
    finding(1),
    finding(2, {
      rule: 'pickle-unknown-global',
      severity: 'medium',
      title: 'The pickle imports a name that is not known to be harmless',
      message: 'Nothing is known of mine.Thing.',
      location: { kind: 'file', path: 'weights.pkl', offset: 3 },
    }),
    finding(3, {
      rule: 'lying-extension',
      severity: 'low',
      title: 'The content is not what the name says',
      evidence: [],
    }),
    finding(4, { severity: 'high', title: 'An accepted one', accepted: { reason: 'reviewed', expires: '2027-01-01' } }),
  ];
  return dossierOf('model', files, findings);
}

const ATTACK = '</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 1"><!-- \u202e${alert(1)}';

/** Names and messages that try to break out of the page. */
export function hostileDossier(): Dossier {
  const files: DossierFile[] = [{ path: ATTACK, size: 1, format: 'pickle', status: 'failed', reason: ATTACK }];
  const long = 'x'.repeat(10_000);
  const findings = [
    finding(1, {
      title: ATTACK,
      message: ATTACK,
      location: { kind: 'file', path: ATTACK, member: long, tensor: ATTACK },
      evidence: [{ label: ATTACK, text: ATTACK }],
      references: [{ id: ATTACK, url: 'https://example.org/"onmouseover="window.pwned = 1' }],
    }),
    finding(2, { message: `$& $\` $' <!--static-->${long}` }),
  ];
  return dossierOf(`${ATTACK}\n${long}`, files, findings);
}

/** More than anybody reads. */
export function largeDossier(): Dossier {
  const files = Array.from(
    { length: 20_000 },
    (_, i): DossierFile => ({ path: `folder/${i}.pkl`, size: i, format: 'pickle', status: 'complete' }),
  );
  return dossierOf(
    'large',
    files,
    Array.from({ length: 10_000 }, (_, i) => finding(i)),
  );
}
