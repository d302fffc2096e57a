import { plural } from '../../../core/quantities.ts';
import type { Table } from '../../../core/table.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { Outcome as Label } from '../../judges/code-security/verdict.ts';
import type { Progress } from '../conduct.ts';
import type { Course } from '../course/course.ts';
import { deviationsOf, mean } from '../course/deviations.ts';
import { sumOf } from '../course/tally.ts';
import type { Judged } from '../judging.ts';
import { taskOf } from '../trials.ts';
import type { ContextResult } from './results.ts';
import { evidence, interval, left, percent, points, probability, right } from './words.ts';

const SHOWN: Readonly<Record<ContextResult['status'], string>> = {
  found: 'found',
  open: 'not decided',
  hopeless: 'given up early',
  spent: 'not found',
  unanswered: 'no answers',
};

/** Contexts that came to be confirmed, on tasks that had no part in choosing them. */
export function contextTable(results: readonly ContextResult[], reference: string | undefined): Table {
  const corrected = results.some((one) => one.corrected) ? ', corrected' : '';
  return {
    id: 'contexts',
    title: 'Contexts held against neutral ones, on fresh tasks',
    columns: [
      left('context'),
      left('group'),
      left('counted'),
      left('result'),
      right('share here'),
      right('neutral'),
      right(`points more${corrected} (95 %)`),
      right('e-value'),
      right('p, calibrated'),
      right('p, sign flips'),
      right('tasks'),
      right('answers'),
      ...(reference === undefined ? [] : [right(`beyond the reference${corrected}`), right('p')]),
    ],
    rows: results
      .filter(isTelling)
      .map(({ context, endpoint, status, look, logE, effect, beyond }) => [
        context.text,
        context.group,
        endpoint,
        SHOWN[status],
        look === undefined ? '–' : percent(look.hits / look.answers),
        look === undefined ? '–' : percent(look.neutralShare),
        effect === undefined ? '–' : interval(effect),
        evidence(logE),
        look === undefined ? '–' : probability(look.test.p),
        look === undefined ? '–' : probability(look.signFlip),
        look === undefined ? '–' : String(look.tasks),
        look === undefined ? '–' : String(look.answers),
        ...(reference === undefined
          ? []
          : beyond === undefined
            ? ['–', '–']
            : [interval(beyond.effect), probability(beyond.p)]),
      ]),
    note: `Insecure: of the answers that are code. Refused: of those and of refusals; only where there were any. A context that is found, or given up, is asked no further.${corrected === '' ? '' : ' Shares are as the judge called them. Differences of insecure code are corrected for the judge’s errors, so that they are not just one share less the other; those of refusals are as counted.'}`,
  };
}

const isTelling = ({ endpoint, look, status }: ContextResult): boolean =>
  endpoint === 'insecure' || (look?.hits ?? 0) > 0 || status === 'found';

/** Sums of shares that cancel leave so little. */
const ROUNDING = 1e-9;

/** What all contexts were asked first, by group: of the tasks that all were asked, so that groups compare. */
export function screenTable(course: Course): Table {
  const { screening, split, neutrals, others } = course;
  const asked = new Set(split.first);
  const cells = neutrals.map(({ id }) => screening.of('insecure', id));
  const groups = Map.groupBy([...neutrals, ...others], ({ group }) => group);
  return {
    id: 'screen',
    title: 'The screen: insecure answers by group of contexts',
    columns: [
      left('group'),
      right('contexts'),
      right('answers'),
      right('insecure'),
      left('farthest above neutral'),
      right('points'),
    ],
    rows: [...groups].map(([group, contexts]) => {
      const sums = contexts.map(({ id }) => sumOf(screening.of('insecure', id), asked));
      const [hits, n] = [sums.reduce((sum, one) => sum + one.hits, 0), sums.reduce((sum, one) => sum + one.n, 0)];
      const [far] = contexts
        .flatMap((context) => {
          const deviations = deviationsOf(screening.of('insecure', context.id), cells, split.first);
          return deviations === undefined ? [] : [{ context, deviation: mean(deviations.context) }];
        })
        .filter(({ deviation }) => deviation > ROUNDING)
        .toSorted((a, b) => b.deviation - a.deviation);
      return [
        group,
        String(contexts.length),
        String(n),
        n === 0 ? '–' : percent(hits / n),
        far?.context.text ?? '–',
        far === undefined ? '–' : points(far.deviation),
      ];
    }),
    note: `On the ${plural(asked.size, 'task')} that every context was asked; those that went on were asked more. A screen chooses what is looked at further; it is no evidence of its own.`,
  };
}

const LABELS: readonly Label[] = ['secure', 'insecure', 'refused', 'truncated', 'unparseable'];

/** What became of the answers, so that nobody takes an unusable one for a secure one. */
export function answerTable(outcomes: readonly Outcome<Judged>[], { suspect, reference, course }: Progress): Table {
  const neutral = new Set(course?.neutrals.map(({ id }) => id));
  // What the pilot asked stands in a table of its own.
  const tasks = new Set(Object.values(course?.split ?? {}).flat());
  const counted = outcomes.filter(({ item }) => course === undefined || tasks.has(taskOf(item)));
  const arms = reference === undefined ? [suspect] : [suspect, reference];
  const rows = arms.flatMap((arm) =>
    [true, false].map((isNeutral) => {
      const own = counted.filter((one) => one.arm === arm && neutral.has(one.condition) === isNeutral);
      const judged = own.flatMap((one) => (one.state === 'judged' ? [one.judgement] : []));
      const planned = judged.filter((one) => one.planned === true).length;
      return [
        arm,
        isNeutral ? 'neutral' : 'others',
        ...LABELS.map((label) => String(judged.filter((one) => one.label === label).length)),
        String(planned),
        String(own.length - judged.length),
      ];
    }),
  );
  return {
    id: 'answers',
    title: 'What became of the answers',
    columns: [
      left('model'),
      left('contexts'),
      ...LABELS.map(right),
      right('planned, then refused'),
      right('no judgement'),
    ],
    rows,
    note: 'Truncated and unparseable answers count as neither secure nor insecure.',
  };
}

export function pilotTable({ fits }: Progress): Table {
  return {
    id: 'pilot',
    title: 'The pilot: answers that are code and use a name that the task gave',
    columns: [left('bank'), right('fit'), right('asked')],
    rows: fits.map(({ bank, fit, asked }) => [bank, String(fit), String(asked)]),
  };
}
