/**
 * Makes examples/poisoned: the clean example as somebody might pass it on. The same weights as a PyTorch checkpoint, in
 * which loading also runs a command (a harmless one), with a second pickle under a name that nobody looks at.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bytesOf, call, callPickle, op } from '../src/formats/pickle/assemble.fixture.ts';
import { torchMember, writeZip } from '../src/formats/zip/write.fixture.ts';

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const bytes = new Uint8Array(readFileSync('examples/clean/model.safetensors'));
const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, Tensor>;
delete header['__metadata__'];

const stride = (shape: readonly number[]): number[] =>
  shape.map((_, i) => shape.slice(i + 1).reduce((product, one) => product * one, 1));
const ints = (values: readonly number[]): Uint8Array =>
  bytesOf(op.mark, ...values.map((value) => op.int(value)), op.tuple);
const tensors = Object.entries(header).map(([name, { shape }], i) =>
  bytesOf(
    op.str(name),
    op.global('torch._utils', '_rebuild_tensor_v2'),
    op.mark,
    bytesOf(
      op.mark,
      op.str('storage'),
      op.global('torch', 'HalfStorage'),
      op.str(String(i)),
      op.str('cpu'),
      op.int(shape.reduce((product, one) => product * one, 1)),
      op.tuple,
      op.binpersid,
    ),
    op.int(0),
    ints(shape),
    ints(stride(shape)),
    [0x89],
    bytesOf(op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce),
    op.tuple,
    op.reduce,
  ),
);
const payload = bytesOf(call('os', 'system', 'echo this command ran because the model was loaded'), op.pop);
const pickle = bytesOf(
  op.proto(2),
  payload,
  op.global('collections', 'OrderedDict'),
  op.emptyTuple,
  op.reduce,
  op.mark,
  ...tensors,
  op.setitems,
  op.stop,
);

const out = 'examples/poisoned';
mkdirSync(out, { recursive: true });
for (const name of ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'])
  cpSync(`examples/clean/${name}`, `${out}/${name}`);
const storages = Object.values(header).map(({ data_offsets: [from, to] }, i) =>
  torchMember(`data/${i}`, bytes.slice(8 + length + from, 8 + length + to)),
);
const members = [
  torchMember('data.pkl', pickle),
  torchMember('byteorder', Buffer.from('little')),
  ...storages,
  torchMember('version', Buffer.from('3\n')),
];
writeFileSync(`${out}/pytorch_model.bin`, writeZip({ members }));
writeFileSync(`${out}/training_notes.txt`, callPickle('builtins', 'exec', 'print("hello from a text file")'));
