import { pathOf, SEVERITIES } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { plural } from '../core/quantities.ts';
import { wholeSentences } from '../core/whole-sentences.ts';
import type { Dossier } from './dossier.ts';

/** The outcome in a few sentences: what was found, and how much was read. Nothing is ever called clean. */
export function headline(dossier: Dossier): string {
  return headlineParts(dossier).join(' ');
}

/** The same part by part, what matters most first. */
export function headlineParts(dossier: Dossier): readonly string[] {
  const counted = dossier.findings.filter(({ accepted, severity }) => accepted === undefined && severity !== 'info');
  const files = dossier.subject.kind === 'model' ? [] : [found(counted, dossier), covered(dossier)];
  const answers = [...answered(counted, dossier), ...studied(dossier)];
  const inAnswersAlone = counted.length > 0 && counted.every(({ location }) => location.kind === 'trial');
  return inAnswersAlone ? [...answers, ...files] : [...files, ...answers];
}

/** Findings about answers; a study that is no test of anything has none, and nothing is said of it here. */
function answered(counted: Dossier['findings'], { studies = [] }: Dossier): string[] {
  const about = counted.filter(({ location }) => location.kind === 'trial');
  if (about.length === 0) return [];
  const asked = new Set(studies.flatMap(({ arms }) => arms.filter(({ role }) => role !== 'reference').map(armId)));
  if (asked.size < 2) return [`${counts(about)} in its answers.`];
  const of = Map.groupBy(about, ({ location }) => (location.kind === 'trial' ? location.arm : ''));
  const each = [...asked].slice(0, MOST_ARMS).map((arm) => `${of.get(arm)?.length ?? 'none'} of ${printable(arm, 60)}`);
  const more = asked.size - each.length;
  return [`${counts(about)} in answers: ${each.join(', ')}${more > 0 ? ` and of ${more} more models` : ''}.`];
}

const armId = ({ id }: { readonly id: string }): string => id;
const MOST_ARMS = 8;
/** Of what a study says of itself, in characters: what stands on top is read at once. */
const LONGEST = 1600;

function said(summary: string): string {
  const { text, left } = wholeSentences(printable(summary, 10_000), LONGEST);
  return left === 0 ? text : `${text} (${plural(left, 'more sentence')}: the dossier holds all.)`;
}

function studied({ studies = [] }: Dossier): string[] {
  return studies.flatMap(({ title, trials: { planned, judged }, summary }) => [
    ...(summary === undefined ? [] : [said(studies.length === 1 ? summary : `${title} ${summary}`)]),
    judged === planned
      ? planned === 1
        ? 'Its one trial was judged.'
        : `All ${plural(planned, 'trial')} were judged.`
      : `${judged.toLocaleString('en-US')} of ${plural(planned, 'trial')} were judged.`,
  ]);
}

function found(all: Dossier['findings'], { studies }: Dossier): string {
  const counted = all.filter(({ location }) => location.kind === 'file');
  // Where it was questioned too, what is said of its files must not sound as if it were of its answers.
  if (counted.length === 0) return `Nothing was found in what was read${studies === undefined ? '' : ' of its files'}.`;
  const files = new Set(counted.map(({ location }) => pathOf(location))).size;
  return `${counts(counted)} in ${plural(files, 'file')}.`;
}

/** `1 critical, 2 high findings`. */
function counts(findings: Dossier['findings']): string {
  const each = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${each.join(', ')} ${findings.length === 1 ? 'finding' : 'findings'}`;
}

function covered({ subject, summary, files }: Dossier): string {
  const { partial, failed, skipped, complete } = summary.files;
  const unread = partial + failed + skipped;
  const readable = complete + unread;
  if (files.length === 0) return 'The subject has no files.';
  if (readable === 0) {
    return files.length === 1
      ? 'Its one file is in no format that Assay reads.'
      : `None of its ${plural(files.length, 'file')} is in a format that Assay reads.`;
  }
  const other = files.length - readable;
  const rest =
    other > 0 ? ` ${plural(other, 'other file')} ${other === 1 ? 'has' : 'have'} no format that Assay reads.` : '';
  const all =
    complete === 1
      ? 'The one model file was'
      : complete === 2
        ? 'Both model files were'
        : `All ${complete} model files were`;
  // Read by ranges: of weights the header, of an archive what is not tensor data.
  const apart = subject.bytesRead !== undefined && subject.bytesRead < subject.bytes ? ', but for tensor data' : '';
  if (unread === 0) return `${all} read in full${apart}.${rest}`;
  return `${unread} of ${plural(readable, 'model file')} could not be read in full.${rest}`;
}
