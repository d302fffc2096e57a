import { bytesOf, type Chunk, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { torchMembers, type WrittenMember, type WrittenZip, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { Container, DetectCase, TrickClass } from '../case.ts';

export type Files = Readonly<Record<string, Uint8Array>>;
type Bytes = () => Uint8Array;

/** What every payload would run: nothing that matters. */
export const COMMAND = 'echo harmless';

export const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Opcodes at protocol 4, with PROTO and STOP around them. */
export const program = (...chunks: readonly Chunk[]): Uint8Array => bytesOf(op.proto(4), ...chunks, op.stop);

/** Opcodes at protocol 2, as torch writes, with PROTO and STOP around them. */
export const program2 = (...chunks: readonly Chunk[]): Uint8Array => bytesOf(op.proto(2), ...chunks, op.stop);

/** Opcodes of protocol 0 or 1: STOP, but no PROTO. */
export const bare = (...chunks: readonly Chunk[]): Uint8Array => bytesOf(...chunks, op.stop);

/** An archive as `torch.save` writes it, around a pickle. */
export const torchZip = (pickle: Uint8Array, rest: Omit<WrittenZip, 'members'> = {}): Uint8Array =>
  writeZip({ members: torchMembers(pickle), ...rest });

/** The stream of `torch.save` before 1.6: magic number, version, system facts, object, storage keys, storages. */
export function torchLegacy(
  object: Uint8Array,
  lies: { magic?: Uint8Array; facts?: Uint8Array; keys?: Uint8Array; tail?: Uint8Array } = {},
): Uint8Array {
  return bytesOf(
    lies.magic ?? LEGACY_MAGIC,
    LEGACY_VERSION,
    lies.facts ?? LEGACY_FACTS,
    object,
    lies.keys ?? program2(op.emptyList, op.binput(0), op.str('0'), op.binput(1), op.append),
    [2, 0, 0, 0, 0, 0, 0, 0],
    new Uint8Array(8).fill(0x3f),
    lies.tail ?? [],
  );
}

export const LEGACY_MAGIC: Uint8Array = bytesOf(
  op.proto(2),
  [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19],
  op.stop,
);
export const LEGACY_VERSION: Uint8Array = bytesOf(op.proto(2), [0x4d, 0xe9, 0x03], op.stop);
const LEGACY_FACTS = program2(
  op.emptyDict,
  op.binput(0),
  op.mark,
  op.str('protocol_version'),
  [0x4d, 0xe9, 0x03],
  op.str('little_endian'),
  [0x88],
  op.str('type_sizes'),
  op.emptyDict,
  op.mark,
  op.str('short'),
  [0x4b, 2],
  op.str('int'),
  [0x4b, 4],
  op.str('long'),
  [0x4b, 4],
  op.setitems,
  op.setitems,
);

/** A storage as torch names it in a persistent id. */
export const storage = (key: string, type = 'FloatStorage', elements = 4): Uint8Array =>
  bytesOf(
    op.mark,
    op.str('storage'),
    op.global('torch', type),
    op.str(key),
    op.str('cpu'),
    [0x4b, elements],
    op.tuple,
    op.binpersid,
  );

/** A tensor as torch pickles it: a persistent id and the call that rebuilds it. */
export const tensor = (key: string, type = 'FloatStorage'): Uint8Array =>
  bytesOf(
    op.global('torch._utils', '_rebuild_tensor_v2'),
    op.mark,
    storage(key, type),
    [0x4b, 0],
    bytesOf([0x4b, 2], [0x4b, 2], op.tuple2),
    bytesOf([0x4b, 2], [0x4b, 1], op.tuple2),
    [0x89],
    op.global('collections', 'OrderedDict'),
    op.emptyTuple,
    op.reduce,
    op.tuple,
    op.reduce,
  );

/** A state dict as `Module.state_dict()` gives it, with further entries after its tensors. */
export const stateDict = (...more: readonly Chunk[]): Uint8Array =>
  bytesOf(
    op.global('collections', 'OrderedDict'),
    op.binput(0),
    op.emptyTuple,
    op.reduce,
    op.binput(1),
    op.mark,
    op.str('layer.weight'),
    tensor('0'),
    op.str('layer.bias'),
    tensor('1'),
    ...more,
    op.setitems,
  );

/** Cases of one trick class. */
export function trick(of: TrickClass): Makers {
  return makers(of, true);
}

/** Harmless cases that resemble those of a trick class. */
export function innocent(of: TrickClass): Makers {
  return makers(of, false);
}

interface Makers {
  files(container: Container, name: string, title: string, build: () => Files, reference?: string): DetectCase;
  pickle(name: string, title: string, bytes: Bytes, reference?: string, file?: string): DetectCase;
  torchZip(name: string, title: string, pickle: Bytes, reference?: string): DetectCase;
  legacy(name: string, title: string, object: Bytes, reference?: string): DetectCase;
  zip(
    container: 'zip' | 'torch-zip',
    name: string,
    title: string,
    archive: () => WrittenZip,
    reference?: string,
  ): DetectCase;
  /** A TorchScript archive with this as its code. */
  script(name: string, title: string, code: string, reference?: string): DetectCase;
}

function makers(of: TrickClass, malicious: boolean): Makers {
  const files: Makers['files'] = (container, name, title, build, reference) => ({
    id: `${of}/${malicious ? '' : 'honest-'}${name}@${container}`,
    trick: of,
    container,
    malicious,
    title,
    ...(reference === undefined ? {} : { reference }),
    build,
  });
  return {
    files,
    pickle: (name, title, bytes, reference, file = 'model.pkl') =>
      files('pickle', name, title, () => ({ [file]: bytes() }), reference),
    torchZip: (name, title, pickle, reference) =>
      files('torch-zip', name, title, () => ({ 'pytorch_model.bin': torchZip(pickle()) }), reference),
    legacy: (name, title, object, reference) =>
      files('torch-legacy', name, title, () => ({ 'checkpoint.pth': torchLegacy(object()) }), reference),
    zip: (container, name, title, archive, reference) =>
      files(
        container,
        name,
        title,
        () => ({ [container === 'zip' ? 'model.zip' : 'model.pt']: writeZip(archive()) }),
        reference,
      ),
    script: (name, title, code, reference) =>
      files('torch-zip', name, title, () => ({ 'scripted.pt': writeZip({ members: scriptMembers(code) }) }), reference),
  };
}

/** What `torch.jit.save` writes for a class named Net. */
function scriptMembers(code: string): WrittenMember[] {
  const object = program2(
    op.global('__torch__', 'Net'),
    op.emptyTuple,
    op.newobj,
    op.emptyDict,
    op.mark,
    op.str('training'),
    [0x89],
    op.setitems,
    op.build,
  );
  const [pickle, ...rest] = torchMembers(object);
  const script = (name: string, data: Uint8Array): WrittenMember => ({
    name: `archive/${name}`,
    data,
    descriptor: 'signed',
    align: 64,
  });
  return [
    ...(pickle === undefined ? [] : [pickle]),
    script('code/__torch__.py', text(code)),
    script('constants.pkl', program2(op.emptyTuple)),
    ...rest,
  ];
}
