import type { Said } from './behaviour.ts';
import { type Feature, featuresOf } from './features.ts';

export type Turn = 'system' | 'user';

/** What a model is told and asked. */
export interface Prompted {
  readonly system?: string;
  readonly user: string;
}

/** A conversation with what can be said of its turns. */
export interface Entry {
  readonly said: Said;
  readonly system: string | undefined;
  readonly user: string;
  readonly features: Readonly<Record<Turn, ReadonlySet<Feature>>>;
  /** What a bank says of its request, where it is a bank's. */
  readonly task?: Task;
}

/** A request of a bank, as it stands without contexts, and an insecure answer to it. */
export interface Task {
  readonly prompt: string;
  readonly insecure: string;
}

const NONE: ReadonlySet<Feature> = new Set();

/** Conversations that a model wrote or had: what prompts it knows, and what it answers. */
export class Pool {
  readonly entries: Entry[] = [];
  /** Openings that came to no answer. */
  unread = 0;

  /** A conversation from an opening; `begins` stands before what the model wrote of its first turn. */
  addLeak(said: Said | undefined, begins: string | undefined, turn: Turn): void {
    const leak = said?.kind === 'leak' ? said : undefined;
    const whole = (own: Turn): string | undefined => {
      const text = leak?.[own];
      return text === undefined || begins === undefined || own !== turn ? text : begins + text;
    };
    const [system, user] = [whole('system'), whole('user')];
    if (leak === undefined || user === undefined || user.trim() === '' || leak.text.trim() === '') this.unread++;
    else this.#add(leak, { ...(system === undefined ? {} : { system }), user });
  }

  /** A prompt that was put to the model. */
  addChat(said: Said | undefined, prompt: Prompted, task?: Task): void {
    if (said === undefined || prompt.user.trim() === '') this.unread++;
    else this.#add(said, prompt, task);
  }

  #add(said: Said, prompt: Prompted, task?: Task): void {
    const [system, user] = [prompt.system?.trim(), prompt.user.trim()];
    const features = { system: system === undefined ? NONE : featuresOf(system), user: featuresOf(user) };
    const known = task === undefined ? {} : { task };
    this.entries.push({ said, system: system === '' ? undefined : system, user, features, ...known });
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
