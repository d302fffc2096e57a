export interface WrittenMember {
  readonly name: string;
  readonly data?: Uint8Array | string;
  readonly type?: string;
  readonly target?: string;
  /** Claimed in place of the data's own. */
  readonly size?: number;
  readonly checksum?: number;
  readonly dialect?: 'ustar' | 'gnu' | 'v7';
  /** Records of a pax header in front of the member. */
  readonly pax?: Readonly<Record<string, string>>;
  /** A GNU long name in front of the member. */
  readonly longName?: string;
}

interface WrittenTar {
  readonly members: readonly WrittenMember[];
  /** Blocks of zeros at the end; two by default. */
  readonly zeros?: number;
  readonly tail?: Uint8Array | string;
}

const BLOCK = 512;

/** Writes an archive, truthful but for what it is told to lie about (POSIX.1-1988, pax, GNU). */
export function writeTar({ members, zeros = 2, tail = '' }: WrittenTar): Uint8Array {
  const parts = members.flatMap((member) => [...extras(member), ...entry(member)]);
  return Uint8Array.from(Buffer.concat([...parts, Buffer.alloc(zeros * BLOCK), Buffer.from(tail)]));
}

function extras({ pax, longName }: WrittenMember): Buffer[] {
  const records = Object.entries(pax ?? {}).map(([key, value]) => paxRecord(key, value));
  return [
    ...(records.length === 0 ? [] : entry({ name: 'PaxHeaders/x', type: 'x', data: records.join('') })),
    ...(longName === undefined
      ? []
      : entry({ name: '././@LongLink', type: 'L', dialect: 'gnu', data: `${longName}\0` })),
  ];
}

function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(body);
  let length = bytes + 1;
  while (String(length).length + bytes !== length) length++;
  return `${length}${body}`;
}

function entry({
  name,
  data = '',
  type = '0',
  target = '',
  size,
  checksum,
  dialect = 'ustar',
}: WrittenMember): Buffer[] {
  const content = Buffer.from(data);
  const header = Buffer.alloc(BLOCK);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156, 'latin1');
  header.write(target, 157);
  if (dialect === 'ustar') header.write('ustar\x0000', 257);
  if (dialect === 'gnu') header.write('ustar  \0', 257);
  const sum = checksum ?? header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}

/** What `torch.save` wrote before version 0.1.10, as far as the names go. */
export function torchTar(pickle: Uint8Array, rest: Uint8Array): Uint8Array {
  const names = ['sys_info', 'pickle', 'storages', 'tensors'];
  return writeTar({ members: names.map((name) => ({ name, data: name === 'pickle' ? pickle : rest })) });
}
