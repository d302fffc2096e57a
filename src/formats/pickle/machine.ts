import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { Arrays, type Block } from './arrays.ts';
import { Callables } from './callables.ts';
import { Calls } from './calls.ts';
import { Containers } from './containers.ts';
import { Describe } from './describe.ts';
import { decodeUtf8, latin1 } from './literals.ts';
import { Dunders, mayBeDunder } from './dunders.ts';
import { Frames } from './frames.ts';
import { Invocations } from './invocations.ts';
import { Memo } from './memo.ts';
import { isQuoted, lineText, memoIndex, numberOf, smallLong } from './operands.ts';
import { Stack } from './stack.ts';
import { Tuples } from './tuples.ts';
import { Kind } from './values.ts';
import { WATCHED_LENGTH, Watched } from './watched.ts';
import type { Advance, Reading, Watcher } from './watcher.ts';
import { lineEnd, NeedBytes, type Window } from './window.ts';

const HIGHEST_PROTOCOL = 5;
/** Bytes of the longest line that can spell a watched key, with an escape of ten for each character. */
const MOST_ESCAPED = 10 * WATCHED_LENGTH + 2;
const MEMO_BOMB = 16_777_216;

/**
 * The pickle virtual machine without its effects: every opcode of protocols 0 to 5 moves symbolic values on a real
 * stack and memo, as CPython's `_pickle.c` does, and calls are recorded instead of made. It runs over a window of the
 * file and asks for the next one, so its memory does not depend on the file's size.
 */
export class Machine {
  position = 0;
  opcodes = 0;
  readonly callables: Callables;
  readonly dunders: Dunders;
  readonly watched: Watched;
  private readonly stack: Stack;
  private readonly memo: Memo;
  readonly tuples: Tuples;
  private readonly calls: Calls;
  readonly invocations: Invocations;
  private readonly window: Window;
  private readonly limits: Limits;
  private readonly watcher: Watcher;
  private readonly frames: Frames;
  private readonly arrays: Arrays | undefined;
  private block: Block | undefined;
  private readonly containers: Containers;

  constructor(window: Window, limits: Limits, watcher: Watcher, reading: Reading = { joblib: false }) {
    this.window = window;
    this.limits = limits;
    this.watcher = watcher;
    this.stack = new Stack(limits['pickle.stack']);
    this.watched = new Watched(this.stack, window);
    this.dunders = new Dunders(this.stack);
    this.frames = new Frames(window.size, (code, message, offset, length) =>
      watcher.anomaly(code, message, offset, length),
    );
    this.memo = new Memo(limits['pickle.memo']);
    this.tuples = new Tuples(Math.min(window.size, window.memory));
    this.callables = reading.callables ?? new Callables(limits);
    const describe = new Describe(window, this.callables, this.tuples);
    this.calls = new Calls(this.callables, this.tuples, describe);
    const { stack, tuples, calls, callables } = this;
    const note = (code: string, message: string, offset: number): void => watcher.anomaly(code, message, offset);
    this.arrays = reading.joblib ? new Arrays({ stack, tuples, callables, describe }, note) : undefined;
    const { watched, dunders, arrays } = this;
    this.containers = new Containers({ stack, tuples, calls, watched, dunders, watcher, arrays });
    this.invocations = new Invocations({
      stack,
      tuples,
      calls,
      callables,
      describe,
      window,
      limits,
      arrays: this.arrays,
    });
  }

  get protocol(): number {
    return this.invocations.protocol;
  }

  /** Persistent ids handed to the application. */
  get persistentIds(): number {
    return this.invocations.persistentIds;
  }

  /** Begins a stream: each `load` has its own stack and memo. */
  begin(at: number): void {
    this.position = at;
    this.invocations.protocol = 0;
    this.frames.end = 0;
    this.stack.clear();
    this.memo.clear();
    this.arrays?.clear();
  }

  /**
   * Runs until STOP or the end of the window.
   * @throws InputError where a loader would raise; {@link position} is then at the opcode that cannot run
   */
  advance(): Advance {
    const { bytes, base } = this.window;
    // Below this every fixed-length opcode is whole; at the end of the source there is no more to wait for.
    const safe = base + bytes.length >= this.window.size ? bytes.length : bytes.length - 9;
    const most = this.limits['pickle.opcodes'];
    try {
      for (;;) {
        const at = this.position - base;
        if (at < 0 || at >= safe) {
          if (this.position >= this.window.size) throw new InputError('truncated', 'the bytes end before STOP');
          return { kind: 'refill', at: this.position };
        }
        if (this.opcodes >= most) throw new InputError('limit', `more than ${most} opcodes (pickle.opcodes)`);
        const opcode = bytes[at] ?? 0;
        const next = this.step(opcode, bytes, at + 1, this.position);
        if (next < 0) return { kind: 'refill', at: this.position };
        this.opcodes++;
        const end = base + next;
        if (this.frames.end !== 0 && end >= this.frames.end) this.frames.leave(this.position, end, opcode);
        this.position = end;
        if (opcode === 0x2e) return { kind: 'stop' };
        if (opcode === 0x62 && this.block !== undefined) return this.leaveForBlock(this.block);
      }
    } catch (error) {
      if (error instanceof NeedBytes) return error;
      throw error;
    }
  }

  /** joblib reads the bytes from the file, where the rest of a frame would by then lie in memory. */
  private leaveForBlock(block: Block): Advance {
    this.block = undefined;
    if (this.frames.end !== 0) throw new InputError('malformed', 'the bytes of an array inside a frame');
    return { kind: 'block', block };
  }

  /** Runs one opcode; returns the index after it, or -1 where a line goes on beyond the window. */
  private step(opcode: number, bytes: Uint8Array, i: number, offset: number): number {
    const stack = this.stack;
    switch (opcode) {
      case 0x28: // MARK
        stack.mark();
        return i;
      case 0x29: // EMPTY_TUPLE
        stack.push(Kind.tuple, this.tuples.add(stack.kinds, stack.payloads, 0, 0, 1));
        return i;
      case 0x2e: // STOP
        stack.need(1);
        return i;
      case 0x30: // POP
        stack.pop();
        return i;
      case 0x31: // POP_MARK
        stack.size = stack.markAt();
        stack.dropMark();
        return i;
      case 0x32: // DUP
        stack.need(1);
        stack.push(stack.kind(1), stack.payload(1));
        return i;
      case 0x4e: // NONE
        stack.push(Kind.none, 0);
        return i;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(Kind.bool, opcode === 0x88 ? 1 : 0);
        return i;
      case 0x4b: // BININT1
        this.whole(i, 1);
        stack.push(Kind.int, bytes[i] ?? 0);
        return i + 1;
      case 0x4d: // BININT2
        this.whole(i, 2);
        stack.push(Kind.int, (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
        return i + 2;
      case 0x4a: // BININT
        stack.push(Kind.int, this.uint32(bytes, i) | 0);
        return i + 4;
      case 0x47: // BINFLOAT
        this.whole(i, 8);
        stack.push(Kind.float, 0);
        return i + 8;
      case 0x8a: // LONG1
        this.whole(i, 1);
        return this.long(bytes, i + 1, bytes[i] ?? 0);
      case 0x8b: {
        // LONG4
        const length = this.uint32(bytes, i) | 0;
        if (length < 0) throw new InputError('malformed', 'LONG4 with a negative length');
        return this.long(bytes, i + 4, length);
      }
      case 0x49: // INT
      case 0x4c: // LONG
      case 0x46: // FLOAT
        return this.number(opcode, bytes, i);
      case 0x53: // STRING
      case 0x56: // UNICODE
        return this.line(opcode, bytes, i, offset);
      case 0x55: // SHORT_BINSTRING
      case 0x8c: // SHORT_BINUNICODE
        this.whole(i, 1);
        return this.constant(opcode, Kind.str, bytes, i + 1, bytes[i] ?? 0, offset);
      case 0x43: // SHORT_BINBYTES
        this.whole(i, 1);
        return this.constant(opcode, Kind.bytes, bytes, i + 1, bytes[i] ?? 0, offset);
      case 0x54: // BINSTRING
        if ((this.uint32(bytes, i) | 0) < 0) throw new InputError('malformed', 'BINSTRING with a negative length');
        return this.constant(opcode, Kind.str, bytes, i + 4, this.uint32(bytes, i), offset);
      case 0x58: // BINUNICODE
        return this.constant(opcode, Kind.str, bytes, i + 4, this.uint32(bytes, i), offset);
      case 0x42: // BINBYTES
        return this.constant(opcode, Kind.bytes, bytes, i + 4, this.uint32(bytes, i), offset);
      case 0x8d: // BINUNICODE8
        return this.constant(opcode, Kind.str, bytes, i + 8, this.uint64(bytes, i), offset);
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        return this.constant(opcode, Kind.bytes, bytes, i + 8, this.uint64(bytes, i), offset);
      case 0x97: // NEXT_BUFFER
        stack.push(Kind.buffer, 0);
        return i;
      case 0x98: // READONLY_BUFFER
        stack.need(1);
        return i;
      case 0x5d: // EMPTY_LIST
        stack.push(Kind.list, 0);
        return i;
      case 0x7d: // EMPTY_DICT
        stack.push(Kind.dict, this.arrays?.emptyDict() ?? 0);
        return i;
      case 0x8f: // EMPTY_SET
        stack.push(Kind.set, 0);
        return i;
      case 0x6c: // LIST
        return this.containers.collect(Kind.list, offset, i);
      case 0x64: // DICT
        return this.containers.collect(Kind.dict, offset, i);
      case 0x91: // FROZENSET
        return this.containers.collect(Kind.frozenset, offset, i);
      case 0x74: // TUPLE
        return this.containers.tuple(stack.markAt(), offset, true, i);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.need(opcode - 0x84);
        return this.containers.tuple(stack.size - (opcode - 0x84), offset, false, i);
      case 0x61: // APPEND
        stack.need(2);
        return this.containers.fill(stack.size - 1, 'append', opcode, offset, i);
      case 0x73: // SETITEM
        stack.need(3);
        return this.containers.fill(stack.size - 2, 'items', opcode, offset, i);
      case 0x65: // APPENDS
      case 0x90: // ADDITEMS
        return this.containers.fillFromMark('append', opcode, offset, i);
      case 0x75: // SETITEMS
        return this.containers.fillFromMark('items', opcode, offset, i);
      case 0x67: // GET
      case 0x70: // PUT
        return this.memoLine(opcode, bytes, i);
      case 0x68: // BINGET
        this.whole(i, 1);
        this.recall(bytes[i] ?? 0);
        return i + 1;
      case 0x6a: // LONG_BINGET
        this.recall(this.uint32(bytes, i));
        return i + 4;
      case 0x71: // BINPUT
        this.whole(i, 1);
        this.store(bytes[i] ?? 0);
        return i + 1;
      case 0x72: // LONG_BINPUT
        this.store(this.uint32(bytes, i));
        return i + 4;
      case 0x94: // MEMOIZE
        this.store(this.memo.count);
        return i;
      case 0x63: // GLOBAL
        return this.orMore(this.invocations.global(bytes, i, offset));
      case 0x93: // STACK_GLOBAL
        this.invocations.stackGlobal(offset);
        return i;
      case 0x52: // REDUCE
      case 0x81: // NEWOBJ
      case 0x92: // NEWOBJ_EX
        this.invocations.reduce(opcode, offset);
        return i;
      case 0x69: // INST
        return this.orMore(this.invocations.inst(bytes, i, offset));
      case 0x6f: // OBJ
        this.invocations.obj(offset);
        return i;
      case 0x62: // BUILD
        this.block = this.invocations.build(offset);
        return i;
      case 0x82: // EXT1
        this.whole(i, 1);
        return this.invocations.extension(bytes[i] ?? 0, 'EXT1', offset, i + 1);
      case 0x83: // EXT2
        this.whole(i, 2);
        return this.invocations.extension((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8), 'EXT2', offset, i + 2);
      case 0x84: // EXT4
        return this.invocations.extension(this.uint32(bytes, i) | 0, 'EXT4', offset, i + 4);
      case 0x50: {
        // PERSID
        const end = lineEnd(bytes, i, this.limits['pickle.text']);
        if (end < 0) return this.cut();
        this.invocations.persistent(offset);
        return end + 1;
      }
      case 0x51: // BINPERSID
        this.invocations.binaryPersistent(offset);
        return i;
      case 0x80: {
        // PROTO
        this.whole(i, 1);
        const protocol = bytes[i] ?? 0;
        if (protocol > HIGHEST_PROTOCOL) throw new InputError('unsupported', `pickle protocol ${protocol}`);
        this.invocations.protocol = protocol;
        return i + 1;
      }
      case 0x95: // FRAME
        this.frames.enter(this.uint64(bytes, i), offset);
        return i + 8;
      default:
        throw new InputError('malformed', `byte 0x${opcode.toString(16).padStart(2, '0')} is not an opcode`);
    }
  }

  /** @throws InputError `truncated` where an argument ends after the source does */
  private whole(i: number, length: number): void {
    if (this.window.base + i + length > this.window.size) {
      throw new InputError('truncated', 'the bytes end inside an opcode');
    }
  }

  /** A line that the window does not hold to its end: -1 asks for more, unless the source ends there. */
  private cut(): number {
    if (this.window.base + this.window.bytes.length >= this.window.size) {
      throw new InputError('truncated', 'the bytes end inside a line');
    }
    return -1;
  }

  private orMore(next: number): number {
    return next < 0 ? this.cut() : next;
  }

  private uint32(bytes: Uint8Array, i: number): number {
    this.whole(i, 4);
    return (
      ((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24)) >>> 0
    );
  }

  private uint64(bytes: Uint8Array, i: number): number {
    const low = this.uint32(bytes, i);
    return low + this.uint32(bytes, i + 4) * 4_294_967_296;
  }

  private long(bytes: Uint8Array, i: number, length: number): number {
    this.whole(i, length);
    this.stack.push(Kind.int, length <= 4 ? smallLong(bytes, i, length) : Number.NaN);
    return i + length;
  }

  private number(opcode: number, bytes: Uint8Array, i: number): number {
    const end = lineEnd(bytes, i, this.limits['pickle.text']);
    if (end < 0) return this.cut();
    const text = latin1(bytes.subarray(i, Math.min(end, i + 64)));
    const [kind, payload] = numberOf(opcode, text);
    this.stack.push(kind, payload);
    return end + 1;
  }

  private line(opcode: number, bytes: Uint8Array, i: number, offset: number): number {
    const end = bytes.indexOf(0x0a, i);
    // A text line may be longer than the window: its content is not kept, so the driver skips to its end.
    if (end < 0) return this.cut();
    if (opcode === 0x53 && !isQuoted(bytes, i, end)) {
      throw new InputError('malformed', 'STRING without quotes around its argument');
    }
    this.stack.push(Kind.str, offset);
    // Escapes make the same text of other bytes.
    const start = opcode === 0x53 ? i + 1 : i;
    if (end - i <= MOST_ESCAPED) {
      const text = lineText(opcode, bytes.subarray(i, end));
      this.watched.key(text, offset);
      this.dunders.push(text, this.window.base + start, offset);
    }
    if (end - start >= 4) this.watcher.constant(this.window.base + start, end - start, opcode === 0x53, bytes, start);
    return end + 1;
  }

  private constant(opcode: number, kind: number, bytes: Uint8Array, i: number, length: number, offset: number): number {
    this.whole(i, length);
    this.stack.push(kind, offset);
    if (length === WATCHED_LENGTH && bytes[i] === 0x5f)
      this.watched.key(decodeUtf8(bytes.subarray(i, i + length)), offset);
    if (length >= 4) {
      if (mayBeDunder(bytes, i, length))
        this.dunders.constant(bytes.subarray(i, i + length), this.window.base + i, offset);
      this.watcher.constant(
        this.window.base + i,
        length,
        kind === Kind.bytes || opcode === 0x54 || opcode === 0x55,
        bytes,
        i,
      );
    }
    return i + length;
  }

  private memoLine(opcode: number, bytes: Uint8Array, i: number): number {
    const end = lineEnd(bytes, i, this.limits['pickle.text']);
    if (end < 0) return this.cut();
    const index = memoIndex(latin1(bytes.subarray(i, Math.min(end, i + 24))).trim());
    if (opcode === 0x67) this.recall(index);
    else this.store(index);
    return end + 1;
  }

  private recall(index: number): void {
    if (!this.memo.get(index)) throw new InputError('malformed', `memo entry ${index} was never set`);
    this.stack.push(this.memo.kind, this.memo.payload);
  }

  private store(index: number): void {
    this.stack.need(1);
    if (index > MEMO_BOMB && index > 4 * this.memo.count) {
      this.watcher.anomaly(
        'pickle.memo-index',
        `memo index ${index}: the C unpickler allocates 16 bytes for each index below twice it`,
        this.position,
      );
    }
    this.memo.put(index, this.stack.kind(1), this.stack.payload(1));
  }
}
