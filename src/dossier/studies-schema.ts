import { z } from 'zod';
import { CAPABILITIES } from '../runtimes/runtime.ts';
import { figureSchema } from './figures-schema.ts';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const identity = z.strictObject({
  runtime: z.string(),
  version: z.string().optional(),
  model: z.string(),
  weights: z.strictObject({ sha256, bytes: count }).optional(),
  template: sha256.optional().describe('SHA-256 of the chat template'),
  endpoint: z.string().optional().describe('without user, password and query'),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  capabilities: z.array(z.enum(CAPABILITIES)),
});

const table = z.strictObject({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.strictObject({ title: z.string(), align: z.enum(['left', 'right']) })),
  rows: z.array(z.array(z.string())),
  note: z.string().optional(),
});

export const studySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  seed: z.int(),
  arms: z.array(
    z.strictObject({
      id: z.string(),
      role: z.enum(['suspect', 'reference', 'host']),
      sameWeightsAs: z.string().optional().describe('the arm that the user declares to hold the same weights'),
      identity,
      replayed: z.literal(true).optional().describe('its answers were read again from a record'),
    }),
  ),
  trials: z
    .strictObject({ planned: count, judged: count, unjudged: count, errored: count, skipped: count })
    .describe('planned = judged + unjudged + errored + skipped'),
  plan: sha256.describe('of study, settings, seed and models: names the journal'),
  asked: z
    .strictObject({ bank: z.string(), digest: sha256, questions: sha256.describe('of those that were asked') })
    .optional()
    .describe('the bank of questions, and which of it'),
  summary: z.string().optional().describe('the result in a sentence'),
  tables: z.array(table),
  figures: z.array(figureSchema),
  notes: z.array(z.string()),
});

export const spendingSchema = z.strictObject({
  study: z.string(),
  promptTokens: count,
  completionTokens: count,
  estimatedTokens: count,
  dollars: z.number().nonnegative().optional(),
  seconds: z.number().nonnegative(),
});
