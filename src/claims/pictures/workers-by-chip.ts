import type { BarsFigure } from '../../core/plots.ts';
import { accelerator } from '../capacity/accelerator.ts';
import { overheadFrom, type Serving } from '../capacity/roofline.ts';
import { servedModel } from '../capacity/served.ts';
import { DEEPSEEK_V3, LLAMA_70B } from '../capacity/served-models.ts';
import { dayFigures } from '../capacity/serving-day.ts';
import { economicRecord, valueOf } from '../economics/records.ts';
import { shapeOf } from '../parameters/families.ts';
import type { Titled } from './claimed.ts';
import { workersFigure } from './workers.ts';

const CHIPS = [
  'a100-80gb-sxm',
  'h100-sxm',
  'h800-sxm',
  'h20',
  'h200-sxm',
  'b200',
  'mi300x',
  'ascend-910b',
  'ascend-910c',
] as const;

/** Of the roofline, assumed: it is not published. */
const EFFICIENCY = 0.7;
/** DeepSeek's decoding unit: 18 nodes of 8, with 32 redundant experts. */
const UNIT = { chips: 144, split: 'expert', copies: 288 / 256 } as const;
const NODE = { chips: 8, split: 'tensor', copies: 1 } as const;

/**
 * Workers on one chip of each kind, for a model with latent attention and for one with grouped queries: the time of a step that
 * nothing hides is fitted to the day that DeepSeek published, and taken for both. Undefined on a day before that was published.
 */
export function workersByChip({ id, title, note }: Titled, asOf: string): BarsFigure | undefined {
  const day = economicRecord('dsserve.streams').as_of;
  if (asOf < day) return undefined;
  const context = Math.round(valueOf('dsserve.kv'));
  const speed = middleOf('dsserve.speed');
  const published = dayFigures({
    nodes: valueOf('dsserve.nodes'),
    chipsPerNode: 8,
    input: valueOf('dsserve.in'),
    cached: valueOf('dsserve.in') * valueOf('dsserve.hit'),
    output: valueOf('dsserve.out'),
    speed,
    decodePerNode: valueOf('dsserve.dec'),
  });
  const latent = (chip: string): Omit<Serving, 'overhead'> => ({
    model: servedModel(shapeOf(DEEPSEEK_V3), 1, 2),
    chip: accelerator(chip),
    deployment: UNIT,
    context,
    efficiency: EFFICIENCY,
  });
  const overhead = overheadFrom(latent('h800-sxm'), published.streamsPerDecodeChip, speed);
  const grouped = (kind: string): Serving => {
    const chip = accelerator(kind);
    // Chips without FP8 hold weights of 16 bits.
    const model = servedModel(shapeOf(LLAMA_70B), chip.fp8 === undefined ? 2 : 1, 2);
    return { model, chip, deployment: NODE, context, efficiency: EFFICIENCY, overhead };
  };
  return workersFigure(
    {
      id,
      title,
      note: [
        `Streams that get ${speed} tokens a second each, the middle of what DeepSeek publishes, after ${context.toLocaleString('en-US')} tokens: of DeepSeek-V3 on ${UNIT.chips} chips together, and of Llama 3.1 70B on ${NODE.chips}. Published is what DeepSeek says of its own. Behind a number stands what decides it. The roofline reaches ${EFFICIENCY * 100} % (assumed), and ${(overhead * 1000).toFixed(0)} ms of each step are hidden by nothing: fitted to what DeepSeek published of ${day}, so that the H800 meets it, and taken for all. Chips without FP8 hold V3 in 8 bits nevertheless. Network, prefix caching and drafted tokens are left out.`,
        ...(note === undefined ? [] : [note]),
      ].join(' '),
    },
    [
      {
        title: 'DeepSeek-V3, latent attention',
        servings: CHIPS.map((chip) => ({ ...latent(chip), overhead })),
      },
      { title: '70B, grouped queries', servings: CHIPS.map(grouped) },
    ],
    speed,
    [
      { title: 'H800 that decodes', streams: published.streamsPerDecodeChip },
      { title: 'H800, all of them', streams: published.streamsPerChip },
    ],
  );
}

/** Of bounds alone: a speed to hold chips at, which nobody states. */
function middleOf(id: string): number {
  const { value, low = Number.NaN, high = Number.NaN } = economicRecord(id);
  return value ?? (low + high) / 2;
}
