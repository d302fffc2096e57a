import { SEVERITIES } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import { duration, plural } from '../../core/quantities.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { type DossierStudy, type StudySpending, tablesOf } from '../../dossier/studies.ts';
import type { Paint } from './paint.ts';
import { titledTable } from './titled-table.ts';
import { wrap } from './wrap.ts';

/** Each study: who was asked, what became of the trials, its tables and notes. */
export function studies(
  { studies: all = [], run, examinations, findings }: Dossier,
  width: number,
  paint: Paint,
): string[] {
  return all.flatMap((study) => [
    ...wrap(printable(study.title, 200), width).map((line) => paint.bold(line)),
    ...arms(study, width, paint),
    ...wrap(trials(study), width),
    ...found(study, findings).flatMap((line) => wrap(line, width)),
    ...examinations
      .filter(({ id, status }) => id === study.id && status !== 'complete')
      .flatMap(({ status, reason }) => wrap(`The study is ${status}: ${printable(reason ?? '', 1000)}.`, width)),
    ...spending(run.studies?.find((one) => one.study === study.id))
      .flatMap((line) => wrap(line, width))
      .map((line) => paint.dim(line)),
    '',
    ...tablesOf(study).flatMap((one) => titledTable(one, width, paint)),
    ...study.notes.flatMap((note) => wrap(printable(note, 2000), width).map((line) => paint.dim(line))),
    ...(study.notes.length > 0 ? [''] : []),
  ]);
}

function arms({ arms: all }: DossierStudy, width: number, paint: Paint): string[] {
  return all.flatMap(({ id, role, sameWeightsAs, identity, replayed }) => {
    const where = identity.endpoint === undefined ? identity.runtime : `${identity.runtime} at ${identity.endpoint}`;
    const weights = identity.weights === undefined ? '' : `, weights ${identity.weights.sha256.slice(0, 12)}`;
    const same = sameWeightsAs === undefined ? '' : `, declared to hold the weights of ${sameWeightsAs}`;
    const text = `${id}: ${role}, ${identity.model} through ${where}${weights}${same}${replayed === true ? ', replayed from a record' : ''}`;
    return wrap(printable(text, 500), width).map((line) => paint.dim(line));
  });
}

function trials({ trials: { planned, judged, unjudged, errored, skipped }, seed }: DossierStudy): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  return `${plural(planned, 'trial')}: ${number(judged)} judged, ${number(unjudged)} not judged, ${number(errored)} failed, ${number(skipped)} skipped. Seed ${seed}.`;
}

/** How many of the findings above are of this study. */
function found({ id }: DossierStudy, findings: Dossier['findings']): string[] {
  const own = findings.filter(({ location }) => location.kind === 'trial' && location.study === id);
  if (own.length === 0) return [];
  const accepted = own.filter((finding) => finding.accepted !== undefined).length;
  const each = SEVERITIES.flatMap((severity) => {
    const count = own.filter((one) => one.severity === severity && one.accepted === undefined).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return [`Findings of this study: ${[...each, ...(accepted === 0 ? [] : [`${accepted} accepted`])].join(', ')}.`];
}

function spending(spent: StudySpending | undefined): string[] {
  if (spent === undefined) return [];
  if (spent.promptTokens + spent.completionTokens === 0)
    return [`This run: nothing was asked anew, ${duration(spent.seconds)}.`];
  const number = (value: number): string => value.toLocaleString('en-US');
  const money = spent.dollars === undefined ? '' : `, $${spent.dollars.toFixed(4)}`;
  const tokens = `${number(spent.promptTokens)} tokens read and ${number(spent.completionTokens)} written`;
  return [`This run: ${tokens}${money}, ${duration(spent.seconds)}.`];
}
