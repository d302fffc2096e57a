import { readFileSync } from 'node:fs';
import type { Dossier } from '../dossier/dossier.ts';
import { type Script, scriptOf } from '../runtimes/scripted/script.ts';
import { type ScriptedServer, type ServerOptions, serveScript } from '../runtimes/scripted/server.ts';
import { type Ran, Workplace } from './run.fixture.ts';

export const ITEMS = 12;

/** Of so many items; `right` by the word of the rule. */
export const studyOf = (word = 'Paris', items = ITEMS, judge = ''): string => `
study: capitals
title: Capitals
sampling: { temperature: 0, max-tokens: 20 }
items:
${Array.from({ length: items }, (_, index) => `  - { id: i${index}, text: "What is the capital, number ${index}?" }`).join('\n')}
judge:
  rules: [{ label: right, any: [${word}] }]
  otherwise: wrong
measure: [right]
${judge}`;

export const PARIS = scriptOf('{ model: m, lines: [{ steps: [{ say: "It is Paris." }] }] }');

/** A folder with a study, and servers that answer it. */
export class StudyPlace extends Workplace {
  readonly #servers: ScriptedServer[] = [];

  constructor() {
    super();
    this.save('study.yaml', studyOf());
  }

  async serve(script: Script = PARIS, options: ServerOptions = {}): Promise<ScriptedServer> {
    const server = await serveScript(script, options);
    this.#servers.push(server);
    return server;
  }

  /** `assay study run` of the study here, into `out`. */
  async run(endpoint: string, ...more: readonly string[]): Promise<Ran> {
    return await this.start(this.command(endpoint, ...more)).ended;
  }

  command(endpoint: string, ...more: readonly string[]): string[] {
    return ['study', 'run', 'study.yaml', '--endpoint', endpoint, '--model', 'm', '-o', 'out', ...more];
  }

  /** What the dossier says became of the trials. */
  trials(folder = 'out'): unknown {
    return this.dossier(folder).studies?.[0]?.trials;
  }

  dossier(folder = 'out'): Dossier {
    return JSON.parse(readFileSync(this.path(folder, 'dossier.json'), 'utf8')) as Dossier;
  }

  journal(folder = 'out'): readonly string[] {
    return readFileSync(this.path(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  }

  async end(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
    this.remove();
  }
}

export const all = (counts: Readonly<Record<string, number>>) => ({
  planned: ITEMS,
  judged: 0,
  unjudged: 0,
  errored: 0,
  skipped: 0,
  ...counts,
});
