import type { Input } from './input.ts';

/** Bits from the highest of each byte down. The caller has enough bytes at hand. */
export class MsbBits {
  readonly input: Input;
  private hold = 0;
  private held = 0;

  constructor(input: Input) {
    this.input = input;
  }

  /** At most 24 bits. @throws InputError `truncated` */
  take(count: number): number {
    while (this.held < count) {
      this.hold = ((this.hold << 8) | this.input.u8()) >>> 0;
      this.held += 8;
    }
    this.held -= count;
    return (this.hold >>> this.held) & ((1 << count) - 1);
  }

  /** Drops the rest of the current byte. */
  align(): void {
    this.held -= this.held % 8;
  }
}
