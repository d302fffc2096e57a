import { plural } from '../../core/quantities.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { type Artifacts, ROOT } from './artifacts.ts';
import type { Descriptor, Level, Notification } from './log.ts';
import { plain } from './results.ts';

const MOST_FILES = 1_000;

export const NOTIFICATIONS: readonly Descriptor[] = [
  { id: 'not-read-in-full', shortDescription: { text: 'A file could not be read in full' } },
  { id: 'examination-incomplete', shortDescription: { text: 'An examination did not cover everything' } },
  { id: 'not-listed', shortDescription: { text: 'Something is left out of this log, not of the dossier' } },
];

type Id = 'not-read-in-full' | 'examination-incomplete' | 'not-listed';

/** Everything that the run did not do (3.20.21): never silent. */
export function notifications(dossier: Dossier, artifacts: Artifacts): Notification[] {
  const unread = dossier.files.filter(
    ({ status }) => status === 'partial' || status === 'failed' || status === 'skipped',
  );
  const notes: Notification[] = dossier.examinations
    .filter(({ status }) => status !== 'complete' && status !== 'not requested')
    .map(({ id, status, reason }) =>
      note(
        'examination-incomplete',
        // What was skipped had nothing to examine.
        status === 'failed' ? 'error' : status === 'skipped' ? 'note' : 'warning',
        `The examination of ${id} is ${status}${reason === undefined ? '' : `: ${reason}`}.`,
      ),
    );
  for (const { path, status, reason } of unread.slice(0, MOST_FILES)) {
    const message = `${printable(path, 300)} is ${status}: ${reason ?? 'no reason given'}.`;
    notes.push({
      ...note('not-read-in-full', status === 'failed' ? 'error' : 'warning', message),
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: artifacts.uri(path), uriBaseId: ROOT, index: artifacts.file(path) },
          },
        },
      ],
    });
  }
  const more = unread.length - MOST_FILES;
  if (more > 0) notes.push(...notListed(more, 'further file that could not be read in full'));
  return notes;
}

/** Says that this log leaves something out which the dossier holds. */
export function notListed(count: number, what: string): Notification[] {
  if (count === 0) return [];
  return [note('not-listed', 'warning', `${plural(count, what)} in the dossier, not in this log.`)];
}

function note(id: Id, level: Level, text: string): Notification {
  const index = NOTIFICATIONS.findIndex((known) => known.id === id);
  return { descriptor: { id, index }, level, message: { text: plain(text) } };
}
