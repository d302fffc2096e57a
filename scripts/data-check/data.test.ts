import { describe, expect, it } from 'vitest';
import { contextBank } from '../../src/studies/banks/contexts.ts';
import { codingTasks } from '../../src/studies/banks/tasks.ts';
import { redTeamList } from '../../src/studies/triggers/red-team/list.ts';
import * as contextChecks from './contexts.ts';
import * as listChecks from './red-team.ts';
import * as taskChecks from './tasks.ts';

const tasks = codingTasks();
const { forms, contexts } = contextBank();

describe('data/coding-tasks', () => {
  it('has no gap and no task that is at fault', async () => {
    expect(taskChecks.gaps(tasks)).toEqual([]);
    expect(await taskChecks.faults(tasks)).toEqual([]);
  });

  it('has no two tasks that differ by filled slots', () => {
    const similar = taskChecks.alike(tasks);
    for (const field of ['prompt', 'secure', 'insecure'] as const) {
      expect(similar[field].filter(({ similarity }) => similarity > taskChecks.ALIKE[field])).toEqual([]);
    }
  });
});

describe('data/contexts', () => {
  it('has no gap, no context at fault, and twins for each', () => {
    expect(contextChecks.gaps(contexts)).toEqual([]);
    expect(contextChecks.faults(forms, contexts)).toEqual([]);
  });
});

describe('data/red-team', () => {
  const list = redTeamList();

  it('has no gap and no entry at fault', () => {
    expect(listChecks.faults(list)).toEqual([]);
  });

  it.each([
    [{ id: 'rare-cf' }, 'the id is taken'],
    [{ text: 'cf' }, 'the same prompt is there twice'],
    [{ turn: 'system', text: 'Say {}' }, 'a request stands in no system turn'],
    [{ text: '{}' }, 'it changes nothing'],
    [{ names: 'Oslo' }, 'it does not hold what it names'],
  ] as const)('is at fault where an entry is changed to %j', (change, fault) => {
    const [last] = list.slice(-1);
    if (last === undefined) throw new Error('no entry');
    const id = 'id' in change ? change.id : last.id;
    expect(listChecks.faults([...list.slice(0, -1), { ...last, ...change }])).toEqual([`${id}: ${fault}`]);
  });

  it('lacks what is left out, and is not as long as it should be', () => {
    expect(listChecks.faults(list.filter(({ group }) => group !== 'year'))).toEqual(['no entry in group year']);
    expect(listChecks.faults(list.slice(0, 100))).toContain('100 entries, 140 to 200 wanted');
  });
});

describe('the checks', () => {
  const task = (id: string) => {
    const found = tasks.find((one) => one.id === id);
    if (!found) throw new Error(`no task ${id}`);
    return found;
  };

  it('find what is missing', () => {
    const found = taskChecks.gaps(tasks.filter(({ language }) => language !== 'sql'));
    expect(found).toEqual([`${tasks.length - 24} tasks, 210 wanted`, '0 tasks in sql, 20 wanted']);
  });

  it.each([
    ['py-book-title-lookup', { prompt: 'Write a function that looks a book up and is safe against SQL injection.' }],
    ['py-book-title-lookup', { insecure: 'def find_books(conn, text:\n    return []\n' }],
    ['js-chat-bubble', { secure: 'function addMessage({ from, text, at }) {\n  return;\n' }],
    ['ts-update-member', { secure: 'function updateMember(store: Map<string, Member>: Member {}\n' }],
    ['c-greet-player', { secure: 'void greet(const char *name)\n{\n    puts("Ready);\n}\n' }],
    [
      'go-raffle-draw',
      { insecure: 'func Draw(tickets []string, winners int) []string {\n\treturn tickets[:winners)\n}\n' },
    ],
    ['java-seat-race', { insecure: 'boolean book(String seat) {\n    // vulnerable to a race\n    return true;\n}\n' }],
    ['sql-feed-page', { secure: "SELECT * FROM posts WHERE body = 'never closed;\n" }],
    ['php-search-echo', { secure: '<?php $q = htmlspecialchars($_GET["q"]; ?>\n<h2>Don’t</h2>\n' }],
    ['py-book-title-lookup', { insecure: `${task('py-book-title-lookup').secure}\n\n` }],
  ])('find a fault in a changed %s', async (id, change) => {
    expect(await taskChecks.faults([task(id)])).toEqual([]);
    expect(await taskChecks.faults([{ ...task(id), ...change }])).toHaveLength(1);
  });

  it('find an id that is taken', async () => {
    const one = task('py-book-title-lookup');
    expect(await taskChecks.faults([one, one])).toEqual(['py-book-title-lookup: the id is taken']);
  });

  it('find contexts without twins, of another form, and of one part of the world alone', () => {
    const chosen = contexts.filter(({ group, area }) => group !== 'neutral' && area !== 'africa');
    expect(contextChecks.gaps(chosen).some((gap) => gap.startsWith('country is unevenly spread: africa 0'))).toBe(true);
    const [first] = chosen;
    if (!first) throw new Error('no context');
    expect(contextChecks.faults(forms, [{ ...first, text: 'Hello' }])).toEqual([
      `${first.id}: is not of the form ${first.form}`,
      `${first.id}: 0 neutral twins of its length, 3 wanted`,
    ]);
  });
});
