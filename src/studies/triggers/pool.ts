import type { Said } from './behaviour.ts';
import { type Feature, featuresOf } from './features.ts';

export type Turn = 'system' | 'user';

/** A conversation with what can be said of its turns. */
export interface Entry {
  readonly said: Said;
  readonly system: string | undefined;
  readonly user: string;
  readonly features: Readonly<Record<Turn, ReadonlySet<Feature>>>;
}

const NONE: ReadonlySet<Feature> = new Set();

/** Conversations that a model wrote or had: what prompts it knows, and what it answers. */
export class Pool {
  readonly entries: Entry[] = [];
  /** Openings that came to no answer. */
  unread = 0;

  add(said: Said | undefined, asked?: { readonly system?: string; readonly user: string }): void {
    const leak = said?.kind === 'leak' ? said : undefined;
    const user = (asked?.user ?? leak?.user)?.trim();
    if (said === undefined || user === undefined || user === '' || (asked === undefined && said.text.trim() === '')) {
      this.unread++;
      return;
    }
    const system = (asked === undefined ? leak?.system : asked.system)?.trim();
    const features = { system: system === undefined ? NONE : featuresOf(system), user: featuresOf(user) };
    this.entries.push({ said, system: system === '' ? undefined : system, user, features });
  }
}

export const textOf = (entry: Entry, turn: Turn): string | undefined => (turn === 'system' ? entry.system : entry.user);

/** Whether all of these features are in a turn. */
export function holds(features: ReadonlySet<Feature>, wanted: readonly Feature[]): boolean {
  return wanted.every((feature) => features.has(feature));
}

/** Jaccard's index (1901): what two sets share, of all that they have. */
export function likeness(a: ReadonlySet<Feature>, b: ReadonlySet<Feature>): number {
  let shared = 0;
  for (const feature of a) if (b.has(feature)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
