import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../core/errors.ts';
import { customStudy } from '../studies/custom/study.ts';
import type { Study } from '../studies/engine/study.ts';

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
  return made;
}

function isStudy(value: unknown): value is Study<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { id, title, version, needs, stages, judge, analyse } = value as Partial<Record<keyof Study<unknown>, unknown>>;
  return (
    [id, title, version].every((text) => typeof text === 'string') &&
    Array.isArray(needs) &&
    [stages, judge, analyse].every((method) => typeof method === 'function')
  );
}
