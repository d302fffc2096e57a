import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../core/errors.ts';
import { SEVERITIES } from '../core/finding.ts';
import { isLimitName, LIMITS, type LimitName } from '../core/limits.ts';

const limitNames = Object.keys(LIMITS).filter(isLimitName) as [LimitName, ...LimitName[]];

const configSchema = z.strictObject({
  format: z.enum(['terminal', 'json', 'html']).optional(),
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
    value = parse(text) ?? {};
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
