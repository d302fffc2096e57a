import { requirePositive } from '../../claim-error.ts';

/**
 * What a fit of loss over year, parameters and data gives (arXiv:2403.05812, equation 3): L = gamma + exp(a0 - a_year y -
 * a_param ln N) + exp(b0 - b_year y - b_data ln D).
 */
export interface ProgressFit {
  readonly parameterYear: number;
  readonly parameter: number;
  readonly dataYear: number;
  readonly data: number;
}

/** The preferred fit, model 7 (github epoch-research/lm-algorithmic-progress at 29c7d85, MIT). Its parameter term is weak. */
export const PREFERRED_FIT: ProgressFit = {
  parameterYear: 0.003938,
  parameter: 0.067982,
  dataYear: 0.03562,
  data: 0.039587,
};

/**
 * Times in which the need for parameters, for data, and for compute halves, in months: T_N = (a_param / a_year) ln 2, T_D =
 * (b_data / b_year) ln 2, and their harmonic sum (arXiv:2403.05812, section 3).
 */
export function halvingTimes(fit: ProgressFit): { parameters: number; data: number; compute: number } {
  for (const [name, value] of Object.entries(fit)) requirePositive(value as number, name);
  const parameters = 12 * (fit.parameter / fit.parameterYear) * Math.LN2;
  const data = 12 * (fit.data / fit.dataYear) * Math.LN2;
  return { parameters, data, compute: 1 / (1 / parameters + 1 / data) };
}
