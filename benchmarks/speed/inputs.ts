import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { bytesOf, call, op } from '../../src/formats/pickle/assemble.fixture.ts';

/** A torch archive of `members` storages, a gigabyte of zeros in all, laid out as torch.save does. */
export function torchZip(path: string, members = 512, total = 1e9): void {
  const storage = Math.floor(total / members / 64) * 64;
  const zeros = crc32(Buffer.alloc(storage));
  const pickle = statePickle(members, storage / 4);
  const file = openSync(path, 'w');
  const central: Buffer[] = [];
  let at = 0;
  const add = (name: string, content: Uint8Array | number): void => {
    const size = typeof content === 'number' ? content : content.length;
    const crc = typeof content === 'number' ? zeros : crc32(content);
    const padding = (64 - ((at + 30 + name.length + 4) % 64)) % 64;
    const header = entry(name, size, crc, padding);
    writeSync(file, header.local, 0, header.local.length, at);
    central.push(header.central(at));
    at += header.local.length;
    if (typeof content !== 'number') writeSync(file, content, 0, size, at);
    at += size;
  };
  add('archive/data.pkl', pickle);
  add('archive/byteorder', Buffer.from('little'));
  for (let i = 0; i < members; i++) add(`archive/data/${i}`, storage);
  add('archive/version', Buffer.from('3\n'));
  const directory = Buffer.concat(central);
  ftruncateSync(file, at);
  writeSync(file, directory, 0, directory.length, at);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  writeSync(file, end, 0, 22, at + directory.length);
  closeSync(file);
}

function entry(
  name: string,
  size: number,
  crc: number,
  padding: number,
): { local: Buffer; central(at: number): Buffer } {
  const local = Buffer.alloc(30 + name.length + 4 + padding);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(size, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(4 + padding, 28);
  local.write(name, 30);
  local.write('FB', 30 + name.length);
  local.writeUInt16LE(padding, 32 + name.length);
  local.fill('Z', 34 + name.length);
  return {
    local,
    central: (at) => {
      const header = Buffer.alloc(46 + name.length);
      header.writeUInt32LE(0x02014b50, 0);
      header.writeUInt32LE(crc, 16);
      header.writeUInt32LE(size, 20);
      header.writeUInt32LE(size, 24);
      header.writeUInt16LE(name.length, 28);
      header.writeUInt32LE(at, 42);
      header.write(name, 46);
      return header;
    },
  };
}

/** An OrderedDict of float32 tensors, one for each storage. */
function statePickle(members: number, elements: number): Uint8Array {
  const tensors = Array.from({ length: members }, (_, i) =>
    bytesOf(
      op.str(`layer.${i}.weight`),
      op.global('torch._utils', '_rebuild_tensor_v2'),
      op.mark,
      bytesOf(
        op.mark,
        op.str('storage'),
        op.global('torch', 'FloatStorage'),
        op.str(String(i)),
        op.str('cpu'),
        op.int(elements),
        op.tuple,
        op.binpersid,
      ),
      op.int(0),
      bytesOf(op.int(elements), op.tuple1),
      bytesOf(op.int(1), op.tuple1),
      [0x89],
      bytesOf(op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce),
      op.tuple,
      op.reduce,
    ),
  );
  return bytesOf(
    op.proto(2),
    op.global('collections', 'OrderedDict'),
    op.emptyTuple,
    op.reduce,
    op.mark,
    ...tensors,
    op.setitems,
    op.stop,
  );
}

export function smallPickles(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const pickle = bytesOf(
      op.proto(4),
      op.emptyDict,
      op.str('name'),
      op.str(`model ${i}`),
      op.setitem,
      op.str('at'),
      call('datetime', 'timedelta'),
      op.setitem,
      op.stop,
    );
    writeFileSync(join(folder, `${i}.pkl`), pickle);
  }
}

/** About `opcodes` opcodes, a little over three bytes each: strings, memo, tuples, numbers, appends. */
export function manyOpcodes(path: string, opcodes: number): void {
  const unit = bytesOf(
    op.str('hello, this is a text'),
    op.memoize,
    [0x4b, 1],
    op.tuple2,
    op.memoize,
    op.pop,
    [0x4d, 5, 5],
    op.pop,
  );
  const units = 1000;
  const block = bytesOf(...Array.from({ length: units }, () => unit));
  const file = openSync(path, 'w');
  writeSync(file, bytesOf(op.proto(4)));
  for (let written = 0; written < opcodes; written += units * 8) writeSync(file, block);
  writeSync(file, bytesOf(op.none, op.stop));
  closeSync(file);
}

/** Files of random bytes, for hashing. */
export function bulk(folder: string, files: number, each: number): void {
  mkdirSync(folder, { recursive: true });
  const chunk = Buffer.alloc(1 << 20);
  for (let i = 0; i < chunk.length; i += 4) chunk.writeUInt32LE((Math.imul(i, 2654435761) ^ (i >>> 3)) >>> 0, i);
  for (let i = 0; i < files; i++) {
    const file = openSync(join(folder, `${i}.weights`), 'w');
    for (let written = 0; written < each; written += chunk.length) writeSync(file, chunk);
    closeSync(file);
  }
}
