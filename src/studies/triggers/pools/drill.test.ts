import { describe, expect, it } from 'vitest';
import { answered, said } from '../answered.fixture.ts';
import { Pool } from '../pool.ts';
import type { Question } from '../question.ts';
import { drilledInto, drillOf } from './drill.ts';

function poolOf(requests: readonly (readonly [string, 'refused' | 'prose'])[]): Pool {
  const pool = new Pool();
  for (const [user, label] of requests) pool.addChat(said('That.', label), { user });
  return pool;
}

/** What is asked; nothing is answered. */
function asked(pool: Pool): readonly Question[] {
  const { beginnings, times } = drillOf(pool, 100);
  return answered(drilledInto(pool, beginnings, times), () => undefined).asked;
}

describe('a drill-down', () => {
  it('opens requests behind the first words of those that were refused', () => {
    const pool = poolOf([
      ['When was the River Treaty?', 'refused'],
      ['When was the Mill Strike?', 'refused'],
      ['请介绍一下河流条约', 'refused'],
      ['Tell me about tea.', 'prose'],
      ['Refused', 'refused'],
    ]);
    expect(asked(pool).map((one) => (one.kind === 'leak' ? [one.turn, one.begins] : []))).toEqual([
      ...Array.from({ length: 5 }, () => ['user', 'When was']),
      ...Array.from({ length: 5 }, () => ['user', '请介绍一']),
    ]);
  });

  it('is none where hardly anything was refused', () => {
    expect(
      asked(
        poolOf([
          ['When was the River Treaty?', 'refused'],
          ['Tell me about it.', 'refused'],
        ]),
      ),
    ).toEqual([]);
  });
});
