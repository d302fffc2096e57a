import type { Recording } from '../../../runtimes/recording.ts';
import { blockedBefore, withdrawalOf } from '../../judges/withdrawal/withdrawn.ts';
import type { ArmSignals, FilterCount, NameCount, PromptCount, Spread } from './arm-rates.ts';

/** An answer of an arm, with what it was asked about. */
export interface ArmAnswer {
  readonly group: PromptCount['group'];
  readonly recording: Recording;
}

/** Unlike names and filters that are kept of an arm: a service says what it likes (CWE-770). */
const MOST = 50;

/** Everything that an arm's service said of itself. Filters are told apart by whose they are, their phase and their code. */
export function signalsOf(answers: Iterable<ArmAnswer>): ArmSignals {
  const filters = new Map<string, FilterCount>();
  const names = { providers: new Names(), models: new Names(), fingerprints: new Names() };
  const times: { blocked: number[]; controls: number[] } = { blocked: [], controls: [] };
  for (const { group, recording } of answers) {
    names.providers.add(recording.end.provider);
    names.models.add(recording.end.model);
    names.fingerprints.add(recording.end.fingerprint);
    const withdrawn = withdrawalOf(recording) !== undefined;
    count(filters, recording, group, withdrawn);
    const blocked = blockedBefore(recording);
    if (blocked !== undefined) times.blocked.push(blocked.at);
    const [first] = recording.marks;
    if (blocked === undefined && group === 'control' && first !== undefined) times.controls.push(first[0]);
  }
  const [blocked, controls] = [spreadOf(times.blocked), spreadOf(times.controls)];
  return {
    filters: [...filters.values()].toSorted((a, b) => b.topics + b.controls - a.topics - a.controls || order(a, b)),
    providers: names.providers.counted(),
    models: names.models.counted(),
    fingerprints: names.fingerprints.counted(),
    latency: { ...(controls === undefined ? {} : { controls }), ...(blocked === undefined ? {} : { blocked }) },
  };
}

const keyOf = ({ service, phase, code }: Pick<FilterCount, 'service' | 'phase' | 'code'>): string =>
  JSON.stringify([service, phase, code]);

const order = (a: FilterCount, b: FilterCount): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/** Each answer counts once for each of its signals. */
function count(
  filters: Map<string, FilterCount>,
  { asides = [] }: Recording,
  group: ArmAnswer['group'],
  withdrawn: boolean,
): void {
  const signals = asides.flatMap((aside) => (aside.kind === 'filter' ? [aside.filter] : []));
  for (const [key, { service, phase, code }] of new Map(signals.map((signal) => [keyOf(signal), signal]))) {
    const held = filters.get(key) ?? { service, phase, code, topics: 0, controls: 0, withdrawn: 0 };
    if (!filters.has(key) && filters.size >= MOST) continue;
    filters.set(key, {
      ...held,
      topics: held.topics + (group === 'topic' ? 1 : 0),
      controls: held.controls + (group === 'control' ? 1 : 0),
      withdrawn: held.withdrawn + (withdrawn ? 1 : 0),
    });
  }
}

class Names {
  readonly #counts = new Map<string, number>();

  add(name: string | undefined): void {
    if (name === undefined || (!this.#counts.has(name) && this.#counts.size >= MOST)) return;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  counted(): NameCount[] {
    return [...this.#counts]
      .map(([name, n]) => ({ name, n }))
      .toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
  }
}

function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return sorted.length === 0 ? undefined : { n: sorted.length, p5: at(0.05), median: at(0.5), p95: at(0.95) };
}
