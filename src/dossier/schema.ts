import { z } from 'zod';
import { SEVERITIES } from '../core/finding.ts';
import { type Dossier, DOSSIER_SCHEMA } from './dossier.ts';
import { LOADERS } from './loading.ts';
import { spendingSchema, studySchema } from './studies-schema.ts';

const severity = z.enum(SEVERITIES);
const status = z.enum(['complete', 'partial', 'failed', 'skipped', 'not applicable']);
const count = z.int().nonnegative();
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

const fileLocation = z.strictObject({
  kind: z.literal('file'),
  path: z.string().describe('relative to the root of the subject, with /'),
  member: z.string().optional().describe('member of a container; nesting is written outer!/inner'),
  offset: count.optional().describe('bytes from the start of the file, or of the member where one is named'),
  length: count.optional().describe('bytes'),
  line: count.optional(),
  tensor: z.string().optional(),
});

const trialLocation = z.strictObject({
  kind: z.literal('trial'),
  study: z.string(),
  arm: z.string().describe('the model that was asked'),
  condition: z.string(),
  item: z.string().optional(),
  trial: z.string().optional().describe('key in the journal'),
});

const answer = z.strictObject({
  condition: z.string(),
  context: z.string().describe('what the condition adds to the prompt'),
  label: z.string(),
  why: z.string().optional(),
  text: z.string(),
});

const witness = z.strictObject({
  item: z.string(),
  question: z.string(),
  answers: z.tuple([answer, answer]).describe('to the same question'),
});

const finding = z.strictObject({
  rule: z.string(),
  severity,
  confidence: z.enum(['high', 'medium', 'low']),
  title: z.string(),
  message: z.string(),
  location: z.discriminatedUnion('kind', [fileLocation, trialLocation]),
  evidence: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  witnesses: z.array(witness).optional().describe('of a behaviour: answers that show it'),
  references: z.array(z.strictObject({ id: z.string(), url: z.url().optional() })),
  fingerprint: hex(32).describe('stable over runs: names the finding in a baseline'),
  accepted: z
    .strictObject({ reason: z.string(), expires: z.string().optional() })
    .optional()
    .describe('present where a baseline accepts the finding'),
});

const file = z.strictObject({
  path: z.string(),
  size: count,
  format: z.string(),
  status,
  reason: z.string().optional(),
  sha256: hex(64).optional(),
  claimed: z
    .strictObject({
      by: z.string().describe('host of the hub'),
      sha256: hex(64).optional(),
      gitBlob: hex(40).optional().describe('SHA-1 that git gives the content'),
      reference: z.strictObject({ by: z.string(), sha256: hex(64) }).optional(),
    })
    .optional()
    .describe('what a hub says of the content: not verified unless sha256 is there'),
});

const measurement = z.strictObject({
  id: z.string(),
  title: z.string(),
  value: z.number(),
  unit: z.string(),
  interval: z.strictObject({ low: z.number(), high: z.number(), level: z.number() }).optional(),
  n: count.optional(),
  conditions: z.record(z.string(), z.string()).optional().describe('what it was measured under, by name'),
  method: z.string(),
});

const loading = z.strictObject({
  loader: z.enum(LOADERS),
  folder: z.string().describe('relative to the root of the subject; empty for the subject itself'),
  call: z.string(),
  files: z.array(z.string()).describe('what it takes, weights first; the first of fileCount'),
  fileCount: count,
  runs: z.array(
    z.strictObject({
      what: z.string(),
      files: z.array(z.string()),
      under: z.string().describe('the flag, version or call that it takes'),
      byDefault: z.boolean(),
    }),
  ),
  note: z.string().optional(),
});

/** The dossier as data from outside: what {@link parseDossier} accepts and `assay schema` publishes. */
const dossierSchema = z.strictObject({
  schema: z.literal(DOSSIER_SCHEMA),
  subject: z.strictObject({
    name: z.string(),
    kind: z.enum(['folder', 'file', 'stdin', 'repository', 'model']),
    files: count,
    bytes: count,
    base: z.array(z.string()).optional(),
    url: z.string().optional().describe('where a remote subject is, without query and credentials'),
    revision: z.string().optional().describe('the commit that was read'),
    bytesRead: count.optional().describe('of a remote subject: distinct bytes of its files that were had'),
    reference: z
      .strictObject({
        url: z.string(),
        revision: z.string().optional(),
        compared: count,
        differing: count,
        incomparable: count,
        missing: count,
      })
      .optional()
      .describe('another hub whose digests were compared'),
  }),
  files: z.array(file),
  examinations: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(['complete', 'partial', 'failed', 'skipped', 'not requested']),
      reason: z.string().optional(),
    }),
  ),
  findings: z.array(finding),
  measurements: z.array(measurement),
  loading: z.array(loading).optional().describe('which program takes which files, and what of them runs'),
  studies: z.array(studySchema).optional().describe('behavioural studies that were run'),
  summary: z.strictObject({
    findings: z.strictObject({ critical: count, high: count, medium: count, low: count, info: count }),
    accepted: count,
    files: z.strictObject({ complete: count, partial: count, failed: count, skipped: count, 'not applicable': count }),
  }),
  run: z.strictObject({
    tool: z.string(),
    version: z.string(),
    started: z.iso.datetime(),
    seconds: z.number().nonnegative(),
    node: z.string(),
    platform: z.string(),
    network: z.strictObject({ requests: count, fetched: count, cached: count }).optional(),
    studies: z.array(spendingSchema).optional(),
  }),
});

/** The published JSON Schema (draft 2020-12). */
export function dossierJsonSchema(): object {
  return { title: 'Assay dossier', ...z.toJSONSchema(dossierSchema) };
}

/** Findings could only be in files (1), figures only be intervals (2): every such dossier is one of this version too. */
const EARLIER: readonly unknown[] = ['assay-dossier/1', 'assay-dossier/2'];

/** What is wrong with findings that came from outside, as `place: reason`; undefined where nothing is. */
export function findingsFault(value: unknown): string | undefined {
  const [issue] = z.array(finding).safeParse(value).error?.issues ?? [];
  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`;
}

/** @throws ZodError where the value is no dossier of this version or an earlier one */
export function parseDossier(value: unknown): Dossier {
  return dossierSchema.parse(isEarlier(value) ? { ...value, schema: DOSSIER_SCHEMA } : value) as Dossier;
}

function isEarlier(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'schema' in value && EARLIER.includes(value.schema);
}
