import type { Outcome } from '../engine/outcome.ts';

/** What a custom study keeps of an answer. */
export interface JudgedAnswer {
  readonly label: string;
  readonly why?: string;
  /** Digest of the visible text without its white space: detokenizers differ in that alone. */
  readonly said: string;
}

/** Of one item under one condition: how often each label, over its repeats. */
export interface ItemTally {
  readonly item: string;
  readonly cluster: string;
  readonly labels: ReadonlyMap<string, number>;
  readonly trials: number;
}

/** How often each label so far. Never changed, and the same for all items alike: there are few of them, of many items. */
interface Labelled {
  readonly labels: ReadonlyMap<string, number>;
  readonly trials: number;
  /** With one trial more, by its label. */
  readonly next: Map<string, Labelled>;
}

const none = (): Labelled => ({ labels: new Map(), trials: 0, next: new Map() });

function more({ labels, trials, next }: Labelled, label: string): Labelled {
  return within(next, label, () => {
    const counted = new Map(labels).set(label, (labels.get(label) ?? 0) + 1);
    return { labels: counted, trials: trials + 1, next: new Map() };
  });
}

/** Outcomes, counted by arm, condition and item in one pass; answers themselves are not kept. */
export class Tally {
  readonly #cells = new Map<string, Map<string, Map<string, Labelled>>>();
  readonly #none = none();
  readonly #clusters: ReadonlyMap<string, string>;
  readonly #states = new Map<string, Record<Outcome<unknown>['state'], number>>();
  readonly #reasons = new Map<string, number>();

  private constructor(clusters: ReadonlyMap<string, string>) {
    this.#clusters = clusters;
  }

  static async of(
    outcomes: AsyncIterable<Outcome<JudgedAnswer>>,
    clusters: ReadonlyMap<string, string>,
  ): Promise<Tally> {
    const tally = new Tally(clusters);
    for await (const outcome of outcomes) tally.#add(outcome);
    return tally;
  }

  /** Items with at least one judged trial, in the order of the study. */
  cell(arm: string, condition: string): readonly ItemTally[] {
    const items = this.#cells.get(arm)?.get(condition) ?? new Map<string, Labelled>();
    return [...items].map(([item, { labels, trials }]) => ({
      item,
      cluster: this.#clusterOf(item),
      labels,
      trials,
    }));
  }

  /** An item without a cluster stands alone, even where a cluster is called as it is. */
  #clusterOf(item: string): string {
    const cluster = this.#clusters.get(item);
    return cluster === undefined ? `item ${item}` : `cluster ${cluster}`;
  }

  states(arm: string): Readonly<Record<Outcome<unknown>['state'], number>> {
    return this.#states.get(arm) ?? { judged: 0, unjudged: 0, errored: 0, skipped: 0 };
  }

  /** Why trials have no judgement, most frequent first. */
  reasons(): readonly (readonly [reason: string, count: number])[] {
    return [...this.#reasons].toSorted((a, b) => b[1] - a[1]);
  }

  /** True where items depend on one another, or were asked more than once: a proportion's own interval is then too short. */
  get clustered(): boolean {
    const repeated = [...this.#cells.values()].some((conditions) =>
      [...conditions.values()].some((items) => [...items.values()].some(({ trials }) => trials > 1)),
    );
    return repeated || this.#clusters.size > 0;
  }

  #add(outcome: Outcome<JudgedAnswer>): void {
    const { arm, condition, item, state } = outcome;
    const states = this.#states.get(arm) ?? { judged: 0, unjudged: 0, errored: 0, skipped: 0 };
    states[state]++;
    this.#states.set(arm, states);
    if (outcome.state !== 'judged') {
      this.#reasons.set(outcome.reason, (this.#reasons.get(outcome.reason) ?? 0) + 1);
      return;
    }
    const conditions = within(this.#cells, arm, () => new Map<string, Map<string, Labelled>>());
    const items = within(conditions, condition, () => new Map<string, Labelled>());
    items.set(item, more(items.get(item) ?? this.#none, outcome.judgement.label));
  }
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
