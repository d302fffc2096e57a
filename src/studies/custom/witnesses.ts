import type { Table } from '../../core/table.ts';
import { answerOf } from '../../runtimes/answer.ts';
import type { AnalysisContext } from '../engine/study.ts';
import type { Agreement } from './agreement.ts';
import { left } from './format.ts';

const CUT = 240;

/** Trials in which what is said to be one set of weights answered otherwise, side by side. */
export async function witnessTable(
  agreeing: readonly Agreement[],
  context: AnalysisContext,
): Promise<Table | undefined> {
  const rows = await Promise.all(
    agreeing
      .filter(({ sameWeights }) => sameWeights)
      .flatMap(({ differing }) =>
        differing.map(async (keys) => {
          const replies = await context.replies(keys);
          const sides = keys.map((key) => replies.get(key));
          const texts = sides.map((side) => {
            const text = side?.reply.kind === 'generate' ? answerOf(side.reply.recording).text : '';
            return text.length > CUT ? `${text.slice(0, CUT)}…` : text;
          });
          const trial = sides[0]?.trial;
          return [
            `${trial?.item ?? ''} · ${trial?.condition ?? ''}`,
            sides.map((side) => side?.trial.arm).join(' / '),
            ...texts,
          ];
        }),
      ),
  );
  if (rows.length === 0) return undefined;
  const columns = [left('item and condition'), left('models'), left('the first says'), left('the second says')];
  return { id: 'differing', title: 'Where they differ', columns, rows };
}
