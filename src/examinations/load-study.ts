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
