/**
 * `npm run bench:attribution`: six worlds that withhold answers somewhere, and two for the false side, each in 20 seeded
 * variations, asked over HTTP on this machine and out of archives of a browser, from recordings to readings.
 * `-- --variations N`, `--seed S`, `--prompts N` of each kind, and `--world TEXT` for the world of this name, or for those
 * whose name holds it.
 */
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/random.ts';
import { clopperPearson } from '../../src/statistics/clopper-pearson.ts';
import { readingsOf } from '../../src/studies/censorship/attribution/readings.ts';
import { askArms } from './ask.ts';
import { GUARDS, variationOf, type World, WORLDS } from './worlds.ts';

const { values } = parseArgs({
  options: {
    variations: { type: 'string', default: '20' },
    seed: { type: 'string', default: '2026' },
    world: { type: 'string', default: '' },
    prompts: { type: 'string' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const TARGET = 0.95;

interface Row {
  readonly world: World;
  readonly right: number;
  readonly n: number;
}

/** As `20 of 20, 100 % (83 to 100)`, exact at 95 %. */
function share(right: number, n: number): string {
  const { low, high } = clopperPearson(right, n);
  const percent = (value: number): string => (value * 100).toFixed(0);
  return `${right} of ${n}, ${percent(right / n)} % (${percent(low)} to ${percent(high)})`;
}

const root = Random.from(values.seed);
const rows: Row[] = [];
const errors: object[] = [];
const began = performance.now();
const named = WORLDS.filter((name) => name === values.world);
const prompts = values.prompts === undefined ? undefined : Number(values.prompts);
for (const world of named.length > 0 ? named : WORLDS.filter((name) => name.includes(values.world))) {
  let right = 0;
  const n = Number(values.variations);
  for (let seed = 0; seed < n; seed++) {
    const variation = variationOf(world, seed, root, prompts);
    const readings = readingsOf(await askArms(variation, root.split(`${world}/${seed}/answers`)));
    const said = readings.map(({ id }) => id);
    if (said.toSorted().join() === variation.truth.toSorted().join()) right++;
    else
      errors.push({
        world,
        seed,
        truth: variation.truth,
        said,
        says: readings.map(({ says }) => says),
        ...variation.about,
      });
  }
  rows.push({ world, right, n });
  print(`${world}: ${share(right, n)}`);
}
const withholding = rows.filter(({ world }) => !GUARDS.includes(world));
const [right, n] = [withholding, withholding].map((all, index) =>
  all.reduce((sum, row) => sum + (index === 0 ? row.right : row.n), 0),
) as [number, number];
if (n > 0)
  print(
    `all that withhold: ${share(right, n)}; the target is ${TARGET * 100} %, which is ${right / n >= TARGET ? 'met' : 'missed'}`,
  );
for (const error of errors) print(JSON.stringify(error));
print(`${Math.round((performance.now() - began) / 1000)} s`);
if (n > 0 && right / n < TARGET) process.exitCode = 1;
