import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StorageError, UsageError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { oddity } from '../core/plain.ts';
import { customStudy } from '../studies/custom/study.ts';
import type { Outcome } from '../studies/engine/outcome.ts';
import type { Study } from '../studies/engine/study.ts';
import type { Trials } from '../studies/engine/trial.ts';

const MODULES: ReadonlySet<string> = new Set(['.js', '.mjs', '.ts', '.mts']);

/** What a command line says of its studies. */
export interface StudyRequest {
  /** Contexts of the user's own, for studies that take some. */
  readonly contexts?: readonly string[];
  /** Of tasks and contexts, or of topics: a name, or a file. */
  readonly bank?: string;
  /** Dossiers of relatives whose triggers are tried. */
  readonly replay?: readonly string[];
  /** Passes that a search may take. */
  readonly budget?: number;
  /** `study.option=value`. */
  readonly set?: readonly string[];
}

/** Studies that come with Assay, by name. */
const BUILT_IN: Readonly<Record<string, (request: OwnRequest) => Promise<Study<unknown>>>> = {
  censorship: async (request) =>
    (await (await import('../studies/censorship/load.ts')).censorshipStudy(request)) as Study<unknown>,
  'inference-scaling': async (request) =>
    (await (await import('../studies/inference-scaling/study.ts')).scalingStudy(request)) as Study<unknown>,
  sabotage: async (request) => (await import('../studies/sabotage/study.ts')).sabotageStudy(request) as Study<unknown>,
  triggers: async (request) => (await import('../studies/triggers/study.ts')).triggersStudy(request) as Study<unknown>,
};

/** Studies that ask under contexts. */
const CONTEXTUAL: ReadonlySet<string> = new Set(['sabotage', 'triggers']);

interface OwnRequest extends Omit<StudyRequest, 'set' | 'budget'> {
  /** Options of this study alone. */
  readonly set: Readonly<Record<string, string>>;
}

/**
 * Studies by name or file, in their order.
 * @throws UsageError where there is none, or an option is for a study that is not asked
 */
export async function loadStudies(names: readonly string[], request: StudyRequest = {}): Promise<Study<unknown>[]> {
  const own = names.filter((name) => Object.hasOwn(BUILT_IN, name));
  if (!own.includes('triggers') && (request.replay !== undefined || request.budget !== undefined))
    throw new UsageError('--replay and --budget are for the study triggers');
  const budget = request.budget === undefined ? [] : [`triggers.budget=${request.budget}`];
  const set = (request.set ?? []).find(
    (text) => text.startsWith('triggers.budget=') && Number(text.slice('triggers.budget='.length)) !== request.budget,
  );
  if (budget.length > 0 && set !== undefined)
    throw new UsageError(`--budget ${request.budget} and --set ${set} contradict each other: give one of them`);
  const settings = settingsOf([...budget, ...(request.set ?? [])], own);
  if (own.length === 0 && request.bank !== undefined)
    throw new UsageError(`--bank is for the studies ${Object.keys(BUILT_IN).join(', ')}`);
  if (request.contexts !== undefined && !own.some((name) => CONTEXTUAL.has(name)))
    throw new UsageError('contexts (--context) are for the studies sabotage and triggers');
  if (request.bank !== undefined && own.includes('inference-scaling') && own.length > 1)
    throw new UsageError('--bank cannot be for inference-scaling and for another study at once: run them one by one');
  // Questions on topics are no programming tasks: no bank fits both.
  if (request.bank !== undefined && own.includes('censorship') && own.some((name) => CONTEXTUAL.has(name)))
    throw new UsageError('--bank cannot be for censorship and for sabotage or triggers at once: run them one by one');
  return await Promise.all(
    names.map(async (name) => {
      const make = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
      if (make === undefined) {
        if (/^[a-z-]+$/i.test(name) && !existsSync(name))
          throw new UsageError(
            `there is no study ${name}: there are ${Object.keys(BUILT_IN).join(', ')}, or a file with one of your own`,
          );
        return await loadStudy(name);
      }
      const { contexts, bank, replay } = request;
      return await make({
        ...(contexts === undefined ? {} : { contexts }),
        ...(bank === undefined ? {} : { bank }),
        ...(replay === undefined ? {} : { replay }),
        set: settings(name),
      });
    }),
  );
}

/**
 * Options of each study by name, of `study.option=value`.
 * @throws UsageError where one is no option, or is for a study that is not asked
 */
export function settingsOf(
  set: readonly string[],
  asked: readonly string[],
): (study: string) => Readonly<Record<string, string>> {
  const settings = set.map(settingOf);
  const stray = settings.find(({ study }) => !asked.includes(study));
  if (stray !== undefined)
    throw new UsageError(
      `--set ${stray.study}.${stray.option}: ${Object.hasOwn(BUILT_IN, stray.study) ? 'that study is not asked' : `options are those of ${Object.keys(BUILT_IN).join(', ')}`}`,
    );
  return (name) =>
    Object.fromEntries(settings.filter(({ study }) => study === name).map(({ option, value }) => [option, value]));
}

/** @throws UsageError */
function settingOf(text: string): { study: string; option: string; value: string } {
  const parts = /^([a-z-]+)\.([a-z-]+)=(.*)$/su.exec(text);
  if (parts === null)
    throw new UsageError(`--set ${JSON.stringify(text)}: it is STUDY.OPTION=VALUE, e.g. sabotage.tasks=60`);
  const [, study = '', option = '', value = ''] = parts;
  return { study, option, value };
}

/**
 * A study from outside of the tree: a YAML file, or a module whose default export is a {@link Study}, or a function that
 * makes one. A module is code of the user's own choice and runs as such.
 * @throws UsageError where it is neither
 */
export async function loadStudy(path: string): Promise<Study<unknown>> {
  return MODULES.has(extname(path)) ? await fromModule(path) : ((await customStudy(path)) as Study<unknown>);
}

async function fromModule(path: string): Promise<Study<unknown>> {
  let made: unknown;
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
    made = typeof module.default === 'function' ? await (module.default as () => unknown)() : module.default;
  } catch (cause) {
    throw new UsageError(
      `cannot load the study ${JSON.stringify(path)}: ${cause instanceof Error ? cause.message : ''}`,
    );
  }
  if (!isStudy(made)) throw new UsageError(`the default export of ${JSON.stringify(path)} is no study`);
  return ofModule(made, path);
}

/** An id names a folder. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** The study, with what its methods throw told as its own fault and none of Assay's. */
function ofModule(study: Study<unknown>, path: string): Study<unknown> {
  const { id, title, version, needs, settings, adaptive = false } = study;
  const most = study.most?.bind(study);
  const odd = settings === undefined ? undefined : oddity(settings);
  if (odd !== undefined)
    throw new UsageError(
      `the settings of the study ${JSON.stringify(path)} are no JSON, which a resume compares: settings${spaced(odd)}`,
    );
  return {
    id,
    title,
    version,
    needs,
    settings,
    adaptive,
    ...(most === undefined ? {} : { most }),
    async *stages(context) {
      const stages = study.stages(context);
      let outcomes: readonly Outcome<unknown>[] = [];
      try {
        for (;;) {
          const step: IteratorResult<Trials, void> = await stages.next(outcomes).catch(toldOf(path, 'stages'));
          if (step.done === true) return;
          outcomes = yield step.value;
        }
      } finally {
        await stages.return().catch(toldOf(path, 'stages'));
      }
    },
    judge: async (trial, reply, context) => {
      const judgement = await (async () => await study.judge(trial, reply, context))().catch(toldOf(path, 'judge'));
      const wrong = oddity(judgement);
      if (wrong === undefined) return judgement;
      throw new UsageError(
        `the study ${JSON.stringify(path)} gives a judgement that is no JSON, and cannot be kept: judgement${spaced(wrong)}`,
      );
    },
    analyse: async (rows, context) => {
      const evidence = await (async () => await study.analyse(rows, context))().catch(toldOf(path, 'analyse'));
      if (evidence.findings !== undefined) await checkFindings(id, evidence.findings, path);
      return evidence;
    },
  };
}

/** A dossier that its own schema refuses would be read by nobody. @throws UsageError */
async function checkFindings(id: string, findings: readonly Finding[], path: string): Promise<void> {
  const { findingsFault } = await import('../dossier/schema.ts');
  const fault = findingsFault(findings);
  if (fault !== undefined)
    throw new UsageError(`the study ${JSON.stringify(path)} gives a finding that is none, at ${fault}`);
  if (findings.some(({ location }) => location.kind !== 'trial' || location.study !== id))
    throw new UsageError(`the study ${JSON.stringify(path)} gives a finding whose location is not in the study ${id}`);
}

/** A place goes on a name as it is, a word with a space. */
const spaced = (odd: string): string => (/^[.[]/.test(odd) ? odd : ` ${odd}`);

const toldOf =
  (path: string, method: string) =>
  (error: unknown): never => {
    const ours = error instanceof UsageError || error instanceof StorageError;
    if (ours || (error instanceof Error && ['AbortError', 'JudgeFault'].includes(error.name))) throw error;
    const [said, where = ''] = error instanceof Error ? (error.stack ?? error.message).split('\n') : [String(error)];
    throw new UsageError(
      `the study ${JSON.stringify(path)} fails in its ${method}: ${said} ${where.trim()}`.trimEnd(),
      {
        cause: error,
      },
    );
  };

function isStudy(value: unknown): value is Study<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { id, title, version, needs, stages, judge, analyse } = value as Partial<Record<keyof Study<unknown>, unknown>>;
  return (
    [id, title, version].every((text) => typeof text === 'string') &&
    ID.test(id as string) &&
    Array.isArray(needs) &&
    [stages, judge, analyse].every((method) => typeof method === 'function')
  );
}
