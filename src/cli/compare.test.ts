import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '../dossier/comparison.ts';
import type { Several } from '../dossier/several.ts';
import { callPickle } from '../formats/pickle/assemble.fixture.ts';
import { comparedDossier } from '../dossier/compared.fixture.ts';
import { Workplace } from './run.fixture.ts';

const HOSTILE = callPickle('os', 'system', 'echo harmless');
let at: Workplace;
beforeEach(() => {
  at = new Workplace();
  at.save('a/config.json', '{"hidden_size": 1}');
  at.save('b/config.json', '{"hidden_size": 2}');
  at.save('b/m.pkl', HOSTILE);
});
afterEach(() => at.remove());

describe('assay compare', () => {
  it('prints what changed and ends with 1 at a new finding', () => {
    const ran = at.assay('compare', 'a', 'b');
    expect([ran.code, ran.err]).toEqual([1, '']);
    expect(ran.out).toContain('Files: 1 added, 1 changed; 0 the same. Findings: 1 new, 0 gone, 0 the same.');
    expect(ran.out).toContain('$.hidden_size');
    expect(at.assay('compare', 'b', 'a').code).toBe(0);
    expect(at.assay('compare', 'a', 'b', '--fail-on', 'never').code).toBe(0);
  });

  it('prints JSON and Markdown, also to a file', () => {
    const comparison = JSON.parse(at.assay('compare', 'a', 'b', '--format', 'json').out) as Comparison;
    expect(comparison).toMatchObject({ schema: 'assay-comparison/1', files: { same: 0 } });
    expect(at.assay('compare', 'a', 'b', '--format', 'markdown').out).toContain('### New findings');
    expect(at.assay('compare', 'a', 'b', '--output', 'out.txt').out).toBe('');
  });

  it('takes the dossier of an earlier run', () => {
    at.assay('examine', 'a', '--format', 'json', '--output', 'before.json');
    const ran = at.assay('compare', 'before.json', 'b');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('A dossier holds no contents');
  });

  it('takes the dossier in a folder of results, and none that lies in a model', () => {
    for (const [name, value] of [
      ['one', 0.1],
      ['two', 0.6],
    ] as const) {
      const rates = [{ group: 'History', language: 'en', value }];
      const asked = { bank: name, digest: 'a'.repeat(64), questions: 'b'.repeat(64) };
      at.save(`result/${name}/dossier.json`, JSON.stringify(comparedDossier(name, rates, { asked })));
      at.save(`result/${name}/report.html`, '<html>');
      at.save(`result/${name}/journal.jsonl`, '');
    }
    const { code, out, err } = at.assay('compare', 'result/one', 'result/two');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Share of questions that were not answered');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('The questions differ: B was asked the bank two and A one');
    expect(at.assay('compare', 'result/one', 'result/two', 'result/one').code).toBe(0);
    at.save('b/dossier.json', JSON.stringify(comparedDossier('b', [])));
    expect(at.assay('compare', 'a', 'b').out).toContain('Findings: 1 new');
  });

  it('puts what studies measured side by side, of two or more', () => {
    for (const [name, first, second] of [
      ['one', 0.1, 0.2],
      ['two', 0.6, 0.2],
      ['three', 0.3, 0.5],
    ] as const) {
      const rates = [
        { group: 'History', language: 'en', value: first },
        { group: 'History', language: 'zh-Hans', value: second },
      ];
      at.save(`${name}.json`, JSON.stringify(comparedDossier(name, rates)));
    }
    const two = at.assay('compare', 'one.json', 'two.json');
    expect(two.code).toBe(0);
    expect(two.out).toContain('No file differs.');
    expect(two.out).toContain('+50 [+35.9, +64.1] *');
    const three = at.assay('compare', 'one.json', 'two.json', 'three.json');
    expect([three.code, three.err]).toEqual([0, '']);
    expect(three.out).toMatchSnapshot();
    expect(at.assay('compare', 'one.json', 'two.json', 'three.json', '--format', 'markdown').out).toMatchSnapshot();
    const json = JSON.parse(
      at.assay('compare', 'one.json', 'two.json', 'three.json', '--format', 'json').out,
    ) as Several;
    expect([json.schema, json.studies[0]?.rows.length]).toEqual(['assay-side-by-side/1', 2]);
    // Files are compared of two alone.
    expect(at.assay('compare', 'one.json', 'two.json', 'a').code).toBe(2);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with 130 at %s', async (signal) => {
    let asked: () => void = () => {};
    const waiting = new Promise<void>((done) => (asked = done));
    const server = createServer(() => asked());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const running = at.start(['compare', `http://127.0.0.1:${port}/m.pkl`, 'b', '--allow-private-addresses'], {});
    await waiting;
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: 130, err: 'assay: interrupted\n' });
    server.closeAllConnections();
    server.close();
  });

  it('ends with 2 where it cannot run', () => {
    for (const args of [['a'], ['a', 'missing'], ['-', 'a'], ['a', 'b', '--format', 'html']])
      expect(at.assay('compare', ...args).code, args.join(' ')).toBe(2);
  });
});
