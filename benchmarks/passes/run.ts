/**
 * `npm run bench:passes`: seconds of an answer and of a weighed sequence on this machine, through the runtime of studies,
 * of a model with the shape of Llama 3.2 1B and random weights in eight bits, and what the equations say of larger ones.
 * `-- --size 8B --layers 4` takes another shape, `--model FILE` a GGUF file of yours, `--rounds N` more passes of each kind.
 * `--write` keeps the figures, from which `npm run generate` makes the table of docs/triggers.md; `--gpu FILE` keeps
 * instead what `gpu.py` printed on a machine with a GPU, and `--mix NAME=JOURNAL` of which passes studies are made.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLlama } from '../../src/runtimes/llama/llama.ts';
import { modelled, SAID, type Seconds } from './cost.ts';
import { type Figures, readFigures, type Row, withRows, writeFigures } from './figures.ts';
import { rowsOfGpu } from './gpu-rows.ts';
import { type Measured, measure } from './measure.ts';
import { mixOf } from './mix.ts';
import { writeRandomModel } from './random-model.ts';
import { isSize, parameters, SHAPES, type Shape, type Size } from './shapes.ts';
import { baseOf, ratesOfRow } from './table.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    size: { type: 'string', default: '1B' },
    layers: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    gpu: { type: 'string' },
    mix: { type: 'string', multiple: true },
  },
});
const TODAY = new Date().toISOString().slice(0, 10);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const shown = ({ answer, weighed, next }: Seconds & Pick<Row, 'next'>): string =>
  [
    `answer ${answer.toPrecision(3)} s`,
    `weighed ${weighed.toPrecision(3)} s`,
    ...(next === undefined ? [] : [`next ${next.toPrecision(3)} s`]),
  ].join(', ');

if (values.mix !== undefined) {
  const mix = await mixOf(Object.fromEntries(values.mix.map((one) => one.split('=', 2) as [string, string])));
  writeFigures({ ...readFigures(), mix });
  print(JSON.stringify(mix));
} else if (values.gpu !== undefined) {
  const rows = rowsOfGpu(readFileSync(values.gpu, 'utf8'), TODAY);
  writeFigures(withRows(readFigures(), rows));
  for (const row of rows) print(`${row.size} on ${row.on}: ${shown(row)}`);
  for (const size of Object.keys(SHAPES))
    if (!rows.some((row) => row.size === size)) print(`${size} was not measured: ${values.gpu} says why`);
  print('now: npm run generate');
} else if (values.model === undefined) await random();
else await file(values.model);

async function file(path: string): Promise<Measured> {
  const runtime = await openLlama(path);
  try {
    const vocabulary = (await runtime.tokens?.vocabulary())?.texts.length ?? 0;
    const measured = await measure(runtime, vocabulary, Number(values.rounds));
    print(`${String(runtime.describe().settings?.['model'])}, ${runtime.concurrency} sequences at a time`);
    print(`by processor time: ${shown(measured.processor)}`);
    print(`by the clock:      ${shown(measured.wall)}`);
    if (measured.said < SAID)
      print(`answers ended by themselves after ${measured.said} tokens, and are scaled to ${SAID}`);
    return measured;
  } finally {
    await runtime.close();
  }
}

async function random(): Promise<void> {
  const { size, shape } = asked();
  const folder = mkdtempSync(join(tmpdir(), 'assay-passes-'));
  const path = join(folder, 'random.gguf');
  try {
    const bytes = await writeRandomModel(path, shape);
    print(`${(parameters(shape) / 1e9).toFixed(2)} billion weights, ${(bytes / 1e9).toFixed(2)} GB`);
    const row = rowOf(size, shape, await file(path));
    const figures = withRows(readFigures(), [row]);
    compare(row, figures);
    if (values.write) {
      writeFigures(figures);
      print('kept; now: npm run generate');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function asked(): { readonly size: Size; readonly shape: Shape } {
  const { size, layers } = values;
  if (!isSize(size)) throw new RangeError(`no shape ${size}: ${Object.keys(SHAPES).join(', ')}`);
  return { size, shape: { ...SHAPES[size], ...(layers === undefined ? {} : { layers: Number(layers) }) } };
}

/** What the rates of the whole 1B model say of a model with other layers, and of larger ones. */
function compare({ size, layers }: Row, figures: Figures): void {
  const base = baseOf(figures);
  if (base === undefined) return print('no figures of 1B are kept to hold it against');
  const rates = ratesOfRow(base);
  print(
    `rates of 1B: ${(rates.operations / 1e9).toFixed(0)} GFLOP/s, ${(rates.bytes / 1e9).toFixed(1)} GB/s, ${(rates.handing * 1e3).toFixed(0)} ms to hand over the probabilities of a place`,
  );
  const others: [string, Shape][] = [
    [`${size} of ${layers} layers`, { ...SHAPES[size], layers }],
    ['8B', SHAPES['8B']],
    ['70B', SHAPES['70B']],
  ];
  for (const [name, shape] of others) print(`by these rates ${name}: ${shown(modelled(shape, rates))}`);
}

function rowOf(size: Size, { layers }: Shape, { processor, wall }: Measured): Row {
  const processors = availableParallelism();
  const shared = wall.answer > 1.2 * processor.answer;
  return {
    size,
    layers,
    on: 'CPU',
    machine: `${processors} cores`,
    by: `llama.cpp, Q8_0, ${processors} at a time`,
    date: TODAY,
    ...processor,
    ...(shared ? { note: 'by processor time, as other work ran beside it' } : {}),
  };
}
