import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmRates, ArmRole, PromptCount, State } from './arm-rates.ts';
import { comparisonsOf } from './comparisons.ts';
import type { ReadingId } from './reading.ts';
import { readingsOf } from './readings.ts';

/** What an arm does with topics; controls are answered, unless it is said. */
type Ways = Partial<Record<State, number>>;

const ANSWERS: Ways = { answered: 5 };
const REFUSES: Ways = { refused: 4, deflected: 1 };
const BLOCKS: Ways = { blocked: 5 };
const WITHDRAWS: Ways = { withdrawn: 4, answered: 1 };
const WORDLESS: Ways = { refused: 5 };

function arm(role: ArmRole, topics: Ways, more: { n?: number; controls?: Ways; name?: string } = {}): ArmRates {
  const { n = 24, controls = ANSWERS, name = `the-${role}` } = more;
  const of = (group: PromptCount['group'], states: Ways): PromptCount[] =>
    Array.from({ length: n }, (_, index) => ({
      id: `${group}-${index}`,
      group,
      states,
      begun: states.withdrawn ?? 0,
    }));
  return { arm: name, role, prompts: [...of('topic', topics), ...of('control', controls)] };
}

const idsOf = (arms: readonly ArmRates[]): ReadingId[] => readingsOf(arms).map(({ id }) => id);

describe('the decision table', () => {
  it.each<[string, readonly (Ways | undefined)[], ReadingId[]]>([
    ['a chat withdraws', [ANSWERS, ANSWERS, ANSWERS, WITHDRAWS], ['filter-in-chat']],
    ['a chat says its own sentence', [ANSWERS, ANSWERS, ANSWERS, WORDLESS], ['filter-in-chat']],
    ['an API blocks, and its chat', [ANSWERS, ANSWERS, BLOCKS, BLOCKS], ['filter-at-api']],
    ['an API blocks, and no chat was asked', [ANSWERS, ANSWERS, BLOCKS], ['filter-at-api']],
    ['all refuse', [REFUSES, REFUSES, REFUSES, REFUSES], ['in-the-weights']],
    ['weights alone were run', [REFUSES], ['in-the-weights']],
    ['all refuse, and an API blocks what is refused', [REFUSES, REFUSES, BLOCKS, BLOCKS], ['weights-and-filter']],
    [
      'some refuse, and a chat withdraws more',
      [{ refused: 2, answered: 3 }, undefined, undefined, WITHDRAWS],
      ['weights-and-filter'],
    ],
    ['a host blocks', [ANSWERS, BLOCKS, ANSWERS, ANSWERS], ['host-moderation']],
    ['a host blocks, and the API', [ANSWERS, BLOCKS, BLOCKS, BLOCKS], ['filter-at-api', 'host-moderation']],
    ['only the weights refuse', [REFUSES, ANSWERS, ANSWERS, ANSWERS], ['wrong-template']],
    ['only the weights are unusable', [{ unusable: 4, answered: 1 }, ANSWERS, ANSWERS], ['wrong-template']],
    [
      'only the weights refuse, and the API blocks',
      [REFUSES, ANSWERS, BLOCKS, BLOCKS],
      ['wrong-template', 'filter-at-api'],
    ],
    ['no host was asked, and the API answers', [REFUSES, undefined, ANSWERS], ['wrong-template']],
    ['a host does as the weights do, and the API answers', [REFUSES, REFUSES, ANSWERS], ['in-the-weights']],
    ['all answer', [ANSWERS, ANSWERS, ANSWERS, ANSWERS], ['none']],
    ['there are no weights, and an API blocks', [undefined, undefined, BLOCKS, BLOCKS], ['filter-at-api']],
    ['there are no weights, and all refuse', [undefined, REFUSES, REFUSES, REFUSES], ['undecided']],
  ])('%s', (_, [weights, host, api, chat], readings) => {
    const arms = [
      ...(weights === undefined ? [] : [arm('weights', weights)]),
      ...(host === undefined ? [] : [arm('host', host)]),
      ...(api === undefined ? [] : [arm('api', api)]),
      ...(chat === undefined ? [] : [arm('chat', chat)]),
    ];
    expect(idsOf(arms)).toEqual(readings);
  });

  describe('where weights refuse most', () => {
    /** Of 24 topics twelve are always refused, the others four times in five. A filter meets the first `taken` of each dozen. */
    const refusing = (role: ArmRole, taken = 0, more: { refusals?: boolean; controls?: number } = {}): ArmRates => {
      const { refusals = false, controls = 0 } = more;
      const topics = Array.from({ length: 24 }, (_, index): PromptCount => {
        const [isTaken, answers] = [index % 12 < taken, index < 12 ? 1 : 0];
        const begun = isTaken ? answers : 0;
        const withdrawn = isTaken && refusals ? 5 : begun;
        const answered = answers - begun;
        return {
          id: `t-${index}`,
          group: 'topic',
          states: { refused: 5 - withdrawn - answered, withdrawn, answered },
          begun,
        };
      });
      const others = Array.from({ length: 24 }, (_, index): PromptCount => {
        const begun = index < controls ? 5 : 0;
        return { id: `c-${index}`, group: 'control', states: { answered: 5 - begun, withdrawn: begun }, begun };
      });
      return { arm: `the-${role}`, role, prompts: [...topics, ...others] };
    };

    it('sees a filter that takes half of what is left, a quarter of topics and a twentieth of all answers', () => {
      const [reading] = readingsOf([refusing('weights'), refusing('chat', 6)]);
      expect(reading?.id).toBe('weights-and-filter');
      expect(reading?.evidence).toContainEqual(
        expect.stringMatching(
          /^Of answers that had begun the-chat took back 50 % on 12 topic prompts, and 0 % on controls/,
        ),
      );
      // It said so: a system prompt cannot.
      expect(reading?.rivals.find(({ id }) => id === 'system-prompt')?.open).toBe(false);
    });

    it('does not take a filter of everything alike for one of topics, whether it takes refusals or lets them pass', () => {
      for (const refusals of [true, false])
        expect(idsOf([refusing('weights'), refusing('chat', 6, { refusals, controls: 12 })])).toEqual([
          'in-the-weights',
        ]);
    });

    it('says where a filter spoke too seldom, and what is wanting', () => {
      const [reading] = readingsOf([refusing('weights'), refusing('chat', 2)]);
      expect(reading?.id).toBe('in-the-weights');
      expect(reading?.says).toMatch(/whether filters of the-chat, which spoke, take more on topics is open\.$/);
      expect(reading?.wanting).toContain('more topic prompts and controls of the-chat, whose filter spoke');
    });
  });

  it('reads nothing from what is refused of everything alike', () => {
    const all = { controls: REFUSES };
    expect(idsOf([arm('weights', REFUSES, all), arm('host', REFUSES, all)])).toEqual(['none']);
    expect(idsOf([arm('weights', ANSWERS), arm('chat', REFUSES, all)])).toEqual(['none']);
  });

  it('reads nothing from too few prompts', () => {
    const few = { n: 9 };
    expect(idsOf([arm('weights', ANSWERS, few), arm('api', BLOCKS, few)])).toEqual(['undecided']);
    expect(idsOf([arm('weights', REFUSES, few)])).toEqual(['undecided']);
    expect(idsOf([])).toEqual(['undecided']);
  });

  it('reads two runs of the weights that differ as something to check first', () => {
    const arms = [arm('weights', REFUSES, { name: 'q4' }), arm('weights', ANSWERS, { name: 'bf16' })];
    const [reading] = readingsOf(arms);
    expect(reading).toMatchObject({ id: 'wrong-template', arms: ['bf16', 'q4'] });
  });

  it('does not take rows that are missing on topics alone for answers', () => {
    const arms = [arm('weights', ANSWERS), arm('api', { errored: 4, answered: 1 })];
    const [reading] = readingsOf(arms);
    expect(reading).toMatchObject({ id: 'undecided' });
    expect(reading?.says).toContain('missing on topics');
  });

  it('gives evidence, rivals and what is wanting in sentences', () => {
    const api: ArmRates = {
      ...arm('api', BLOCKS),
      signals: {
        filters: [
          {
            service: 'alibaba',
            phase: 'output',
            code: 'data_inspection_failed',
            topics: 120,
            controls: 0,
            withdrawn: 0,
          },
        ],
        providers: [{ name: 'Maker', n: 200 }],
        models: [
          { name: 'm-1', n: 239 },
          { name: 'm-2', n: 1 },
        ],
        fingerprints: [],
        latency: {
          blocked: { n: 120, p5: 38, median: 40, p95: 44 },
          controls: { n: 120, p5: 150, median: 210, p95: 400 },
        },
      },
    };
    const [reading] = readingsOf([arm('weights', ANSWERS), api]);
    expect(reading?.evidence).toEqual([
      expect.stringMatching(
        /^The weights \(the-weights\) withheld 0 % of answers on 24 topic prompts and 0 % on 24 controls/,
      ),
      expect.stringMatching(/^On the same 24 topic prompts the-api withheld more than the-weights by \+100 points/),
      expect.stringMatching(/^Filters of the-api took answers to 100 % of topic prompts, and of 0 % of controls/),
      'the-api said “data_inspection_failed” (as alibaba does; of the answer: the model had answered) of 120 answers on topics and 0 on controls.',
      'Answers of the-api name 1 provider: Maker (200).',
      'Answers of the-api name 2 models: m-1 (239), m-2 (1).',
      expect.stringMatching(/decide nothing\.$/),
    ]);
    expect(reading?.rivals.map(({ id, open }) => [id, open])).toEqual([
      ['in-the-weights', false],
      ['system-prompt', false],
      ['other-checkpoint', false],
    ]);
    expect(reading?.wanting).toContain('the SHA-256 of the files');
    const recorded = { files: true, template: true, noSystem: true, greedy: true, sampled: true };
    expect(readingsOf([{ ...arm('weights', ANSWERS), conditions: recorded }, api])[0]?.wanting).toEqual([]);
  });
});

const states = fc.record(
  {
    answered: fc.nat(4),
    refused: fc.nat(3),
    partly: fc.nat(1),
    blocked: fc.nat(2),
    withdrawn: fc.nat(2),
    unusable: fc.nat(1),
    errored: fc.nat(1),
  },
  { requiredKeys: [] },
);
const way = fc.oneof(fc.constantFrom(ANSWERS, REFUSES, BLOCKS, WITHDRAWS, WORDLESS), states);
const anyArm = fc
  .record({
    role: fc.constantFrom<ArmRole>('weights', 'host', 'api', 'chat'),
    topics: way,
    controls: fc.oneof({ weight: 3, arbitrary: fc.constant(ANSWERS) }, { weight: 1, arbitrary: states }),
    n: fc.constantFrom(8, 12, 24, 40),
    name: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ role, topics, ...more }) => arm(role, topics, more));
const arms = fc.array(anyArm, { maxLength: 6 });

it('a chat that withholds, before an API that withholds everything, leaves open which of them does', () => {
  const all = [
    arm('weights', ANSWERS, { n: 24 }),
    arm('api', WITHDRAWS, { n: 40, controls: WITHDRAWS }),
    arm('chat', REFUSES, { n: 24 }),
  ];
  const undecided = readingsOf(all).find(({ id }) => id === 'undecided');
  expect(undecided?.rivals.map(({ id, open }) => [id, open])).toEqual([['filter-at-api', true]]);
});

describe('any readings', () => {
  it('hold what the table says they do', () => {
    fc.assert(
      fc.property(arms, (all) => {
        const seen = comparisonsOf(all);
        const ids = idsOf(all);
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
        const has = (...some: ReadingId[]): boolean => some.some((id) => ids.includes(id));
        // In the weights: they withhold on topics beyond controls, and no run with the same weights says otherwise.
        if (has('in-the-weights', 'weights-and-filter')) {
          expect(seen.withheld?.seen).toBe('present');
          expect([seen.answering, seen.unlike]).toEqual([[], undefined]);
        }
        expect(has('wrong-template') && has('in-the-weights', 'weights-and-filter')).toBe(false);
        expect(has('in-the-weights') && has('filter-at-api', 'filter-in-chat', 'weights-and-filter')).toBe(false);
        // A filter: the service withholds more than what lies below it, or says so on topics.
        const shows = (services: typeof seen.apis): boolean =>
          services.some(({ more, filter, taken, beyondApi }) =>
            [more, filter, taken, beyondApi].some((one) => one?.seen === 'present'),
          );
        if (has('filter-at-api')) expect(shows(seen.apis)).toBe(true);
        if (has('filter-in-chat')) expect(shows(seen.chats)).toBe(true);
        if (has('host-moderation')) expect(shows(seen.hosts)).toBe(true);
        if (has('weights-and-filter')) expect(shows([...seen.apis, ...seen.chats])).toBe(true);
        // Nothing is said to be absent while something is open.
        if (has('none')) {
          expect(ids).toEqual(['none']);
          expect(seen.withheld?.seen).toBe('absent');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are the same in whatever order the arms come', () => {
    fc.assert(
      fc.property(arms, fc.nat(), (all, by) => {
        const turned = [...all.slice(by % (all.length || 1)), ...all.slice(0, by % (all.length || 1))].toReversed();
        expect(readingsOf(turned)).toEqual(readingsOf(all));
      }),
      { numRuns: 100 },
    );
  });

  it('have each rival once, and a reason for each', () => {
    fc.assert(
      fc.property(arms, (all) => {
        for (const { says, rivals, id } of readingsOf(all)) {
          expect(says).toMatch(/\.$/);
          expect(rivals.length).toBeGreaterThan(0);
          for (const rival of rivals) {
            expect(rival.why).toMatch(/^[^\s].*\.$/);
            expect(rival.id).not.toBe(id);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
