/** How an answer is held against the right one. */
export const MATCHES = ['number', 'choice', 'text'] as const;
type Match = (typeof MATCHES)[number];

/** A question whose answer can be checked. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** Any of them is right. */
  readonly answers: readonly string[];
  readonly match: Match;
  /** What reports tell apart: how hard it is, or of what kind. */
  readonly group?: string;
}
