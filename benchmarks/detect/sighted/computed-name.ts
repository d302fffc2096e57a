import { writeAdapterConfig } from '../../../src/formats/adapter-config/write.fixture.ts';
import { bytesOf, call, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program, program2, trick } from './make.ts';

const { files, legacy, pickle, torchZip, zip } = trick('computed-name');

const getattr = (object: Uint8Array, name: string): Uint8Array =>
  bytesOf(op.global('builtins', 'getattr'), op.mark, object, op.str(name), op.tuple, op.reduce);

/** Names that are built or fetched while loading, and walks over attributes. */
export const computedNameCases: readonly DetectCase[] = [
  pickle('joined', 'STACK_GLOBAL takes a module name that str.join has made', () =>
    program(
      op.stackGlobal('builtins', 'str.join'),
      op.str(''),
      bytesOf(op.mark, op.str('o'), op.str('s'), [0x6c]),
      op.tuple2,
      op.reduce,
      op.str('system'),
      [0x93],
      op.str(COMMAND),
      op.tuple1,
      op.reduce,
    ),
  ),
  torchZip('getattr-of-module', 'getattr(os, "system") in place of an import', () =>
    program2(getattr(op.global('posixpath', 'os'), 'system'), op.str(COMMAND), op.tuple1, op.reduce),
  ),
  pickle(
    'getattr-twice',
    'the callable hidden one getattr deeper',
    () => program2(getattr(getattr(op.global('os', 'path'), 'os'), 'system'), op.str(COMMAND), op.tuple1, op.reduce),
    'CVE-2026-53874',
  ),
  legacy(
    'methodcaller',
    'operator.methodcaller("system", …) applied to a module',
    () =>
      program2(
        op.global('operator', 'methodcaller'),
        op.mark,
        op.str('system'),
        op.str(COMMAND),
        op.tuple,
        op.reduce,
        op.global('posixpath', 'os'),
        op.tuple1,
        op.reduce,
      ),
    'CVE-2025-71320',
  ),
  pickle(
    'locate',
    'pydoc.locate gives back what its string names, and that is called',
    () => program(call('pydoc', 'locate', 'os.system'), op.str(COMMAND), op.tuple1, op.reduce),
    'CVE-2026-22608',
  ),
  pickle('decoded', 'The function name is decoded from rot13 by codecs.decode', () =>
    program(op.str('os'), call('codecs', 'decode', 'flfgrz', 'rot13'), [0x93], op.str(COMMAND), op.tuple1, op.reduce),
  ),
  zip('zip', 'partial', 'functools.partial holds the command until it is called', () => ({
    members: [
      {
        name: 'model.pkl',
        data: program(
          op.stackGlobal('functools', 'partial'),
          op.stackGlobal('os', 'system'),
          op.str(COMMAND),
          op.tuple2,
          op.reduce,
          op.emptyTuple,
          op.reduce,
        ),
      },
    ],
  })),
  torchZip('itemgetter', 'operator.itemgetter takes a module out of sys.modules', () =>
    program2(call('operator', 'itemgetter', 'os'), op.global('sys', 'modules'), op.tuple1, op.reduce),
  ),
  legacy('name-from-persistent-id', 'The loading application answers a persistent id with the name', () =>
    bytesOf(op.proto(4), op.persid('module'), op.persid('name'), [0x93], op.emptyTuple, op.reduce, op.stop),
  ),
  files(
    'folder',
    'adapter-auto-mapping',
    'An adapter configuration names a Python module that the loader imports',
    () => ({
      'adapter_config.json': writeAdapterConfig([
        ['base_model_name_or_path', 'some/base'],
        ['peft_type', 'LORA'],
        ['auto_mapping', { base_model_class: 'Harmless', parent_library: 'harmless_package.models' }],
      ]),
      'adapter_model.safetensors': writeSafetensors({
        tensors: [{ name: 'lora_A', dtype: 'F32', shape: [2], bytes: 8 }],
      }),
    }),
  ),
];
