import { fingerprint } from '../core/fingerprint.ts';
import { atLeast, type FileFinding, type FileLocation } from '../core/finding.ts';
import type { Anomaly } from '../core/coverage.ts';
import { printable } from '../core/printable.ts';
import { reference } from '../core/reference.ts';
import { maskSecrets } from '../core/secrets.ts';
import type { Locus, SurveyedFile } from '../survey/surveyed.ts';
import { COMPARED, rulesForFile, rulesForRepository } from './needed.ts';
import type { Draft, PlacedDraft, Rule } from './rule.ts';

/** Findings that one rule gives in one place; the rest are counted in a last one. */
const MOST_IN_PLACE = 50;

/** Findings that one rule gives in one file: containers inside one another have places without number (CWE-770). */
const MOST_IN_FILE = 1_000;

/** Rules of a single file or part: run as soon as a file is surveyed. Those that it gives nothing to are not loaded. */
export async function checkFile(file: SurveyedFile): Promise<FileFinding[]> {
  const rules = await rulesForFile(file);
  return rules.flatMap((rule) => [...mostInFile(rule, file)]);
}

function* mostInFile(rule: Rule, file: SurveyedFile): Generator<FileFinding> {
  let count = 0;
  let worst: FileFinding | undefined;
  for (const finding of inFile(rule, file)) {
    count++;
    if (count <= MOST_IN_FILE) yield finding;
    else if (worst === undefined || atLeast(finding.severity, worst.severity)) worst = finding;
  }
  if (worst === undefined) return;
  const { severity, confidence } = worst;
  const message = `${count - MOST_IN_FILE} more findings of this rule in this file are not listed one by one.`;
  yield finish(rule, { severity, confidence, message, key: 'more in the file' }, { path: file.path });
}

function* inFile(rule: Rule, file: SurveyedFile): Generator<FileFinding> {
  yield* fromAnomalies(rule, file.anomalies, { path: file.path });
  for (const part of file.parts) yield* fromAnomalies(rule, part.anomalies, part.at);
  if (rule.scope === 'file') yield* capped(rule, rule.check(file), { path: file.path });
  if (rule.scope !== 'part') return;
  for (const part of file.parts) {
    if (rule.formats.includes(part.format)) yield* capped(rule, rule.check(part), part.at);
  }
}

/** Rules that compare files: run once all are surveyed. */
export async function checkRepository(files: readonly SurveyedFile[]): Promise<FileFinding[]> {
  const rules = await rulesForRepository(files);
  return rules.flatMap((rule) => Array.from(rule.check({ files }), (draft) => finish(rule, draft, placeOf(draft))));
}

const placeOf = ({ path, member }: PlacedDraft): Locus => (member === undefined ? { path } : { path, member });

/** What of a surveyed file the rules over the whole subject still need. */
export function keepForRepository(file: SurveyedFile): SurveyedFile {
  const kept = file.parts.filter(({ format }) => COMPARED.has(format));
  return { ...file, parts: kept, secrets: [], anomalies: [] };
}

function* fromAnomalies(rule: Rule, anomalies: readonly Anomaly[], at: Locus): Generator<FileFinding> {
  const severities = rule.anomalies;
  if (severities === undefined || anomalies.length === 0) return;
  const drafts = anomalies.flatMap((anomaly): Draft[] => {
    const severity = severities[anomaly.code];
    return severity === undefined ? [] : [fromAnomaly(anomaly, severity)];
  });
  yield* capped(rule, drafts, at);
}

function fromAnomaly(anomaly: Anomaly, severity: Draft['severity']): Draft {
  return {
    severity,
    confidence: 'high',
    message: sentence(anomaly.message),
    evidence: [{ label: 'anomaly', text: anomaly.code }],
    ...(anomaly.offset === undefined ? {} : { offset: anomaly.offset }),
    ...(anomaly.length === undefined ? {} : { length: anomaly.length }),
    key: `${anomaly.code}\0${anomaly.message}`,
  };
}

function* capped(rule: Rule, drafts: Iterable<Draft>, at: Locus): Generator<FileFinding> {
  let count = 0;
  let worst: Draft | undefined;
  for (const draft of drafts) {
    count++;
    if (count <= MOST_IN_PLACE) yield finish(rule, draft, at);
    else worst ??= draft;
  }
  if (worst === undefined) return;
  const message = `${count - MOST_IN_PLACE} more findings of this rule in this place are not listed one by one.`;
  yield finish(rule, { severity: worst.severity, confidence: worst.confidence, message, key: 'more' }, at);
}

/** What a dossier keeps of one finding; names inside archives have up to 65,535 bytes each, and nest (CWE-770). */
const LONGEST_NAME = 512;
const LONGEST_EVIDENCE = 4_096;
const MOST_EVIDENCE = 64;

/** Both ends of a long text, and how much is left out; the fingerprint is of the whole. */
function shortened(text: string, most?: number): string;
function shortened(text: string | undefined, most?: number): string | undefined;
function shortened(text: string | undefined, most = LONGEST_NAME): string | undefined {
  if (text === undefined || text.length <= most) return text;
  const half = most >> 1;
  return `${text.slice(0, half)}…(${text.length - 2 * half} characters)…${text.slice(-half)}`.toWellFormed();
}

/** Every finding passes here: what it quotes of a file is masked and made printable. */
function finish(rule: Rule, draft: Draft, at: Locus): FileFinding {
  const member = shortened(draft.member ?? at.member);
  const location: FileLocation = {
    kind: 'file',
    path: at.path,
    ...(member === undefined ? {} : { member }),
    ...(draft.offset === undefined ? {} : { offset: draft.offset }),
    ...(draft.length === undefined ? {} : { length: draft.length }),
    ...(draft.line === undefined ? {} : { line: draft.line }),
    ...(draft.tensor === undefined ? {} : { tensor: shortened(draft.tensor) }),
  };
  const ids = [...new Set([...rule.references, ...(draft.references ?? [])])];
  return {
    rule: rule.id,
    severity: draft.severity,
    confidence: draft.confidence,
    title: draft.title ?? rule.title,
    message: printable(maskSecrets(draft.message), 2000),
    location,
    evidence: (draft.evidence ?? [])
      .slice(0, MOST_EVIDENCE)
      .map(({ label, text }) => ({ label, text: shortened(maskSecrets(text), LONGEST_EVIDENCE) })),
    references: ids.map(reference),
    fingerprint: fingerprint([rule.id, at.path, at.member ?? '', draft.key]),
  };
}

/** Anomalies are noted as phrases; a finding is a sentence. */
function sentence(phrase: string): string {
  const first = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
