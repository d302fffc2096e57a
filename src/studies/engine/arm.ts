import type { Runtime, RuntimeIdentity } from '../../runtimes/runtime.ts';

/** `suspect`: what is examined. `reference`: what it is held against. `host`: the same weights, served by somebody. */
export type Role = 'suspect' | 'reference' | 'host';

/** One way to ask one model, under a name of the user's. */
export interface Arm {
  readonly id: string;
  readonly role: Role;
  /** The arm that the user declares to hold the same weights. */
  readonly sameWeightsAs?: string;
  readonly runtime: Runtime;
}

/** An arm as journals and dossiers record it. */
export interface ArmRecord extends Omit<Arm, 'runtime'> {
  readonly identity: RuntimeIdentity;
  /** Its answers were made earlier, and read again from a record. */
  readonly replayed?: true;
}

export function recordOf({ id, role, sameWeightsAs, runtime }: Arm): ArmRecord {
  return {
    id,
    role,
    ...(sameWeightsAs === undefined ? {} : { sameWeightsAs }),
    identity: runtime.describe(),
    ...(runtime.replays === true ? { replayed: true } : {}),
  };
}
