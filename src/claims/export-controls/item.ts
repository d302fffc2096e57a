import type { Status } from './status.ts';

interface Known {
  readonly from: readonly string[];
  readonly status: Status;
}
interface Figure extends Known {
  readonly is: number;
}

/** What is classified: a chip of `data/chips/`, or one that somebody describes. All figures are dense. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly 'data-centre'?: Known & { readonly is: boolean };
  readonly performance: readonly (Known & { readonly format: string; readonly bits: number; readonly dense: number })[];
  readonly 'logic-die-mm2'?: Figure | undefined;
  readonly memory?: { readonly kind: string; readonly 'gb-s': Figure } | undefined;
  /** Nobody said whether its speeds are dense, and they are taken so. */
  readonly takenAsDense?: boolean;
  readonly io: readonly (Known & { readonly link: string; readonly 'gb-s': number })[];
}
