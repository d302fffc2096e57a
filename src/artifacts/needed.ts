import type { SurveyedFile } from '../survey/surveyed.ts';
import { RULE_LOADERS } from './loaders.gen.ts';
import type { RuleLoader } from './rule-loader.ts';
import type { Rule } from './rule.ts';

type RepositoryRule = Extract<Rule, { scope: 'repository' }>;

/** Rules that have something to look at in one file, in the order of the registry. */
export async function rulesForFile(file: SurveyedFile): Promise<readonly Rule[]> {
  const formats = formatsOf([file]);
  const codes = new Set(file.anomalies.map(({ code }) => code));
  for (const part of file.parts) for (const { code } of part.anomalies) codes.add(code);
  return load(
    RULE_LOADERS.filter(
      ({ scope, formats: wanted, anomalies }) =>
        scope === 'file' ||
        (scope === 'part' && wanted.some((format) => formats.has(format))) ||
        (codes.size > 0 && anomalies.some((code) => codes.has(code))),
    ),
  );
}

/** Rules over the whole subject of which some format is in it, and those that look at no format. */
export async function rulesForRepository(files: readonly SurveyedFile[]): Promise<readonly RepositoryRule[]> {
  const formats = formatsOf(files);
  const rules = await load(
    OVER_ALL.filter(({ formats: wanted }) => wanted.length === 0 || wanted.some((format) => formats.has(format))),
  );
  return rules.filter((rule) => rule.scope === 'repository');
}

const OVER_ALL = RULE_LOADERS.filter(({ scope }) => scope === 'repository');

/** Formats of which rules over the whole subject compare the structures. */
export const COMPARED: ReadonlySet<string> = new Set(OVER_ALL.flatMap(({ formats }) => formats));

const formatsOf = (files: readonly SurveyedFile[]): Set<string> =>
  new Set(files.flatMap(({ parts }) => parts.map(({ format }) => format)));

const loaded = new Map<RuleLoader, Rule>();

async function load(loaders: readonly RuleLoader[]): Promise<readonly Rule[]> {
  await Promise.all(loaders.map(async (loader) => loaded.has(loader) || loaded.set(loader, await loader.load())));
  return loaders.flatMap((loader) => loaded.get(loader) ?? []);
}
