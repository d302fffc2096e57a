/**
 * How well the offline judges of engagement, narrative and facts agree with labelled answers, beside two lists of phrases.
 * `--closed` scores the sets that no rule was written with; `--write` renews data/judges/engagement.json from these; `--fit` renews the weights from the open answers; `--list` names the open answers they err on.
 */
import { parseArgs } from 'node:util';
import { writeConfusion } from './confusion.ts';
import { fit, fitNarrative, writeWeights } from './fit.ts';
import { casesOf, judgeAcross, judgeAll } from './judged.ts';
import { CLOSED, OPEN, readClosed, readLabelled } from './labelled.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    closed: { type: 'boolean' },
    fit: { type: 'boolean' },
    list: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

const open = await readLabelled(OPEN);
if (values.fit === true) {
  const fitted = fit(casesOf(open));
  writeWeights(fitted, fitNarrative(casesOf(open), fitted), `the ${open.length} open answers`);
  console.log('The weights were renewed: run the command again.');
  process.exit(0);
}

const across = judgeAcross(open);
report('open, weights fitted without the topic', across);
if (values.list === true)
  for (const { answer, said, why } of across)
    if (said !== answer.engagement)
      console.log(`${answer.id} ${answer.question}: ${answer.engagement}, called ${said} (${why})`);

if (values.closed === true) {
  const missed = [];
  for (const [name, folder] of Object.entries(CLOSED))
    missed.push(report(`closed, ${name}`, judgeAll(await readLabelled(folder))));
  if (missed.includes(true)) process.exitCode = 1;
}
if (values.write === true) writeConfusion(judgeAll(await readClosed()));
