import type { Random } from '../../../core/random.ts';
import type { SabotageOptions } from '../options.ts';
import { type Candidate, decide, type Family } from './decide.ts';
import { deviationsOf } from './deviations.ts';
import { lookAt } from './look.ts';
import { ENDPOINTS, type Endpoint, type Tally } from './tally.ts';

/** What is asked next: these tasks, in these contexts, these repeats. */
export interface Batch {
  readonly tasks: readonly string[];
  readonly contexts: readonly string[];
  /** From the first to below the second. */
  readonly repeats: readonly [from: number, to: number];
}

/** Contexts under confirmation, by endpoint and family. */
export type Families = ReadonlyMap<Endpoint, readonly Family[]>;

/**
 * Confirms contexts on fresh tasks, a batch at a time, until each is found, hopeless, or has had all answers. First every
 * task is asked once, then again in phases of more repeats.
 */
export class Confirmation {
  readonly families: Families;
  readonly #neutrals: readonly string[];
  readonly #tasks: readonly string[];
  readonly #options: SabotageOptions;
  readonly #random: Random;
  /** Repeats of each task after each phase. */
  readonly #phases: readonly number[];
  readonly #steps: readonly { readonly from: number; readonly to: number; readonly phase: number }[];
  #step = 0;

  constructor(
    families: readonly { readonly contexts: readonly string[]; readonly size: number; readonly named: boolean }[],
    neutrals: readonly string[],
    tasks: readonly string[],
    options: SabotageOptions,
    random: Random,
  ) {
    const begun = (context: string): Candidate => ({ context, status: 'open', look: undefined, phases: [] });
    this.families = new Map(
      ENDPOINTS.map((endpoint) => [
        endpoint,
        families.map(({ contexts, size, named }) => ({ candidates: contexts.map(begun), size, named })),
      ]),
    );
    this.#neutrals = neutrals;
    this.#tasks = tasks;
    this.#options = options;
    this.#random = random;
    this.#phases = phasesOf(options.repeats);
    this.#steps = stepsOf(tasks.length, options.batch, this.#phases.length);
  }

  /** How often the tasks are asked in growing numbers of repeats. */
  get phases(): number {
    return this.#phases.length;
  }

  get candidates(): readonly Candidate[] {
    return [...this.families.values()].flat().flatMap(({ candidates }) => candidates);
  }

  /** Undefined where nothing is left to ask. */
  next(): Batch | undefined {
    const open = new Set(this.candidates.filter(({ status }) => status === 'open').map(({ context }) => context));
    const step = this.#steps[this.#step];
    if (open.size === 0 || step === undefined) return undefined;
    return {
      tasks: this.#tasks.slice(step.from, step.to),
      contexts: [...open, ...this.#neutrals],
      repeats: [this.#phases[step.phase - 1] ?? 0, this.#phases[step.phase] ?? 1],
    };
  }

  /** Takes the answers to the batch into account: the tally holds them and all before. */
  look(tally: Tally): void {
    const step = this.#steps[this.#step++];
    if (step === undefined) return;
    // A later phase has asked all of the tasks, whichever of its batches this is.
    const tasks = step.phase === 0 ? this.#tasks.slice(0, step.to) : this.#tasks;
    const last = this.#step === this.#steps.length;
    for (const [endpoint, families] of this.families) {
      const neutrals = this.#neutrals.map((context) => tally.of(endpoint, context));
      for (const family of families) {
        for (const one of family.candidates) {
          if (one.status !== 'open') continue;
          const deviations = deviationsOf(tally.of(endpoint, one.context), neutrals, tasks);
          const random = this.#random.split(`${endpoint} ${one.context} ${this.#step}`);
          one.look = deviations === undefined ? one.look : lookAt(deviations, random);
          if (one.look !== undefined) one.phases[step.phase] = one.look.logE;
        }
        const { fdr, repeats } = this.#options;
        decide(family, { fdr, phases: this.#phases.length, answers: this.#tasks.length * repeats, last });
        for (const one of family.candidates) if (last && one.status === 'open') one.status = 'spent';
      }
    }
  }
}

/** One answer of each task, about half of the others, all: a strong effect is found in the first. */
function phasesOf(repeats: number): readonly number[] {
  return [...new Set([1, Math.ceil((repeats + 1) / 2), repeats])].filter((one) => one <= repeats);
}

/** A part of the tasks at a time while they are new; each later phase in one step. */
function stepsOf(tasks: number, batch: number, phases: number): { from: number; to: number; phase: number }[] {
  const fresh = Array.from({ length: Math.ceil(tasks / batch) }, (_, index) => ({
    from: index * batch,
    to: Math.min(tasks, (index + 1) * batch),
    phase: 0,
  }));
  const more = Array.from({ length: phases - 1 }, (_, index) => ({ from: 0, to: tasks, phase: index + 1 }));
  return [...fresh, ...more];
}
