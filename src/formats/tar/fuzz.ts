import { torchTar, writeTar } from './write.fixture.ts';

/** `{'a': 1}`, pickled. */
const PICKLE = Uint8Array.from(Buffer.from('80027d710058010000006171014b01732e', 'hex'));

/** Small archives that read without an anomaly above a note: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const long = `${'folder/'.repeat(20)}model.pkl`;
  return [
    {
      name: 'two.tar',
      bytes: writeTar({
        members: [
          { name: 'a.txt', data: 'a' },
          { name: 'b.pkl', data: PICKLE },
        ],
      }),
    },
    {
      name: 'kinds.tar',
      bytes: writeTar({
        members: [
          { name: 'd/', type: '5' },
          { name: 'd/a', data: 'a', dialect: 'v7' },
          { name: 'd/l', type: '2', target: 'a' },
        ],
      }),
    },
    {
      name: 'long.tar',
      bytes: writeTar({
        members: [
          { name: long.slice(0, 100), longName: long, data: PICKLE, dialect: 'gnu' },
          { name: long.slice(0, 99), pax: { path: `${long}2`, size: String(PICKLE.length) }, data: PICKLE },
        ],
      }),
    },
    { name: 'old.pth', bytes: torchTar(PICKLE, PICKLE) },
    { name: 'v7.tar', bytes: writeTar({ members: [{ name: 'a', data: 'a', dialect: 'v7', type: '\0' }] }) },
  ];
}
