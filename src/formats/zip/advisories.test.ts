import { describe, expect, it } from 'vitest';
import { codes, readZip } from './reading.fixture.ts';
import { HARMLESS, torchMember, torchMembers, writeZip } from './write.fixture.ts';

/** `os.system('id')` in protocol 0: built by hand, never loaded. */
const PAYLOAD = Buffer.from("cos\nsystem\n(S'id'\ntR.");

/** Tricks that made other scanners pass over a payload. Each must be read here, and said to be odd. */
describe('published bypasses', () => {
  // picklescan read only members named *.pkl; a second pickle of any name went unread.
  it('CVE-2025-1889, GHSA-769v-p64c-89pr: a second pickle with another extension is emitted', async () => {
    const read = await readZip(
      writeZip({
        members: [...torchMembers(HARMLESS), torchMember('config.p', PAYLOAD), torchMember('data/x.bin', PAYLOAD)],
      }),
    );
    expect(read.structure.flavour).toBe('torch-zip');
    for (const name of ['archive/config.p', 'archive/data/x.bin']) {
      expect(read.parts.find((part) => part.name === name)?.bytes).toEqual(PAYLOAD);
    }
  });

  // The scanner's zipfile raised BadZipFile, torch read on by the central directory.
  it('CVE-2025-1944, GHSA-7q5r-7gvp-wc82: a local header with another name is read and told', async () => {
    const [pickle, ...rest] = torchMembers(PAYLOAD);
    if (pickle === undefined) throw new Error('no member');
    const read = await readZip(writeZip({ members: [{ ...pickle, local: { name: 'archive/data.pk1' } }, ...rest] }));
    expect(codes(read)).toEqual(['zip.name-mismatch']);
    expect(read.anomalies[0]?.message).toContain(
      "names this member 'archive/data.pk1' while the central directory names it 'archive/data.pkl'",
    );
    expect(read.parts[0]).toMatchObject({ name: 'archive/data.pkl', bytes: PAYLOAD });
    expect(read.structure.members[0]).toMatchObject({ localName: 'archive/data.pk1' });
  });

  it('CVE-2025-1944 the other way: a pickle that the directory calls a storage is emitted', async () => {
    const members = [
      ...torchMembers(HARMLESS),
      { ...torchMember('data/7', PAYLOAD), local: { name: 'archive/evil.pkl' } },
    ];
    expect((await readZip(writeZip({ members }))).parts.map(({ name }) => name)).toContain('archive/data/7');
  });

  // Flagged as encrypted, patched or strongly encrypted, zipfile refuses the member; torch ignores the flags.
  it.each([
    [0x1, 'zip.encrypted-flag'],
    [0x20, 'zip.patched-flag'],
    [0x40, 'zip.encrypted-flag'],
    [0x2000, 'zip.encrypted-flag'],
  ])('CVE-2025-1945, GHSA-w8jq-xcqf-f792: a member with flag bits 0x%x is read all the same', async (bit, code) => {
    for (const method of [0, 8] as const) {
      const said = { flags: bit };
      for (const lies of [{ local: said }, { central: said }, { flags: bit }]) {
        const read = await readZip(writeZip({ members: [{ name: 'a/data.pkl', data: PAYLOAD, method, ...lies }] }));
        expect(read.parts[0]?.bytes).toEqual(PAYLOAD);
        expect(codes(read)).toContain(code);
        expect(read.anomalies.some(({ stops }) => stops)).toBe(false);
      }
    }
  });

  // A bad checksum made the scanner's zipfile raise in the middle of the scan; torch is built without the check.
  it('CVE-2025-10156, GHSA-mjqp-26hc-grxg: data with a wrong checksum is read to its end', async () => {
    for (const method of [0, 8] as const) {
      const read = await readZip(
        writeZip({ members: [{ name: 'a/data.pkl', data: PAYLOAD, method, local: { crc: 1 }, central: { crc: 1 } }] }),
      );
      expect(read.parts[0]?.bytes).toEqual(PAYLOAD);
      expect(codes(read)).toEqual(['zip.crc-mismatch']);
    }
  });

  // One unreadable member ended the iteration, and the file was called clean.
  it('modelscan #354: a corrupt first entry does not hide the second', async () => {
    for (const first of [
      { central: { offset: 1_000_000 } },
      { method: 8 as const, raw: Buffer.from('no deflate data') },
      { local: { method: 99 }, central: { method: 99 } },
    ]) {
      const read = await readZip(
        writeZip({
          members: [
            { name: 'a', data: HARMLESS, ...first },
            { name: 'b.pkl', data: PAYLOAD },
          ],
        }),
      );
      expect(read.parts.find(({ name }) => name === 'b.pkl')?.bytes).toEqual(PAYLOAD);
      expect(read.anomalies.some(({ stops }) => stops)).toBe(true);
    }
  });

  // What precedes the broken block has reached the unpickler by the time a streaming loader raises.
  it('gives what a broken deflate stream held before it broke', async () => {
    const stored = Buffer.concat([
      Buffer.from([0, PAYLOAD.length, 0, ~PAYLOAD.length & 0xff, 0xff]),
      PAYLOAD,
      Buffer.from([7]),
    ]);
    const read = await readZip(writeZip({ members: [{ name: 'a.pkl', data: PAYLOAD, method: 8, raw: stored }] }));
    expect(read.parts[0]?.bytes).toEqual(PAYLOAD);
    expect(codes(read)).toContain('zip.inflate');
  });
});
