import { z } from 'zod';
import { UsageError } from '../core/errors.ts';
import { SEVERITIES } from '../core/finding.ts';
import { valueOfYaml } from '../core/yaml.ts';
import { isLimitName, LIMITS, type LimitName } from '../core/limits.ts';
import { FORMS, type ReportFile, reportOption } from './report.ts';

/** One `FORM=FILE`, with the words of the command line where it is wrong. */
function reportFile(text: string, context: z.RefinementCtx): ReportFile {
  try {
    const [report] = reportOption(text);
    if (report !== undefined) return report;
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : '' });
  }
  return z.NEVER;
}

const limitNames = Object.keys(LIMITS).filter(isLimitName) as [LimitName, ...LimitName[]];

const configSchema = z.strictObject({
  format: z.enum(FORMS).optional(),
  report: z.array(z.string().transform(reportFile)).optional(),
  'fail-on': z.enum([...SEVERITIES, 'never']).optional(),
  baseline: z.string().optional(),
  jobs: z.int().positive().optional(),
  limits: z.partialRecord(z.enum(limitNames), z.int().nonnegative()).optional(),
  quiet: z.boolean().optional(),
  color: z.boolean().optional(),
});

/** Settings of `assay.config.yaml`: the long options by name, and `limits`. */
export type Config = z.infer<typeof configSchema>;

/** @throws UsageError with the place of the first mistake */
export function parseConfig(name: string, text: string): Config {
  let value: unknown;
  try {
    value = valueOfYaml(text) ?? {};
  } catch (cause) {
    throw new UsageError(`${name} is not YAML: ${cause instanceof Error ? cause.message : ''}`);
  }
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(
    `${name}${issue?.path.length ? ` at ${issue.path.join('.')}` : ''}: ${issue?.message ?? 'is wrong'}`,
  );
}
