import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { bytesOf } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSevenZip } from '../../../src/formats/seven-zip/write.fixture.ts';
import { type WrittenMember, writeTar } from '../../../src/formats/tar/write.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMPRESSED } from './compressed.fixture.ts';
import { text, trick } from './make.ts';

const { files } = trick('archive-structure');
const README: WrittenMember = { name: 'README.md', data: '# A model\n' };
const CONFIG: WrittenMember = { name: 'config.json', data: '{"a": 1}' };
const tar = (name: string, title: string, ...members: WrittenMember[]): DetectCase =>
  files('tar', name, title, () => ({ 'bundle.tar': writeTar({ members: [README, ...members] }) }));
const sevenZip = (name: string, title: string, archive: Parameters<typeof writeSevenZip>[0]): DetectCase =>
  files('7z', name, title, () => ({ 'bundle.7z': writeSevenZip(archive) }));
const A = { name: 'a.txt', data: 'content' };

/** Archives that harm whoever unpacks them, or show other contents to other readers. */
export const archiveStructureCases: readonly DetectCase[] = [
  tar('traversal', 'A name climbs out of the folder', { name: '../../.ssh/authorized_keys', data: 'key' }),
  tar('absolute', 'An absolute name', { name: '/etc/cron.d/job', data: 'job' }),
  tar('backslash-traversal', 'A name climbs out on Windows', { name: '..\\..\\startup.bat', data: 'echo' }),
  tar('pax-traversal', 'A pax header gives a name that climbs out', { ...CONFIG, pax: { path: '../../config.json' } }),
  tar('long-name-traversal', 'A long name climbs out', { ...CONFIG, longName: '../../config.json' }),
  tar(
    'link-then-write',
    'A link out of the folder, and a member written through it',
    { name: 'weights', type: '2', target: '../../../home' },
    { name: 'weights/.bashrc', data: 'echo' },
  ),
  tar('absolute-link', 'A link to a file of the machine', { name: 'tokenizer.json', type: '2', target: '/etc/passwd' }),
  tar('hard-link', 'A hard link out of the folder', { name: 'a', type: '1', target: '../../secret' }),
  tar('device', 'A device', { name: 'model.bin', type: '4' }),
  tar('pipe', 'A pipe, on which a reader waits for ever', { name: 'model.bin', type: '6' }),
  tar('duplicate', 'Two members of one name', CONFIG, { ...CONFIG, data: '{"a": 2}' }),
  tar('other-case', 'Two members whose names differ in case', CONFIG, { ...CONFIG, name: 'CONFIG.json' }),
  tar('two-names', 'A header and its pax header give different names', { ...CONFIG, pax: { path: 'model.py' } }),
  tar('two-sizes', 'A header and its pax header give different sizes', {
    name: 'config.json',
    data: '{"a": 1}'.padEnd(600),
    size: 1024,
    pax: { size: '600' },
  }),
  files('tar', 'cut-short', 'The archive ends inside a member', () => ({
    'bundle.tar': writeTar({ members: [README, { ...CONFIG, size: 99_999 }] }),
  })),
  files('tar', 'tail', 'Bytes behind the end of the archive', () => ({
    'bundle.tar': writeTar({ members: [README], tail: writeTar({ members: [CONFIG] }) }),
  })),
  files('tar', 'broken-header', 'A header in the middle has a wrong checksum', () => ({
    'bundle.tar': writeTar({ members: [README, { ...CONFIG, checksum: 7 }, A] }),
  })),
  sevenZip('traversal', 'A name climbs out of the folder', { members: [{ ...A, name: '../../a.txt' }] }),
  sevenZip('drive', 'A name with a drive letter', { members: [{ ...A, name: 'C:\\Windows\\a.txt' }] }),
  sevenZip('link', 'A symbolic link', { members: [{ name: 'a', data: '/etc/passwd', mode: 0o120777 }] }),
  sevenZip('duplicate', 'Two members of one name', { members: [A, A] }),
  sevenZip('tail', 'Bytes behind the archive', { members: [A], tail: 'something else' }),
  sevenZip('gap', 'Bytes that belong to no member', { members: [A], gap: 'something else' }),
  sevenZip('size-lie', 'More is claimed than comes out', { members: [A, { ...A, name: 'b' }], size: 5000 }),
  sevenZip('unknown-method', 'A method that nobody knows', { members: [A], id: 'abcdef' }),
  sevenZip('bomb', 'A small archive of 300 MB of zeros', {
    members: [{ name: 'zeros', data: '' }],
    method: 'deflate',
    packed: zeros(),
    size: 300_000_000,
  }),
  files('compressed', 'bomb', 'A small gzip file of 300 MB of zeros', () => {
    const [head, tail] = [Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(8)];
    return { 'model.joblib': bytesOf(head, zeros(), tail) };
  }),
  files('compressed', 'tail', 'Bytes behind the compressed data', () => ({
    'table.csv.zst': bytesOf(zstdCompressSync('a,b\n1,2\n'), text('#!/bin/sh\necho harmless\n')),
  })),
  files('compressed', 'traversal', 'The header of a gzip file names a file elsewhere', () => {
    const plain = gzipSync('content');
    const named = bytesOf(plain.subarray(0, 10), '../../.bashrc\0', plain.subarray(10));
    named[3] = 8;
    return { 'table.csv.gz': named };
  }),
  files('compressed', 'cut-short', 'Half of a compressed file', () => ({
    'table.csv.xz': Uint8Array.from(Buffer.from(COMPRESSED.clean.xz, 'base64')).subarray(0, 200),
  })),
  files('zip', 'link', 'A symbolic link in an archive', () => ({
    'bundle.zip': writeZip({
      members: [{ name: 'a', data: text('/etc/passwd'), central: { attributes: 0xa1ff0000 } }],
    }),
  })),
];

/** DEFLATE of 300 MB of zeros: one block of 1 MB again and again, which is the same bytes each time. */
function zeros(): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1_000_000), { finishFlush: 3 });
  return Uint8Array.from(Buffer.concat([...Array.from({ length: 300 }, () => block), Uint8Array.of(3, 0)]));
}
