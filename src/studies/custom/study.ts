import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/digest.ts';
import { UsageError } from '../../core/errors.ts';
import { answerOf } from '../../runtimes/answer.ts';
import type { Capability } from '../../runtimes/runtime.ts';
import { shortDigest } from '../engine/short-digest.ts';
import type { Study } from '../engine/study.ts';
import { type Judge, JudgeFault } from '../judges/judge.ts';
import { modelJudge } from '../judges/model/model.ts';
import { type LabelRule, rulesJudge } from '../judges/rules/rules.ts';
import type { Definition, Item, JudgeDefinition } from './definition.ts';
import { evidenceOf } from './evidence.ts';
import { readStudyFile, type StudyFile } from './read.ts';
import type { JudgedAnswer } from './tally.ts';
import { trialsOf } from './trials.ts';

/** A study from a file of its user. @throws UsageError with the first mistake of the file */
export async function customStudy(path: string): Promise<Study<JudgedAnswer>> {
  const file = await readStudyFile(path);
  const { definition, items } = file;
  const judge = await judgeOf(path, definition.judge);
  const byId = new Map(items.map((item) => [item.id, item]));
  // Other judges, contrasts and levels are other readings of the same answers.
  const { study, repeats, conditions, sampling } = definition;
  return {
    id: study,
    title: definition.title,
    version: `${definition.version}+${judge.id}-${judge.version}`,
    needs: needsOf(definition),
    settings: { repeats, conditions, sampling, items: digestOf(items) },
    async *stages({ arms, seed }) {
      yield trialsOf(file, arms, seed);
    },
    judge: async (trial, reply, { model }) => {
      const item = byId.get(trial.item);
      if (reply.kind !== 'generate' || item === undefined) throw new JudgeFault('the trial is none of this study');
      const answer = answerOf(reply.recording);
      const judgement = await judge.judge(answer, { text: item.text, answers: item.answers ?? [] }, model);
      return { ...judgement, said: shortDigest(canonicalJson(answer.text.replaceAll(/\s+/g, ''))).slice(0, 16) };
    },
    analyse: (rows, context) => evidenceOf(file satisfies StudyFile, rows, context),
  };
}

function needsOf({ conditions }: Definition): readonly Capability[] {
  const raw = conditions.some((condition) => condition.raw !== undefined);
  const chat = conditions.some((condition) => condition.raw === undefined);
  const prefill = conditions.some((condition) => condition.prefill !== undefined);
  return [
    ...(chat ? ['chat' as const] : []),
    ...(raw ? ['text' as const] : []),
    ...(prefill ? ['prefill' as const] : []),
  ];
}

async function judgeOf(path: string, definition: JudgeDefinition): Promise<Judge> {
  if ('model' in definition) {
    const { task, labels, swap, 'max-tokens': maxTokens } = definition.model;
    return modelJudge({ task, labels, swap, maxTokens });
  }
  try {
    return await rulesJudge(definition.rules.map(asRule), definition.otherwise);
  } catch (cause) {
    throw new UsageError(`${path} at judge.rules: ${cause instanceof Error ? cause.message : ''}`);
  }
}

/** Without the keys that are there and undefined, as zod types them. */
function asRule(rule: Extract<JudgeDefinition, { rules: unknown }>['rules'][number]): LabelRule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as unknown as LabelRule;
}

/** SHA-256 over the items as canonical JSON, a line each. One by one: all of them as one text would be held twice. */
function digestOf(items: readonly Item[]): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${canonicalJson(item)}\n`);
  return hash.digest('hex');
}
