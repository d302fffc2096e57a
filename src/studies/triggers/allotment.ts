import type { TriggerOptions } from './options.ts';

/*
 * What each part of the search may bring its passes to. A step is worth nothing without those that follow: what is found must still
 * be confirmed, and what is confirmed shortened, varied and held against the reference.
 */

const CONVERSING = 0.6;
const SCREENING = 0.85;
const CONFIRMING = 0.95;
/** With a reference, it needs as much again. */
const REFERENCE = 0.05;
/** Of the budget at most, for what the reference is asked of findings. */
const HELD = 0.2;

export const conversing = (budget: number): number => Math.floor(CONVERSING * budget);

/** Up to here detectors ask: behind them one candidate in the instructions can be screened, held against controls, and confirmed. */
export const proposing = ({ budget, screen, controls, confirm }: TriggerOptions): number =>
  budget - 2 * (screen * (1 + controls) + confirm);

export const screening = (budget: number, reference: boolean): number =>
  Math.floor((SCREENING - (reference ? REFERENCE : 0)) * budget);

export const confirming = (budget: number, reference: boolean): number =>
  Math.floor((CONFIRMING - (reference ? REFERENCE : 0)) * budget);

/** What the reference is asked of findings, at most. */
export const holding = (budget: number): number => Math.floor(HELD * budget);
