import type { Random } from '../../src/core/random.ts';
import type { Line, Script, Step } from '../../src/runtimes/scripted/script.ts';
import { type Outcome, sharesOf } from './outcome.ts';
import { ANSWERS, GARBLED, REFUSALS, STOCK } from './wordings.ts';
import type { ArmPlan, Variation } from './worlds.ts';

const among = <T>(random: Random, all: readonly T[]): T => all[random.integer(all.length)] as T;

/** Wordings that a prompt may get of one outcome. */
const WORDINGS = 3;

/** An arm as a script for the scripted server: for each prompt a line for each outcome, by its share. */
export function scriptOfArm(arm: ArmPlan, { prompts }: Variation, random: Random): Script {
  const lines: Line[] = [];
  for (const prompt of prompts) {
    const when = { says: `<${prompt.id}>` };
    let chance = 0;
    for (const [outcome, share] of sharesOf(arm, prompt)) {
      if (share === 0) continue;
      for (let wording = 0; wording < WORDINGS; wording++) {
        chance += share / WORDINGS;
        lines.push({ when, chance: Math.min(1, chance), steps: stepsOf(outcome, arm, random) });
      }
    }
    lines.push({ when, steps: stepsOf('answered', arm, random) });
  }
  return { model: `${arm.role}-model`, lines };
}

function stepsOf(outcome: Outcome, { convention }: ArmPlan, random: Random): Step[] {
  switch (outcome) {
    case 'answered':
      return [{ say: among(random, ANSWERS), pieces: 4 }];
    case 'refused':
      return [{ say: among(random, REFUSALS), pieces: 2 }];
    case 'garbled':
      return [{ say: among(random, GARBLED) }];
    case 'missing':
      return [{ fault: 'down' }];
    case 'filtered':
    case 'filtered refusal': {
      if (convention.filter === undefined) return [{ say: among(random, STOCK), pieces: 2 }];
      const { service, phase, code, message } = convention.filter;
      const filter: Step = { filter: { service, phase, code, ...(message === undefined ? {} : { message }) } };
      const begun: Step = {
        say: among(random, outcome === 'filtered' ? ANSWERS : REFUSALS).slice(0, 20 + random.integer(40)),
        pieces: 3,
      };
      // The word for the end, which an answer that comes whole has nowhere else.
      const end: Step = { end: 'filter', raw: code };
      return convention.when === 'mid' ? [begun, filter, end] : [filter, end];
    }
  }
}
