/** The source of randomness that a method here draws from; seeded by whoever calls. */
export interface Draws {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform over the integers from 0 to `below` - 1. */
  integer(below: number): number;
  /** Standard normal. */
  normal(): number;
}
