import { checkFile, checkRepository, keepForRepository } from '../artifacts/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Measurement } from '../core/measurement.ts';
import { printable } from '../core/printable.ts';
import { maskSecrets } from '../core/secrets.ts';
import type { DossierExamination, DossierFile } from '../dossier/dossier.ts';
import type { LoadingRow } from '../dossier/loading.ts';
import type { AdapterConfigStructure } from '../formats/adapter-config/structure.ts';
import type { Subject } from '../sources/subject.ts';
import { type CodeReference, codeOf, factsOf, type LoadingFacts } from '../loading/facts.ts';
import { loadingOf } from '../loading/loading.ts';
import { type SurveyOptions, surveySubject } from '../survey/subject.ts';
import type { SurveyedFile } from '../survey/surveyed.ts';
import { ModelSize } from './model-size.ts';

export interface ArtifactsEvidence {
  readonly files: readonly DossierFile[];
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
  readonly examination: DossierExamination;
  /** Models that adapters in the subject name as their base. */
  readonly bases: readonly string[];
  /** Of remote files: distinct bytes that were had. */
  readonly bytesRead: number;
  readonly loading: readonly LoadingRow[];
}

/** Can opening these files run code, hide something, or break a parser? */
export async function examineArtifacts(
  subject: Subject,
  options: SurveyOptions & { onFile(file: SurveyedFile): void },
): Promise<ArtifactsEvidence> {
  const files: DossierFile[] = [];
  const findings: Finding[] = [];
  const kept: SurveyedFile[] = [];
  const bases = new Set<string>();
  const sizes = new ModelSize();
  let bytesRead = 0;
  const facts: LoadingFacts[] = [];
  const code: CodeReference[] = [];
  for await (const file of surveySubject(subject, options)) {
    files.push(record(file));
    findings.push(...(await checkFile(file)));
    for (const base of basesOf(file)) bases.add(base);
    sizes.add(file);
    bytesRead += file.bytesRead ?? 0;
    facts.push(factsOf(file));
    code.push(...codeOf(file));
    kept.push(keepForRepository(file));
    options.onFile(file);
  }
  findings.push(...(await checkRepository(kept)));
  return {
    files,
    findings,
    measurements: sizes.measurements(),
    examination: outcome(subject, files),
    bases: [...bases].toSorted(),
    bytesRead,
    loading: loadingOf(facts, code),
  };
}

function record(file: SurveyedFile): DossierFile {
  return {
    path: file.path,
    size: file.size,
    format: file.flavour ?? file.format ?? 'unknown',
    status: file.status,
    ...(file.reason === undefined ? {} : { reason: printable(maskSecrets(file.reason), 2000) }),
    ...(file.sha256 === undefined ? {} : { sha256: file.sha256 }),
    ...(file.claimed === undefined ? {} : { claimed: file.claimed }),
  };
}

function basesOf(file: SurveyedFile): string[] {
  return file.parts.flatMap(({ format, structure }) => {
    const base = format === 'adapter-config' ? (structure as AdapterConfigStructure | undefined)?.base : undefined;
    return base === undefined ? [] : [printable(maskSecrets(base), 200)];
  });
}

/** A subject without files is a wrong path or a checkout that failed more often than a model: a gate must not pass it. */
function outcome({ entries }: Subject, files: readonly DossierFile[]): DossierExamination {
  if (entries.every((entry) => entry.kind === 'refused' && entry.reason === 'history'))
    return { id: 'artifacts', status: 'failed', reason: 'the subject has no files: there was nothing to examine' };
  const unread = files.filter(
    ({ status }) => status === 'partial' || status === 'failed' || status === 'skipped',
  ).length;
  if (unread === 0) return { id: 'artifacts', status: 'complete' };
  return { id: 'artifacts', status: 'partial', reason: `${unread} of ${files.length} files were not read in full` };
}
