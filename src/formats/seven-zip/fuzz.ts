import { WRITTEN, writeSevenZip } from './write.fixture.ts';

/** Small archives: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const members = [
    { name: 'a.txt', data: 'hello hello hello' },
    { name: 'd/model.pkl', data: Buffer.from('80027d710058010000006171014b01732e', 'hex') },
  ];
  return [
    { name: 'copied.7z', bytes: writeSevenZip({ members }) },
    { name: 'deflated.7z', bytes: writeSevenZip({ members, method: 'deflate' }) },
    ...['lzma2', 'lzma', 'bcj', 'delta', 'bzip2', 'zstd'].map((name) => ({
      name: `${name}.7z`,
      bytes: Uint8Array.from(Buffer.from(WRITTEN[name] ?? '', 'base64')),
    })),
  ];
}
