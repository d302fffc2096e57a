import { createHash } from 'node:crypto';
import { atLeast, type FileFinding, type Severity } from '../core/finding.ts';
import { resolveLimits } from '../core/limits.ts';
import { memorySource } from '../sources/byte-source.ts';
import type { Claimed } from '../sources/subject.ts';
import { surveySource } from '../survey/file.ts';
import type { SurveyedFile } from '../survey/surveyed.ts';
import { checkFile, checkRepository, keepForRepository } from './check.ts';

export interface Audit {
  readonly files: readonly SurveyedFile[];
  readonly findings: readonly FileFinding[];
}

/** Surveys and checks files in memory: what `assay scan` does, without a disk. */
export async function audit(
  contents: Readonly<Record<string, Uint8Array>>,
  claims: Readonly<Record<string, Claimed>> = {},
): Promise<Audit> {
  const limits = resolveLimits();
  const files: SurveyedFile[] = [];
  for (const [path, bytes] of Object.entries(contents))
    files.push({
      ...(await surveySource(memorySource(path, bytes), path, limits)),
      ...downloaded(bytes, claims[path]),
    });
  const findings: FileFinding[] = [];
  for (const file of files) findings.push(...(await checkFile(file)));
  findings.push(...(await checkRepository(files.map(keepForRepository))));
  return { files, findings };
}

/** As a file that was fetched whole from a hub. */
function downloaded(bytes: Uint8Array, claimed: Claimed | undefined): Partial<SurveyedFile> {
  if (claimed === undefined) return {};
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const gitBlob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return { claimed, sha256, gitBlob };
}

export const anyAtLeast = ({ findings }: Audit, severity: Severity): boolean =>
  findings.some((finding) => atLeast(finding.severity, severity));
