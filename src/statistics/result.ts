/** What every interval here gives: the estimate and its confidence limits at `level`, in the estimate's own unit. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** What every test here gives: `n` counts the units that the test rests on, which its docstring names. */
export interface TestResult {
  readonly p: number;
  readonly statistic: number;
  readonly n: number;
}

/** Which side of the null hypothesis counts as evidence against it. */
export type Alternative = 'two-sided' | 'greater' | 'less';
