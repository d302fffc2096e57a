import { matchFindings, compareFiles } from '../../dossier/compare.ts';
import { COMPARISON_SCHEMA, type ComparedSubject, type Comparison } from '../../dossier/comparison.ts';
import { studiesOfOne } from '../../dossier/several.ts';
import { sideBySide } from '../../dossier/side-by-side.ts';
import type { Request } from '../examine.ts';
import { compareInside } from './inside.ts';
import { openSide, type Side } from './side.ts';

/**
 * What changed from A to B in files, tensors, templates, code, configuration and findings. Each is a folder, a file, an
 * address of one, or a dossier. @throws UsageError where one of them is none of these
 */
export async function compare(a: string, b: string, request: Omit<Request, 'path' | 'stdin'>): Promise<Comparison> {
  // One after the other: each uses every thread that it may.
  const before = await openSide(a, request);
  try {
    const after = await openSide(b, request);
    try {
      return await compareSides(before, after, request);
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
  }
}

async function compareSides(before: Side, after: Side, request: Omit<Request, 'path' | 'stdin'>): Promise<Comparison> {
  const files = compareFiles(before.dossier, after.dossier);
  const found = await compareInside(before, after, files.changes, request);
  const dossiers = [before.dossier, after.dossier];
  const studied = dossiers.some(({ studies = [] }) => studies.length > 0);
  const unknown = files.changes.filter(({ change }) => change === 'unknown').length;
  return {
    schema: COMPARISON_SCHEMA,
    a: about(before),
    b: about(after),
    files,
    findings: matchFindings(before.dossier, after.dossier, files),
    ...(found.inside === undefined ? {} : { inside: found.inside }),
    ...(studied ? { studies: sideBySide(dossiers) } : {}),
    notCompared: [
      ...unread('A', before),
      ...unread('B', after),
      ...(unknown === 0
        ? []
        : [`${unknown} files have the same size on both sides and no digest that says whether they differ.`]),
      ...versions(before, after),
      ...studiesOfOne(dossiers),
      ...found.notCompared,
    ],
    incomplete: found.incomplete || [before, after].some(isPartial),
  };
}

function about({ dossier, open }: Side): ComparedSubject {
  return { ...dossier.subject, from: open === undefined ? 'dossier' : 'subject', version: dossier.run.version };
}

const isPartial = ({ dossier }: Side): boolean =>
  dossier.examinations.some(({ status }) => status === 'partial' || status === 'failed');

function unread(name: string, { dossier }: Side): string[] {
  return dossier.examinations
    .filter(({ status }) => status === 'partial' || status === 'failed')
    .map(
      ({ id, status, reason }) =>
        `${name}: the examination of ${id} is ${status}${reason === undefined ? '' : `: ${reason}`}.`,
    );
}

/** Another version has other rules: a finding may be new because nobody looked for it before. */
function versions({ dossier: a }: Side, { dossier: b }: Side): string[] {
  return a.run.version === b.run.version
    ? []
    : [`A was examined by version ${a.run.version} and B by version ${b.run.version}: their rules may differ.`];
}
