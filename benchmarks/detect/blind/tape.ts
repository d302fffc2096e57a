import { bin, type Part, zeros } from './bytes.ts';

/** A member of a tar archive, and what its header says when it should not say the truth. */
export interface Member {
  readonly name: string;
  readonly data?: Uint8Array | string;
  readonly type?: string;
  readonly link?: string;
  readonly mode?: number;
  readonly size?: number;
  readonly prefix?: string;
  readonly device?: readonly [number, number];
  readonly checksum?: number;
}

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

function block(member: Member): Part {
  const data = bin(member.data ?? '');
  const head = (sum: string): Uint8Array =>
    bin(
      [member.name.padEnd(100, '\0').slice(0, 100), octal(member.mode ?? 0o644, 8), octal(1000, 8), octal(1000, 8)],
      [octal(member.size ?? data.length, 12), octal(1_700_000_000, 12), sum, member.type ?? '0'],
      [(member.link ?? '').padEnd(100, '\0'), 'ustar\0', '00', 'user'.padEnd(32, '\0'), 'user'.padEnd(32, '\0')],
      [octal(member.device?.[0] ?? 0, 8), octal(member.device?.[1] ?? 0, 8)],
      [(member.prefix ?? '').padEnd(155, '\0'), zeros(12)],
    );
  const total = member.checksum ?? head('        ').reduce((a, b) => a + b, 0);
  return [head(`${total.toString(8).padStart(6, '0')}\0 `), data, zeros((512 - (data.length % 512)) % 512)];
}

/** A POSIX tar archive. */
export const tape = (...members: readonly Member[]): Uint8Array => bin(members.map(block), zeros(1024));

/** The extended header that says something else about the next member. */
export function pax(records: Readonly<Record<string, string>>): Member {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = bin(rest).length + 1;
    while (String(length).length + bin(rest).length !== length) length += 1;
    return `${length}${rest}`;
  });
  return { name: 'PaxHeaders/next', type: 'x', data: lines.join('') };
}

/** The GNU header that holds the long name of the next member. */
export const longName = (name: string): Member => ({ name: '././@LongLink', type: 'L', data: `${name}\0` });
