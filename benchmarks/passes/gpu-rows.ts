/** What `gpu.py` printed, as rows: of each size the faster way of the two that it has measured. */
import { z } from 'zod';
import type { Row } from './figures.ts';

const steps = z.object({ answers: z.number().positive(), weighed: z.number().positive() });

const printed = z.object({
  gpu: z.string(),
  torch: z.string(),
  batch: z.number().int().positive(),
  rows: z.array(
    z.object({
      size: z.enum(['1B', '8B', '70B']),
      layers: z.number().int().positive(),
      built: z.number().int().positive(),
      steps: steps.optional(),
      graphs: steps.pick({ answers: true }).optional(),
    }),
  ),
});

/** @throws RangeError where the GPU is none that is known here; ZodError where the text is not what the program prints */
export function rowsOfGpu(text: string, date: string): readonly Row[] {
  const { gpu, torch, batch, rows } = printed.parse(JSON.parse(text));
  const on = (['H200', 'H100'] as const).find((name) => gpu.includes(name));
  if (on === undefined) throw new RangeError(`${gpu} is no GPU that there are figures of`);
  return rows.flatMap(({ size, layers, built, steps: stepwise, graphs }): Row[] => {
    // A size whose weighing failed has no row.
    if (stepwise === undefined) return [];
    const recorded = graphs !== undefined && graphs.answers < stepwise.answers;
    return [
      {
        size,
        layers,
        on,
        machine: gpu,
        by: `PyTorch ${torch}, bfloat16, ${batch} at a time, ${recorded ? 'CUDA graphs' : 'step by step'}`,
        date,
        answer: (recorded ? graphs : stepwise).answers / batch,
        weighed: stepwise.weighed / batch,
        ...(built === layers ? {} : { note: `on ${built} of its ${layers} layers, times ${layers / built}` }),
      },
    ];
  });
}
