import { atLeast, type FileLocation, type Severity } from '../../core/finding.ts';
import { plural } from '../../core/quantities.ts';
import { trialPlace } from '../../core/trial-place.ts';
import type { Dossier, DossierFile, DossierFinding } from '../../dossier/dossier.ts';
import type { DossierStudy } from '../../dossier/studies.ts';
import { fromRoot, place, type ReportOptions, within } from '../place.ts';
import { witnessText } from '../witness.ts';
import { element, type Xml, xml } from './xml.ts';

export interface JunitOptions extends ReportOptions {
  readonly failOn: Severity | 'never';
}

/** Files in no format that Assay reads: said one by one only so far. */
const MOST_OTHER = 500;
const MOST_WITNESSES = 5;

/**
 * The dossier as JUnit XML, for what shows test results (Jenkins, GitLab, Azure). A suite for each file: one case says
 * whether it could be read, one stands for each finding. What decides the exit code decides here too: a finding at or
 * above the threshold is a failure, a file that was not read in full and a study that lacks judgements an error.
 */
export function renderJunit(dossier: Dossier, options: JunitOptions): string {
  const inFiles = dossier.findings.filter(isInFile);
  const findings = Map.groupBy(inFiles, ({ location }) => location.path);
  const files = dossier.files.filter(({ status, path }) => status !== 'not applicable' || findings.has(path));
  const suites = files.map((file) => suiteOf(file, findings.get(file.path) ?? [], options));
  // A finding may be about a file that is missing.
  const listed = new Set(dossier.files.map(({ path }) => path));
  for (const [path, found] of findings) if (!listed.has(path)) suites.push(suite(path, casesOf(path, found, options)));
  const other = dossier.files.filter(({ status, path }) => status === 'not applicable' && !findings.has(path));
  if (other.length > 0) suites.push(otherFiles(other, options));
  suites.push(...studies(dossier, options));
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = { name: `Assay: ${dossier.subject.name}`, ...counts(all), time: dossier.run.seconds.toFixed(2) };
  const { started } = dossier.run;
  const children = suites.map(({ name, cases }) =>
    element(
      'testsuite',
      { name, ...counts(cases), time: '0', timestamp: started.slice(0, 19) },
      cases.map(({ xml: one }) => one),
    ),
  );
  return xml(element('testsuites', attributes, children));
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly outcome: Outcome;
  readonly xml: Xml;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

const suite = (name: string, cases: readonly Case[]): Suite => ({ name, cases });

function suiteOf(file: DossierFile, findings: readonly InFile[], options: JunitOptions): Suite {
  return suite(fromRoot(file.path, options), [read(file, options), ...casesOf(file.path, findings, options)]);
}

type InFile = DossierFinding & { readonly location: FileLocation };
const isInFile = (finding: DossierFinding): finding is InFile => finding.location.kind === 'file';

function casesOf(path: string, findings: readonly InFile[], options: JunitOptions): Case[] {
  const classname = fromRoot(path, options);
  return findings.map((finding) => {
    // Without offsets, so that the case keeps its name from run to run, as its fingerprint does.
    const { offset: _, line: __, ...still } = finding.location;
    const attributes = { classname, name: nameOf(finding, within(still)), file: classname, time: '0' };
    const { outcome, child } = outcomeOf(finding, options);
    return { outcome, xml: element('testcase', attributes, child) };
  });
}

function nameOf({ rule, title, fingerprint }: DossierFinding, where: string): string {
  return `${rule}: ${title}${where === '' ? '' : ` in ${where}`} [${fingerprint.slice(0, 12)}]`;
}

function outcomeOf(finding: DossierFinding, { failOn }: JunitOptions): { outcome: Outcome; child: Xml[] } {
  const { accepted, severity, message } = finding;
  if (accepted !== undefined) {
    return { outcome: 'skipped', child: [element('skipped', { message: `accepted: ${accepted.reason}` }, [])] };
  }
  const text = details(finding);
  if (failOn === 'never' || !atLeast(severity, failOn)) {
    return { outcome: 'passed', child: [element('system-out', {}, text)] };
  }
  return { outcome: 'failure', child: [element('failure', { type: severity, message }, text)] };
}

function details({
  message,
  severity,
  confidence,
  location,
  evidence,
  witnesses = [],
  references,
  fingerprint,
}: DossierFinding): string {
  return [
    `${severity}, confidence ${confidence}: ${place(location)}`,
    message,
    ...evidence.map(({ label, text }) => `${label}: ${text}`),
    ...witnesses.slice(0, MOST_WITNESSES).map(witnessText),
    references.map(({ id, url }) => (url === undefined ? id : `${id} ${url}`)).join('\n'),
    `fingerprint ${fingerprint}`,
  ].join('\n');
}

/** Whether the file could be read, as a case of its own. */
function read({ path, status, reason, format, size }: DossierFile, options: JunitOptions): Case {
  const classname = fromRoot(path, options);
  const attributes = { classname, name: `can be read in full (${format}, ${plural(size, 'byte')})`, time: '0' };
  if (status === 'complete') return { outcome: 'passed', xml: element('testcase', attributes, []) };
  const message = reason ?? 'no reason given';
  return status === 'not applicable'
    ? { outcome: 'skipped', xml: element('testcase', attributes, [element('skipped', { message }, [])]) }
    : { outcome: 'error', xml: element('testcase', attributes, [element('error', { type: status, message }, [])]) };
}

/** Whether every trial of a study has a judgement, as a case of its own, and a case for each finding about answers. */
function studies({ studies: all, examinations, findings }: Dossier, options: JunitOptions): Suite[] {
  const whole = (all ?? []).map((study) => judged(study, examinations));
  const found = findings.flatMap((finding) => caseOfTrial(finding, options));
  return all === undefined && found.length === 0 ? [] : [suite('Studies', [...whole, ...found])];
}

function judged({ id, title, trials, summary }: DossierStudy, examinations: Dossier['examinations']): Case {
  const attributes = { classname: id, name: `${title}: all ${plural(trials.planned, 'trial')} judged`, time: '0' };
  const examination = examinations.find((one) => one.id === id);
  const said = summary === undefined ? [] : [element('system-out', {}, summary)];
  if (examination === undefined || examination.status === 'complete')
    return { outcome: 'passed', xml: element('testcase', attributes, said) };
  const { status, reason = 'no reason given' } = examination;
  const error = element('error', { type: status, message: reason }, []);
  return { outcome: 'error', xml: element('testcase', attributes, [error, ...said]) };
}

function caseOfTrial(finding: DossierFinding, options: JunitOptions): Case[] {
  const { location } = finding;
  if (location.kind !== 'trial') return [];
  const { outcome, child } = outcomeOf(finding, options);
  const attributes = { classname: location.study, name: nameOf(finding, trialPlace(location)), time: '0' };
  return [{ outcome, xml: element('testcase', attributes, child) }];
}

function otherFiles(files: readonly DossierFile[], options: JunitOptions): Suite {
  const name = 'Files in no format that Assay reads';
  const cases = files.slice(0, MOST_OTHER).map((file) => read(file, options));
  const more = files.length - MOST_OTHER;
  if (more > 0) {
    const skipped = element('skipped', { message: `not listed one by one: ${plural(more, 'further file')}` }, []);
    cases.push({
      outcome: 'skipped',
      xml: element('testcase', { classname: name, name: 'and more', time: '0' }, [skipped]),
    });
  }
  return suite(name, cases);
}

function counts(cases: readonly Case[]): Record<'tests' | 'failures' | 'errors' | 'skipped', string> {
  const count = (of: Outcome): string => String(cases.filter(({ outcome }) => outcome === of).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}
