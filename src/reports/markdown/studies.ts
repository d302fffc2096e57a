import type { Dossier } from '../../dossier/dossier.ts';
import { type DossierStudy, tablesOf } from '../../dossier/studies.ts';
import { code, escapeText } from '../../core/markdown-text.ts';
import { tableText } from './table.ts';

/** Each study with its tables. */
export function studies({ studies: all = [], examinations }: Dossier): string[] {
  return all.flatMap(({ id, title, arms, trials, tables, figures, notes }) => [
    `### ${escapeText(title, 200)}`,
    `${trials.judged} of ${trials.planned} trials judged, ${trials.unjudged} not judged, ${trials.errored} failed, ${trials.skipped} skipped.`,
    ...examinations
      .filter((one) => one.id === id && one.status !== 'complete')
      .map(({ status, reason }) => `**The study is ${status}**: ${escapeText(reason ?? '', 1000)}.`),
    arms.map((arm) => `- ${armText(arm)}`).join('\n'),
    ...tablesOf({ tables, figures }).map(tableText),
    ...notes.map((note) => escapeText(note, 2000)),
  ]);
}

function armText({ id, role, sameWeightsAs, replayed, identity }: DossierStudy['arms'][number]): string {
  const { model, runtime, endpoint, weights } = identity;
  return [
    `${escapeText(id, 80)}: ${role}, ${code(model, 200)} through ${escapeText(runtime, 40)}`,
    ...(endpoint === undefined ? [] : [`at ${code(endpoint, 200)}`]),
    ...(weights === undefined ? [] : [`weights ${code(weights.sha256.slice(0, 12), 12)}`]),
    ...(sameWeightsAs === undefined ? [] : [`declared to hold the weights of ${escapeText(sameWeightsAs, 80)}`]),
    ...(replayed === true ? ['replayed from a record'] : []),
  ].join(', ');
}
