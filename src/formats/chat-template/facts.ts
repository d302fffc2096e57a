import { type Gate } from './value.ts';
import { readNames } from './inputs.ts';
import type { Access, AddedText, GateSummary, Growth, Load, Tampering, Use } from './structure.ts';

/** Facts of one template, each kept once and all of a kind up to a limit. */
export class Facts {
  readonly #most: number;
  readonly #kinds = {
    accesses: new Map<string, Access>(),
    globals: new Map<string, Use>(),
    filters: new Map<string, Use>(),
    methods: new Map<string, Use>(),
    loads: new Map<string, Load>(),
    growths: new Map<string, Growth>(),
    texts: new Map<string, AddedText>(),
    tamperings: new Map<string, Tampering>(),
    conditions: new Map<string, GateSummary>(),
    roles: new Map<string, string>(),
  };
  /** True where there were more than are kept. */
  overflowed = false;

  constructor(most: number) {
    this.#most = most;
  }

  access(access: Access): void {
    const { name, how, base, folded } = access;
    this.#add(this.#kinds.accesses, [name ?? access.fragments, how, base, folded, access.printed], access);
  }

  global(use: Use): void {
    this.#add(this.#kinds.globals, [use.name, use.called], use);
  }

  filter(use: Use): void {
    this.#add(this.#kinds.filters, [use.name], use);
  }

  method(use: Use): void {
    this.#add(this.#kinds.methods, [use.name], use);
  }

  load(load: Load): void {
    this.#add(this.#kinds.loads, [load.tag, load.target, load.line], load);
  }

  growth(growth: Growth): void {
    const held = this.#kinds.growths.get(JSON.stringify([growth.what, growth.line]));
    if (held !== undefined && held.size >= growth.size) return;
    this.#kinds.growths.delete(JSON.stringify([growth.what, growth.line]));
    this.#add(this.#kinds.growths, [growth.what, growth.line], growth);
  }

  text(text: AddedText): void {
    this.#add(this.#kinds.texts, [text.text, text.gates, text.afterContent], text);
  }

  tampering(tampering: Tampering): void {
    const { operation, from, to, line, gates } = tampering;
    this.#add(this.#kinds.tamperings, [operation, from, to, line, gates], tampering);
  }

  condition(gate: Gate): void {
    const summary = summarise(gate);
    this.#add(this.#kinds.conditions, [summary], summary);
    if (summary.reads.includes('role')) for (const role of gate.constants) this.#add(this.#kinds.roles, [role], role);
  }

  all() {
    const { accesses, globals, filters, methods, loads, growths, texts, tamperings, conditions, roles } = this.#kinds;
    return {
      accesses: [...accesses.values()],
      globals: [...globals.values()],
      filters: [...filters.values()],
      methods: [...methods.values()],
      loads: [...loads.values()],
      growths: [...growths.values()],
      texts: [...texts.values()],
      tamperings: [...tamperings.values()],
      conditions: [...conditions.values()],
      roles: [...roles.values()],
    };
  }

  #add<T>(kind: Map<string, T>, key: readonly unknown[], fact: T): void {
    const text = JSON.stringify(key);
    if (kind.has(text)) return;
    if (kind.size >= this.#most) this.overflowed = true;
    else kind.set(text, fact);
  }
}

export function summarise(gate: Gate): GateSummary {
  return {
    reads: readNames(gate.reads),
    operator: gate.operator,
    constants: gate.constants.slice(0, 16).map((constant) => constant.slice(0, 200)),
  };
}
