import { FRACTION, NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/** Number times skill: tasks that so many streams solve a day, by `capacity/workers.ts`. Tokens of thinking are among those of a task. */
export const workForceModel: Model<'streams' | 'speed' | 'tokens' | 'skill'> = {
  id: 'work-force',
  title: 'Tasks solved a day',
  equation: 'solved = streams · speed · 86400 s/day / tokens · skill',
  source: 'the definition of capacity as number times skill, docs/claims.md',
  inputs: {
    streams: { unit: 'stream', allowed: NOT_NEGATIVE, about: 'answers that are written at once' },
    speed: { unit: 'token:output/s/stream', allowed: POSITIVE, about: 'tokens of one of them' },
    tokens: { unit: 'token:output/task', allowed: POSITIVE, about: 'tokens that a task takes, thinking included' },
    skill: { unit: '1', allowed: FRACTION, about: 'share of tasks that are solved', default: 1 },
  },
  output: { name: 'solved', unit: 'task/day' },
  evaluate({ streams, speed, tokens, skill }) {
    requireNotNegative(streams, 'the number of streams');
    requirePositive(speed, 'the speed');
    requirePositive(tokens, 'the tokens of a task');
    requireNotNegative(skill, 'the skill');
    requireNotNegative(1 - skill, 'the share of failures');
    return ((streams * speed * 86_400) / tokens) * skill;
  },
};
