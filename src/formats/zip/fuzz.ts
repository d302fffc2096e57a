import { HARMLESS, numbers, torchMembers, writeZip } from './write.fixture.ts';

const TEXT = Buffer.from('a line that is said again and again. '.repeat(40));

/** Small archives that read without an anomaly, for mutation. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const inner = writeZip({ members: [{ name: 'inner.txt', data: TEXT }] });
  const array = Buffer.concat([Buffer.from('\x93NUMPY\x01\x00\x06\x00', 'latin1'), Buffer.from("{'a'}\n")]);
  return [
    { name: 'torch.pt', bytes: writeZip({ members: torchMembers(HARMLESS) }) },
    { name: 'torch64.pt', bytes: writeZip({ members: torchMembers(HARMLESS, 1), zip64: true }) },
    {
      name: 'deflated.zip',
      bytes: writeZip({
        members: [
          { name: 'a.txt', data: TEXT, method: 8 },
          { name: 'b/', data: new Uint8Array(0) },
        ],
        comment: Buffer.from('hello'),
      }),
    },
    {
      name: 'nested.zip',
      bytes: writeZip({
        members: [
          { name: 'x.pkl', data: HARMLESS },
          { name: 'inner.zip', data: inner },
        ],
      }),
    },
    {
      name: 'arrays.npz',
      bytes: writeZip({ members: [{ name: 'x.npy', data: array, method: 8, descriptor: 'signed' }] }),
    },
    {
      name: 'extra.zip',
      bytes: writeZip({
        members: [{ name: 'e', data: HARMLESS, central: { extra: numbers([2, 0x5455], [2, 4], [4, 1]) } }],
      }),
    },
    { name: 'empty.zip', bytes: writeZip({ members: [] }) },
  ];
}
