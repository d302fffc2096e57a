import { duration } from '../../core/quantities.ts';
import { printable } from '../../core/printable.ts';
import { ASSUMED_SPEED, type Outlook } from '../../studies/engine/outlook.ts';
import { table } from './table.ts';

/** What a run would ask and take at most, as text. */
export function renderOutlook({ study, arms, adaptive }: Outlook): string {
  const number = (value: number): string => Math.round(value).toLocaleString('en-US');
  const lines = table(
    [
      { title: 'model', align: 'left' },
      { title: 'trials', align: 'right' },
      { title: 'tokens read', align: 'right' },
      { title: 'written, at most', align: 'right' },
      { title: 'cost, at most', align: 'right' },
      { title: 'time, at most', align: 'right' },
    ],
    arms.map(({ arm, trials, promptTokens, completionTokens, dollars, seconds }) => [
      printable(arm, 60),
      number(trials),
      number(promptTokens),
      number(completionTokens),
      dollars === undefined ? 'no price' : `$${dollars.toFixed(2)}`,
      duration(seconds),
    ]),
    110,
  );
  const notes = [
    'Tokens read are a quarter of the characters. Times assume',
    `${ASSUMED_SPEED} tokens a second for each request in flight.`,
    ...(adaptive === 'first' ? ['This is the first stage; how many follow hangs on the answers.'] : []),
    ...(adaptive === 'most'
      ? ['No run asks more: it ends earlier where the answers decide, most often far earlier.']
      : []),
  ];
  return `${[printable(study, 200), '', ...lines, '', ...notes].join('\n')}\n`;
}
