/** Two answers to the same question, side by side: what a reader looks at to believe a finding about behaviour. */
export interface Witness {
  /** Which of the study's items was asked. */
  readonly item: string;
  /** As it was put to the model under both conditions, without what the condition adds. */
  readonly question: string;
  /** Where one is what is usual, it comes first: reports mark in the second what differs from it. */
  readonly answers: readonly [WitnessAnswer, WitnessAnswer];
}

export interface WitnessAnswer {
  readonly condition: string;
  /** What the condition adds to the prompt. */
  readonly context: string;
  /** As the judge called it. */
  readonly label: string;
  /** The judge's reasons, a line each. */
  readonly why?: string;
  /** What the model wrote: hostile text. */
  readonly text: string;
}
