import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, call, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import {
  numbers,
  torchMember,
  torchMembers,
  type WrittenMember,
  type WrittenZip,
  writeZip,
} from '../formats/zip/write.fixture.ts';
import { type Audit, anyAtLeast, audit } from './audit.fixture.ts';

const rulesOf = ({ findings }: Audit): string[] => [...new Set(findings.map(({ rule }) => rule))].toSorted();
const messages = ({ findings }: Audit): string => findings.map(({ message }) => message).join('\n');
const COMMAND = 'echo harmless';
const PAYLOAD = callPickle('os', 'system', COMMAND);
const PROTOCOL_0 = bytesOf(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce, op.stop);
/** As Python's bzip2 and LZMA modules packed it. */
const PLAIN = bytesOf(
  op.proto(2),
  op.global('posix', 'system'),
  [0x58, 13, 0, 0, 0],
  COMMAND,
  op.tuple1,
  op.reduce,
  op.stop,
);
const CLEAN = bytesOf(op.proto(2), op.emptyDict, op.stop);
const REST = torchMembers(CLEAN).slice(1);

const scan = (zip: WrittenZip, name = 'pytorch_model.bin'): Promise<Audit> => audit({ [name]: writeZip(zip) });
/** A torch archive whose data.pkl is the payload, with lies about it. */
const payload = (lies: Partial<WrittenMember> = {}): WrittenZip => ({
  members: [{ ...torchMember('data.pkl', PAYLOAD), ...lies }, ...REST],
});

describe('what torch.save writes', () => {
  it('gives no finding when it is harmless, with zip64, descriptors and padding too', async () => {
    for (const zip64 of [false, true]) {
      const result = await scan({ members: torchMembers(CLEAN), zip64 });
      expect(result.findings).toEqual([]);
      expect(result.files[0]).toMatchObject({ status: 'complete', flavour: 'torch-zip' });
    }
  });

  it('gives exactly the payload when it is not', async () => {
    const result = await scan(payload());
    expect(rulesOf(result)).toEqual(['pickle-gadget']);
    expect(result.findings[0]?.location).toMatchObject({ path: 'pytorch_model.bin', member: 'archive/data.pkl' });
  });
});

describe('names of members', () => {
  it.each(['archive/config.p', 'archive/data/x.bin', 'archive/extra', 'archive/notes.txt', 'other/data/0'])(
    'CVE-2025-1889 GHSA-769v-p64c-89pr: a second pickle called %s',
    async (name) => {
      const result = await scan({ members: [...torchMembers(CLEAN), { name, data: PAYLOAD }] });
      expect(messages(result)).toContain(`os.system('${COMMAND}')`);
    },
  );

  it('modelaudit #624: a pickle of protocol 0, whatever it is called', async () => {
    for (const name of ['archive/data.pkl', 'archive/weights', 'archive/a.dat']) {
      const result = await scan({ members: [...REST, { name, data: PROTOCOL_0, method: 8 }] });
      expect(messages(result)).toContain('os.system');
    }
  });

  it('CVE-2025-1944 GHSA-7q5r-7gvp-wc82: the local header gives another name', async () => {
    const result = await scan(payload({ local: { name: 'archive/data.pk1' } }));
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it('CVE-2025-1944 the other way: only the directory calls the payload a storage', async () => {
    const members = [...torchMembers(CLEAN), { ...torchMember('data/9', PAYLOAD), local: { name: 'archive/a.pkl' } }];
    const result = await scan({ members });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it('a name that ends at a NUL for C and not for Python', async () => {
    const result = await scan({ members: [{ name: 'a.pkl\0.txt', data: PAYLOAD }] });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it('a second name in a Unicode-path field', async () => {
    const extra = Buffer.concat([
      numbers([2, 0x7075], [2, 10]),
      Buffer.from([1]),
      numbers([4, 0xe8b7be43]),
      Buffer.from('b.pkl'),
    ]);
    const result = await scan({ members: [{ name: 'a', data: PAYLOAD, central: { extra } }] });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it.each(['../outside.pkl', '/etc/outside', 'C:outside', 'a/../../outside'])(
    'a path that climbs: %s',
    async (name) => {
      expect(rulesOf(await scan({ members: [{ name, data: CLEAN }] }))).toContain('archive-path-traversal');
    },
  );

  it('a symbolic link', async () => {
    const link = { name: 'a', data: Buffer.from('/nowhere'), central: { attributes: 0o120777 * 65_536 } };
    expect(rulesOf(await scan({ members: [link] }))).toContain('archive-link');
  });
});

describe('flags, checksums, sizes and methods', () => {
  it.each([
    ['0x1 (encrypted)', 0x1],
    ['0x20 (patched)', 0x20],
    ['0x40 (strong encryption)', 0x40],
    ['0x2000 (masked headers)', 0x2000],
  ])('CVE-2025-1945 GHSA-w8jq-xcqf-f792: flag bit %s in both headers or in one', async (_, bit) => {
    for (const lies of [{ flags: bit }, { local: { flags: bit } }, { central: { flags: bit } }]) {
      const result = await scan({ members: [{ name: 'archive/data.pkl', data: PAYLOAD, ...lies }, ...REST] });
      expect(messages(result)).toContain(`os.system('${COMMAND}')`);
      expect(rulesOf(result)).toContain('archive-views-differ');
    }
  });

  it('CVE-2025-10156 GHSA-mjqp-26hc-grxg: a wrong checksum', async () => {
    for (const method of [0, 8] as const) {
      const result = await scan(payload({ method, local: { crc: 1 }, central: { crc: 1 } }));
      expect(messages(result)).toContain(`os.system('${COMMAND}')`);
      expect(anyAtLeast(result, 'critical')).toBe(true);
      expect(rulesOf(result)).toContain('archive-unreadable');
    }
  });

  it('sizes of zero in both headers', async () => {
    const none = { size: 0, compressedSize: 0 };
    expect(messages(await scan({ members: [{ name: 'a.pkl', data: PAYLOAD, local: none, central: none }] }))).toContain(
      'os.system',
    );
  });

  it('a size that ends before the call', async () => {
    const result = await scan({ members: [{ name: 'a.pkl', data: PAYLOAD, central: { size: 8, compressedSize: 8 } }] });
    expect(messages(result)).toContain('os.system');
    expect(rulesOf(result)).toContain('archive-views-differ');
  });

  it('stored data that a header calls deflated', async () => {
    for (const lies of [
      { local: { method: 8 } },
      { central: { method: 8 } },
      { local: { method: 8 }, central: { method: 8 } },
    ]) {
      const result = await scan({ members: [{ name: 'a.pkl', data: PAYLOAD, ...lies }] });
      expect(messages(result)).toContain('os.system');
      expect(rulesOf(result)).toContain('archive-views-differ');
    }
  });

  it.each([
    [
      12,
      'bzip2',
      '425a6839314159265359c2c66548000011d3c05012400110402a66dc60420020003141a34683203429a026d236498f4912704e1e6ec6abedc693f09e0314e2d190dcc4c5d177245385090c2c665480',
      0,
    ],
    [
      14,
      'LZMA, with an end marker',
      '090405005d000001000040008803cb87e60e3fc6dba6623ad0e017a4140e0da6ce54e58926461d5be715fdb21834631bffe95ffff6194000',
      2,
    ],
    [
      95,
      'xz',
      'fd377a585a000004e6d6b4460200210116000000742fe5a3010024800263706f7369780a73797374656d0a580d0000006563686f206861726d6c65737385522e00000000ed0cc6828d572ded00013d25d2296a011fb6f37d010000000004595a',
      0,
    ],
    [93, 'Zstandard', zstdCompressSync(PLAIN).toString('hex'), 0],
  ])('method %i: %s', async (method, _name, raw, flags) => {
    const lies = { method, flags };
    const result = await scan({
      members: [{ name: 'a.pkl', data: PLAIN, raw: Buffer.from(raw, 'hex'), local: lies, central: lies }],
    });
    expect(result.files[0]?.status).toBe('complete');
    expect(rulesOf(result)).toEqual(['pickle-gadget']);
  });

  it('a method that is not read leaves the file partial, never clean', async () => {
    const result = await scan({
      members: [{ name: 'a.pkl', data: Buffer.from('deflate64'), local: { method: 9 }, central: { method: 9 } }],
    });
    expect(result.files[0]?.status).toBe('partial');
    expect(rulesOf(result)).toContain('archive-unreadable');
  });

  it('a descriptor that says something else', async () => {
    const result = await scan(payload({ descriptor: 'wrong' }));
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });
});

describe('members twice, hidden or broken', () => {
  it.each(['first', 'last'])('the payload is the %s of two members with one name', async (where) => {
    const twice = [torchMember('data.pkl', CLEAN), torchMember('data.pkl', PAYLOAD)];
    const result = await scan({ members: [...(where === 'last' ? twice : twice.toReversed()), ...REST] });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-duplicate-member']));
  });

  it('two names that differ in case', async () => {
    const members = [torchMember('data.pkl', CLEAN), torchMember('Data.pkl', PAYLOAD), ...REST];
    expect(rulesOf(await scan({ members }))).toEqual(
      expect.arrayContaining(['pickle-gadget', 'archive-duplicate-member']),
    );
  });

  it('a member that the directory does not list', async () => {
    const members = [...torchMembers(CLEAN), { ...torchMember('hidden.pkl', PAYLOAD), central: null }];
    expect(rulesOf(await scan({ members }))).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-hidden-data']));
  });

  it('modelscan #354: a corrupt first entry does not end the scan', async () => {
    const broken: Partial<WrittenMember>[] = [
      { central: { offset: 1_000_000 } },
      { method: 8, raw: Buffer.from('no deflate data') },
      { local: { method: 99 }, central: { method: 99 } },
      { absent: true },
    ];
    for (const first of broken) {
      const result = await scan({ members: [{ name: 'a', data: CLEAN, ...first }, torchMember('data.pkl', PAYLOAD)] });
      expect(messages(result)).toContain('os.system');
      expect(rulesOf(result).some((rule) => rule.startsWith('archive-'))).toBe(true);
    }
  });

  it('an archive that is cut short', async () => {
    const whole = writeZip(payload());
    for (const share of [0.3, 0.6, 0.9, 0.99]) {
      const result = await audit({ 'model.pt': whole.subarray(0, Math.floor(whole.length * share)) });
      expect(messages(result)).toContain('os.system');
      expect(result.files[0]?.status).toBe('partial');
    }
  });

  it('data in a folder entry', async () => {
    const result = await scan({ members: [{ name: 'archive/', data: PAYLOAD }, ...torchMembers(CLEAN)] });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-hidden-data']));
  });
});

describe('several archives and polyglots', () => {
  it('a comment that holds an end record and a whole archive', async () => {
    const other = writeZip({ members: [{ name: 'archive/data.pkl', data: PAYLOAD }] });
    const result = await scan({ members: torchMembers(CLEAN), comment: other });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it('a comment with nothing but the signature of an end record', async () => {
    const result = await scan({
      members: torchMembers(CLEAN),
      comment: Buffer.from(`PK\x05\x06${'harmless'.repeat(4)}`, 'latin1'),
    });
    expect(rulesOf(result)).toContain('archive-views-differ');
  });

  it('an honest comment is no finding', async () => {
    expect((await scan({ members: torchMembers(CLEAN), comment: Buffer.from('made by hand') })).findings).toEqual([]);
  });

  it('two archives after each other', async () => {
    const both = bytesOf(
      writeZip({ members: torchMembers(CLEAN) }),
      writeZip({ members: [torchMember('data.pkl', PAYLOAD)] }),
    );
    const result = await audit({ 'model.pt': both });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it('a zip64 record that describes another directory', async () => {
    const result = await scan({ ...payload(), zip64: { entries: 1 } });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-views-differ']));
  });

  it.each([false, true])('a pickle in front of an archive (offsets count it: %s)', async (prefixCounted) => {
    const result = await scan({ members: torchMembers(CLEAN), prefix: PAYLOAD, prefixCounted });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'polyglot', 'archive-hidden-data']));
  });

  it.each(['suffix', 'beforeDirectory', 'afterDirectory'] as const)('a pickle in the %s', async (where) => {
    const result = await scan({ members: torchMembers(CLEAN), [where]: PAYLOAD });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'archive-hidden-data']));
  });

  it('an archive in an archive in an archive', async () => {
    let inner = writeZip(payload());
    for (const name of ['b.zip', 'c.dat']) inner = writeZip({ members: [{ name, data: inner, method: 8 }] });
    const result = await audit({ 'model.zip': inner });
    expect(messages(result)).toContain('os.system');
    expect(result.findings[0]?.location).toMatchObject({ member: 'c.dat!/b.zip!/archive/data.pkl' });
  });

  it('archives deeper than the limit are told', async () => {
    let inner = writeZip(payload());
    for (let i = 0; i < 10; i++) inner = writeZip({ members: [{ name: 'a.zip', data: inner }] });
    expect(rulesOf(await audit({ 'model.zip': inner }))).toContain('not-read');
  });

  it('members that share their bytes', async () => {
    const data = new Uint8Array(1000);
    const shared = Array.from({ length: 9 }, (_, i) => ({ name: `b${i}`, data, absent: true, central: { offset: 0 } }));
    expect(rulesOf(await scan({ members: [{ name: 'a', data }, ...shared] }))).toContain('archive-bomb');
  });
});

describe('the name of the file', () => {
  it('CVE-2025-10155 GHSA-jgw4-cr84-mqxg: a bare pickle with a torch extension, an archive without one', async () => {
    for (const name of ['model.bin', 'model.pt', 'model.ckpt', 'model.th', 'weights']) {
      expect(messages(await audit({ [name]: PAYLOAD }))).toContain('os.system');
      expect(messages(await audit({ [name]: writeZip(payload()) }))).toContain('os.system');
    }
  });

  it.each(['model.safetensors', 'model.gguf', 'tokenizer.json', 'preview.png'])(
    'an archive called %s',
    async (name) => {
      expect(rulesOf(await scan(payload(), name))).toEqual(['lying-extension', 'pickle-gadget']);
      expect(rulesOf(await scan({ members: torchMembers(CLEAN) }, name))).toEqual(['lying-extension']);
    },
  );
});

describe('the stream of torch.save before 1.6', () => {
  const MAGIC = bytesOf(op.proto(2), [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19], op.stop);
  const VERSION = bytesOf(op.proto(2), [0x4d, 0xe9, 0x03], op.stop);
  const KEYS = bytesOf(op.proto(2), op.emptyList, op.stop);

  it('is known for what it is, and silent when harmless', async () => {
    const result = await audit({ 'model.pth': bytesOf(MAGIC, VERSION, CLEAN, CLEAN, KEYS, new Uint8Array(64)) });
    expect(result.files[0]).toMatchObject({ status: 'complete', flavour: 'torch-legacy' });
    expect(result.findings).toEqual([]);
  });

  it.each([1, 2, 3, 4])('a payload in pickle %d of the five after the magic number', async (at) => {
    const pickles = [MAGIC, VERSION, CLEAN, CLEAN, KEYS].with(at, PAYLOAD);
    expect(messages(await audit({ 'model.pth': bytesOf(...pickles) }))).toContain('os.system');
  });

  it('CVE-2026-53875 GHSA-97f8-7cmv-76j2: the magic number is what eval gives back', async () => {
    const magic = callPickle('builtins', 'eval', '0x1950a86a20f9469cfc6c');
    const result = await audit({ 'model.pth': bytesOf(magic, VERSION, CLEAN, CLEAN, KEYS, new Uint8Array(64)) });
    expect(messages(result)).toContain('builtins.eval');
    expect(anyAtLeast(result, 'critical')).toBe(true);
  });

  it('a stream that breaks in its object', async () => {
    const broken = bytesOf(op.proto(2), call('os', 'system', COMMAND), [0xff]);
    const result = await audit({ 'model.bin': bytesOf(MAGIC, VERSION, CLEAN, broken) });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['pickle-gadget', 'pickle-incomplete']));
  });
});

describe('TorchScript', () => {
  const net = (statement: string): string =>
    `class Net(Module):\n  __parameters__ = []\n  training : bool\n  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    ${statement}\n    return x\n`;
  const script = (statement: string): Promise<Audit> =>
    scan(
      {
        members: [
          torchMember('data.pkl', CLEAN),
          torchMember('code/__torch__.py', Buffer.from(net(statement))),
          torchMember('constants.pkl', CLEAN),
          ...REST,
        ],
      },
      'model.pt',
    );

  it.each([
    ['torch.from_file', '_0 = torch.from_file("/nowhere", True, 8, dtype=0)'],
    ['aten::save', 'ops.aten.save(x, "/nowhere")'],
    ['a namespace under another name', 't = torch; _0 = t.from_file("/nowhere", True, 8)'],
    ['getattr', '_0 = getattr(torch, "from_file")("/nowhere", True, 8)'],
  ])('reaches files: %s', async (_, statement) => {
    const result = await script(statement);
    expect(rulesOf(result)).toContain('torchscript-operator');
    expect(anyAtLeast(result, 'high')).toBe(true);
  });

  it('calls native code of others', async () => {
    for (const statement of [
      '_0 = ops.custom_ops.run(x)',
      '_0 = __torch__.torch.classes.custom.Runner("x")',
      '_0 = ^Function()(x)',
    ])
      expect(rulesOf(await script(statement))).toContain('torchscript-operator');
  });

  it('is silent about what an exporter writes', async () => {
    expect((await script('_0 = torch.add(x, x, alpha=1)')).findings).toEqual([]);
  });

  // torch.load(weights_only=True) handed such an archive to torch.jit.load, which runs without the restriction.
  it('CVE-2025-32434: both the pickles and the code of an archive of torch.jit are read', async () => {
    const code = torchMember('code/__torch__.py', Buffer.from(net('_0 = torch.from_file("/nowhere", True, 8)')));
    const constants = torchMember('constants.pkl', PAYLOAD);
    const result = await scan({ members: [torchMember('data.pkl', CLEAN), code, constants, ...REST] }, 'model.pt');
    expect(result.files[0]?.flavour).toBe('torchscript');
    expect(rulesOf(result)).toEqual(['pickle-gadget', 'torchscript-operator']);
  });
});
