import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { schemaErrors } from '../reports/sarif/schema.fixture.ts';
import { Workplace } from './run.fixture.ts';

const HOME = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const text = (name: string): string => readFileSync(join(HOME, name), 'utf8');

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(text('action.yml')) as Action;

/** Runs the steps of the action that are scripts, as a runner does: expressions stand in variables only. */
function runAction(at: Workplace, inputs: Readonly<Record<string, string>> = {}) {
  const values = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default])),
    ...inputs,
  };
  const files = { GITHUB_OUTPUT: join(at.root, 'output'), GITHUB_STEP_SUMMARY: join(at.root, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  let log = '';
  let code: number | null = 0;
  for (const { run, env } of action.runs.steps) {
    if (run === undefined || code !== 0) continue;
    const given = Object.entries(env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ (.*?) \}\}/g, (_, of: string) =>
        of === 'github.action_path' ? HOME : (values[of.replace('inputs.', '')] ?? ''),
      ),
    ]);
    const { PATH, HOME: home } = process.env;
    const variables = {
      PATH: `${dirname(process.execPath)}:${PATH}`,
      HOME: home,
      ...files,
      ...(Object.fromEntries(given) as Record<string, string>),
    };
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: at.root,
      env: variables,
    });
    log += `${ran.stdout}${ran.stderr}`;
    code = ran.status;
  }
  const outputs = Object.fromEntries(
    readFileSync(files.GITHUB_OUTPUT, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
  return { code, log, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

describe('the GitHub Action', () => {
  let at: Workplace;
  beforeAll(() => {
    // Else the action would build it: `npm run build`.
    if (!existsSync(join(HOME, 'dist/cli/main.js'))) throw new Error('dist/ is not built');
  });
  beforeEach(() => {
    at = new Workplace();
    at.save('models/a.pkl', callPickle('os', 'system', 'echo harmless'));
    at.save('fine/a.pkl', bytesOf(op.proto(4), op.emptyList, op.stop));
  });
  afterEach(() => at.remove());

  it('fails at a finding, with log, dossier and summary', () => {
    const { code, log, outputs, summary } = runAction(at);
    expect(code, log).toBe(1);
    expect(outputs).toEqual({ 'exit-code': '1', sarif: 'assay.sarif', dossier: 'assay-dossier.json' });
    const sarif = readFileSync(join(at.root, 'assay.sarif'), 'utf8');
    expect(schemaErrors(JSON.parse(sarif))).toEqual([]);
    expect(sarif).toContain('"uri": "models/a.pkl"');
    expect(summary).toContain('1 critical finding in 1 file');
    expect(log).toContain('::error title=Assay::a finding at or above high');
  });

  it('passes where there is nothing, and where nothing shall fail it', () => {
    expect(runAction(at, { subject: 'fine', summary: 'false' })).toMatchObject({ code: 0, summary: '' });
    expect(runAction(at, { 'fail-on': 'never' })).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } });
  });

  it('fails where something could not be read, unless that is allowed', () => {
    at.save('fine/b.pkl', callPickle('collections', 'OrderedDict').subarray(0, 20));
    const inputs = { subject: 'fine', 'fail-on': 'never' };
    expect(runAction(at, inputs)).toMatchObject({ code: 3, outputs: { 'exit-code': '3' } });
    expect(runAction(at, { ...inputs, 'allow-incomplete': 'true' })).toMatchObject({
      code: 0,
      outputs: { 'exit-code': '3' },
    });
  });

  it('takes further arguments, a line each, and a baseline', () => {
    at.save('base line.yaml', 'version: 1\naccepted: []\n');
    const { code, outputs, log } = runAction(at, {
      subject: 'fine',
      baseline: 'base line.yaml',
      args: '--report\njunit=a b.xml\n',
    });
    expect([code, outputs['exit-code']], log).toEqual([0, '0']);
    expect(existsSync(join(at.root, 'a b.xml'))).toBe(true);
  });

  it.each([
    ['subject', '$(touch pwned)'],
    ['subject', '; touch pwned #'],
    ['subject', '--fail-on=never'],
    ['fail-on', 'high"; touch pwned; "'],
    ['baseline', '`touch pwned`'],
    ['args', '$(touch pwned)\n;touch pwned'],
    ['sarif', 'a\nexit-code=0'],
  ])('runs nothing of the input %s: %j', (name, value) => {
    const { code, outputs } = runAction(at, { [name]: value });
    expect(code).toBe(2);
    expect(existsSync(join(at.root, 'pwned'))).toBe(false);
    expect(outputs['exit-code'] ?? '2').toBe('2');
    expect(outputs['sarif']).toBeUndefined();
  });

  it('puts no expression into a script', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });
});

describe('the examples for other systems', () => {
  it.each([
    'examples/ci/github.yml',
    'examples/ci/gitlab.yml',
    'examples/ci/pre-commit-config.yaml',
    '.pre-commit-hooks.yaml',
  ])('%s is YAML', (name) => {
    const documents = parseAllDocuments(text(name));
    expect(documents).toHaveLength(1);
    expect('errors' in documents ? [] : documents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it.each(['examples/ci/github.yml', 'README.md'])('the workflow of %s uses what the action has', (name) => {
    const whole = text(name);
    const workflow = name.endsWith('.md') ? (/```yaml\n(name: models[\s\S]*?)```/.exec(whole)?.[1] ?? '') : whole;
    const { jobs } = parse(workflow) as {
      jobs: { assay: { steps: { uses: string; with: Record<string, string> }[] } };
    };
    const used = jobs.assay.steps.find(({ uses }) => uses.startsWith('OWNER/assay'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? {})));
    for (const [, output = ''] of workflow.matchAll(/steps\.assay\.outputs\.([a-z-]+)/g))
      expect(Object.keys(action.outputs)).toContain(output);
  });

  it('the hook and the commands of the others are commands that Assay has', () => {
    const at = new Workplace();
    try {
      at.save('models/a.pkl', callPickle('os', 'system', 'echo harmless'));
      const [hook] = parse(text('.pre-commit-hooks.yaml')) as { entry: string; args: string[] }[];
      const [script = '', ...entry] = hook?.entry.split(' ') ?? [];
      expect(existsSync(join(HOME, script))).toBe(true);
      expect(at.assay(...entry, ...(hook?.args ?? [])).code).toBe(1);
      for (const name of ['examples/ci/gitlab.yml', 'examples/ci/Jenkinsfile']) {
        const [, command = ''] = /run\.sh"? (scan[\s\S]*?assay\.html)/.exec(text(name)) ?? [];
        const args = command.split(/[\s\\]+/).filter((word) => word !== '');
        expect(at.assay(...args).code, command).toBe(1);
      }
      expect(existsSync(join(at.root, 'assay.xml'))).toBe(true);
    } finally {
      at.remove();
    }
  });
});
