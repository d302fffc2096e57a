import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { zipFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { codes, readZip } from './reading.fixture.ts';
import { HARMLESS, numbers, torchMember, torchMembers, type WrittenMember, writeZip } from './write.fixture.ts';

const MEMBER: fc.Arbitrary<WrittenMember> = fc
  .record({
    name: fc.string({ unit: fc.constantFrom('a', 'b', 'é', '_', '7'), minLength: 1, maxLength: 12 }),
    data: fc
      .uint8Array({ maxLength: 200 })
      .chain((bytes) =>
        fc.integer({ min: 1, max: 400 }).map((times) => Buffer.concat(Array.from({ length: times }, () => bytes))),
      ),
    method: fc.constantFrom(0 as const, 8 as const),
    flags: fc.constant(0x800),
  })
  .chain((member) =>
    fc
      .record(
        { descriptor: fc.constantFrom('signed' as const, 'unsigned' as const), align: fc.constantFrom(4, 64) },
        { requiredKeys: [] },
      )
      .map((more) => ({ ...member, ...more })),
  );

const MEMBERS = fc.uniqueArray(MEMBER, { selector: ({ name }) => name, maxLength: 12 });

function probe(bytes: Uint8Array) {
  return { name: 'x', size: bytes.length, head: bytes.subarray(0, 4096), tail: bytes.subarray(-65_557) };
}

describe('any list of members', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(MEMBERS, fc.boolean(), fc.uint8Array({ maxLength: 30 }), async (members, zip64, comment) => {
        const bytes = writeZip({ members, zip64, comment });
        expect(zipFormat.identify(probe(bytes))).toBe('magic');
        const read = await readZip(bytes);
        if (!Buffer.from(comment).includes('PK')) expect(codes(read)).toEqual([]);
        const own = read.parts.filter(({ role }) => role === 'member');
        expect(own.map(({ name, bytes: data }) => [name, Buffer.from(data).toString('hex')])).toEqual(
          members.map(({ name, data }) => [name, Buffer.from(data).toString('hex')]),
        );
        expect(read.structure).toMatchObject({
          memberCount: members.length,
          zip64,
          commentLength: comment.length,
          prefixLength: 0,
          suffixLength: 0,
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('any damage', () => {
  it('throws nothing but InputError, and ends', async () => {
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom(1, 2, 4),
      fc.oneof(fc.constantFrom(0, 1, 0xff, 0xffff_ffff, 0x04034b50, 0x02014b50, 0x06054b50), fc.nat(0xffff_ffff)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds()),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async ({ bytes }, changes) => {
          const mutated = Buffer.from(bytes);
          for (const [at, width, value] of changes)
            Buffer.from(numbers([4, value])).copy(mutated, at % mutated.length, 0, width);
          zipFormat.identify(probe(mutated));
          await readZip(mutated).catch((fault: unknown) => expect(fault).toBeInstanceOf(InputError));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('every prefix of a torch archive is an InputError or says that it stops', async () => {
    const whole = writeZip({
      members: [
        ...torchMembers(HARMLESS),
        { name: 'archive/code/x.py', data: Buffer.from('def f(x) -> int:\n'.repeat(9)), method: 8 },
      ],
      comment: Buffer.from('end'),
    });
    for (let length = 0; length < whole.length; length++) {
      const stopped = await readZip(whole.subarray(0, length)).then(
        ({ anomalies }) => anomalies.some(({ stops }) => stops),
        (fault: unknown) => fault instanceof InputError,
      );
      expect(stopped, `${length} of ${whole.length} bytes`).toBe(true);
    }
  });

  it('reads the same twice', async () => {
    for (const { bytes } of seeds()) expect(await readZip(bytes)).toEqual(await readZip(bytes));
  });

  it('finds nothing wrong with the seeds', async () => {
    for (const { name, bytes } of seeds()) expect([name, ...codes(await readZip(bytes))]).toEqual([name]);
  });
});

describe('reading in ranges', () => {
  it('reads the directory and the local headers of a large archive, not its tensors', async () => {
    const bytes = writeZip({
      members: [
        ...torchMembers(HARMLESS),
        ...Array.from({ length: 300 }, (_, i) => torchMember(`data/${i + 2}`, new Uint8Array(20_000))),
      ],
    });
    let read = 0;
    let reads = 0;
    const source: ByteSource = {
      id: 'counted',
      size: bytes.length,
      cost: 'disk',
      read: async (at, length) => {
        const piece = bytes.subarray(at, Math.min(bytes.length, at + length));
        read += piece.length;
        reads++;
        return piece;
      },
    };
    const { structure, anomalies } = await readZip(source);
    expect([structure.storages.count, anomalies]).toEqual([302, []]);
    expect(read).toBeLessThan(0.05 * bytes.length);
    // A look at the first bytes of each storage is a read of its own.
    expect(reads).toBeLessThan(330 + 302);
  });
});

describe('identify', () => {
  it('goes by the end record where something stands before the archive, and not by chance', () => {
    const zip = writeZip({ members: torchMembers(HARMLESS) });
    expect(zipFormat.identify(probe(Buffer.concat([Buffer.alloc(5_000, 1), zip])))).toBe('magic');
    expect(zipFormat.identify(probe(Buffer.concat([zip.subarray(100), Buffer.from('PK\x05\x06')])))).toBe('end');
    expect(
      zipFormat.identify(
        probe(Buffer.concat([Buffer.alloc(5_000, 1), Buffer.from('PK\x05\x06'), Buffer.alloc(18, 7)])),
      ),
    ).toBeUndefined();
    expect(zipFormat.identify(probe(HARMLESS))).toBeUndefined();
  });
});
