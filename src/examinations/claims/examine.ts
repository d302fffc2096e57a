import type { DossierExamination } from '../../dossier/dossier.ts';
import { cardOf } from './card.ts';
import { percent, count, type FolderEvidence } from './evidence.ts';
import { claimFinding, quoted } from './finding.ts';
import type { ClaimsIntake, Folder } from './intake.ts';
import { parametersOf, where } from './parameters.ts';

/** Folders that are examined; a subject of more is a dump of models (CWE-770). */
const MOST_FOLDERS = 1_000;
const MOST_REASON = 1_500;
/** Under this an index rounds, or leaves a tied tensor out. */
const LEAST_INDEX_GAP = 0.01;

export interface ClaimsEvidence extends Omit<FolderEvidence, 'left'> {
  readonly examination: DossierExamination;
}

/** Do size and training hold as card and config state them? From what the survey read; nothing is run. */
export function examineClaims(intake: ClaimsIntake): ClaimsEvidence {
  const into: FolderEvidence = { findings: [], measurements: [], left: [] };
  const all = intake.folders().filter(hasClaims);
  for (const folder of all.slice(0, MOST_FOLDERS)) {
    const size = parametersOf(folder, into);
    indexed(folder, into);
    cardOf(folder, size, into);
  }
  if (all.length > MOST_FOLDERS) into.left.push(`${all.length - MOST_FOLDERS} further folders were not examined`);
  return { examination: outcome(all, into.left), findings: into.findings, measurements: into.measurements };
}

/** A README alone, of a folder without a model, claims nothing that could be held against anything. */
const hasClaims = ({ config, weights, card }: Folder): boolean =>
  config !== undefined || weights.length > 0 || (card !== undefined && card.statements.length > 0);

function outcome(folders: readonly Folder[], left: readonly string[]): DossierExamination {
  if (folders.length === 0)
    return {
      id: 'claims',
      status: 'skipped',
      reason: 'no config, model card with numbers or tensor table: nothing is claimed',
    };
  const unread = folders.some(({ weights, card }) => card?.all === false || weights.some(({ complete }) => !complete));
  const status = unread ? 'partial' : 'complete';
  return left.length === 0
    ? { id: 'claims', status }
    : { id: 'claims', status, reason: quoted(left.join('; '), MOST_REASON) };
}

/** The bytes that an index states against those of the tensors in its shards. */
function indexed({ index, weights, ...folder }: Folder, into: FolderEvidence): void {
  if (index?.totalSize === undefined || index.totalSize === 0) return;
  const names = new Set(index.shards.map((shard) => (folder.path === '' ? shard : `${folder.path}/${shard}`)));
  const shards = weights.filter(({ path, complete }) => complete && names.has(path));
  if (shards.length < names.size) {
    into.left.push(
      `the size in ${index.path} was not compared: not all shards of ${where({ weights, ...folder })} were read`,
    );
    return;
  }
  const bytes = shards.reduce((sum, one) => sum + one.bytes, 0);
  const gap = Math.abs(bytes - index.totalSize) / index.totalSize;
  if (gap <= LEAST_INDEX_GAP) return;
  into.findings.push(
    claimFinding('index', {
      severity: 'low',
      confidence: 'high',
      path: index.path,
      message: `The index states ${count(index.totalSize)} bytes of tensors, and its shards hold ${count(bytes)}: a gap of ${percent(gap)}.`,
      evidence: [],
      key: 'total_size',
    }),
  );
}
