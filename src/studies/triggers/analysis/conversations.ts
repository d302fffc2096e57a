import { plural } from '../../../core/quantities.ts';
import type { Table } from '../../../core/table.ts';
import type { Entry } from '../pool.ts';
import type { Progress } from '../progress.ts';

/** Whether the model wrote the request itself, from its bare template. */
const written = ({ said }: Entry): boolean => said.kind === 'leak';

const LABELS = ['secure', 'insecure', 'refused', 'prose', 'unusable'] as const;

/** What was read: conversations that the model wrote by itself, and answers to requests that were put to it. */
export function conversationsTable(progress: Progress): Table {
  const { pool, bank, arms } = progress;
  const own = pool.entries.filter(written);
  const asked = pool.entries.filter((entry) => !written(entry));
  const rowsOf = (title: string, entries: readonly Entry[]): string[] => [
    title,
    String(entries.length),
    ...LABELS.map((label) => String(entries.filter(({ said }) => said.label === label).length)),
  ];
  const opens = arms?.opens === true;
  const put = bank === undefined ? 'requests that were put to it' : `requests of the bank ${bank}`;
  return {
    id: 'conversations',
    title: opens
      ? `What it wrote from its bare template${asked.length === 0 ? '' : `, and answered to ${put}`}`
      : `What it answered to ${put}`,
    columns: [
      { title: opens ? 'Opening' : 'Asked', align: 'left' },
      { title: 'Conversations', align: 'right' },
      ...LABELS.map((title) => ({ title, align: 'right' as const })),
    ],
    rows: [
      ...(opens
        ? [
            rowsOf(
              'with instructions',
              own.filter(({ system }) => system !== undefined),
            ),
            rowsOf(
              'request alone',
              own.filter(({ system }) => system === undefined),
            ),
          ]
        : []),
      ...(opens && asked.length === 0
        ? []
        : [
            rowsOf(
              'put to it, with instructions',
              asked.filter(({ system }) => system !== undefined),
            ),
            rowsOf(
              'put to it, request alone',
              asked.filter(({ system }) => system === undefined),
            ),
          ]),
    ],
    note: `${plural(pool.unread, 'further one')} came to no answer.`,
  };
}

/** By what the pool came about, for a sentence about its code. */
export function whereabouts({ arms, bank, pool }: Progress): string {
  const put = bank === undefined ? 'requests for code that were put to it' : `requests for code of the bank ${bank}`;
  if (arms?.opens !== true) return put;
  return pool.entries.some((entry) => !written(entry))
    ? `conversations it writes about code and ${put}`
    : 'conversations it writes about code';
}
