/** A number with what it takes to trust it. */
export interface Measurement {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  /** Absent for exact counts. */
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number };
  readonly n?: number;
  /** What it was measured under, by name: the model, the condition, the label. */
  readonly conditions?: Readonly<Record<string, string>>;
  readonly method: string;
}
