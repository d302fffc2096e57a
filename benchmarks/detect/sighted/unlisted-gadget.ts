import { bytesOf, call, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program, program2, stateDict, trick } from './make.ts';

const { files, legacy, pickle, torchZip, zip } = trick('unlisted-gadget');

/** A dangerous callable that deny-lists are known to miss, or are bound to. */
export const unlistedGadgetCases: readonly DetectCase[] = [
  pickle(
    'pip-main',
    'pip.main installs a package',
    () => program2(call('pip', 'main', 'install harmless')),
    'CVE-2025-1716',
  ),
  torchZip(
    'collect-env-run',
    'torch.utils.collect_env.run runs a command with a name that looks like torch itself',
    () => program2(stateDict(op.str('env'), call('torch.utils.collect_env', 'run', COMMAND))),
    'CVE-2025-71350',
  ),
  legacy(
    'bottleneck-cprofile',
    'torch.utils.bottleneck runs its argument as code',
    () => program2(call('torch.utils.bottleneck.__main__', 'run_cprofile', 'x = 1')),
    'GHSA-4r9r-ch6f-vxmx',
  ),
  pickle(
    'resolve-name',
    'pkgutil.resolve_name reaches everything with one string',
    () => program2(call('pkgutil', 'resolve_name', 'os:system')),
    'GHSA-vvpj-8cmc-gx39',
  ),
  pickle('numpy-runstring', 'numpy.testing._private.utils.runstring is exec by another name', () =>
    program(
      op.stackGlobal('numpy.testing._private.utils', 'runstring'),
      op.str('x = 1'),
      op.emptyDict,
      op.tuple2,
      op.reduce,
    ),
  ),
  zip(
    'zip',
    'crackfortran-in-npz',
    'numpy.f2py evaluates a Fortran expression, from a pickle called .npy',
    () => ({
      members: [{ name: 'arr_0.npy', data: program2(call('numpy.f2py.crackfortran', 'getlincoef', '1', 'x')) }],
    }),
    'GHSA-r8g5-cgf2-4m4m',
  ),
  torchZip(
    'ssl-exfiltration',
    'ssl.get_server_certificate looks up a name that carries what linecache read',
    () =>
      program2(
        op.global('ssl', 'get_server_certificate'),
        op.mark,
        bytesOf(op.mark, call('linecache', 'getline', '/nowhere'), [0x4b, 1], op.tuple),
        op.tuple,
        op.reduce,
      ),
    'CVE-2025-46417',
  ),
  pickle(
    'logging-file-handler',
    'logging.FileHandler creates a file',
    () => program2(call('logging', 'FileHandler', '/nowhere/harmless.log')),
    'CVE-2026-56304',
  ),
  files(
    'folder',
    'mlflow-entry-point',
    'A scikit-learn model of an MLflow folder starts a project entry point',
    () => ({
      MLmodel: new TextEncoder().encode('flavors:\n  sklearn:\n    pickled_model: model.pkl\n'),
      'model.pkl': program(call('mlflow.projects.backend.local', '_run_entry_point', COMMAND)),
    }),
    'modelscan #338',
  ),
  legacy('unknown-package', 'A class of a package nobody has heard of, which the author also published', () =>
    program2(op.global('harmless_layers.blocks', 'Block'), op.emptyTuple, op.newobj, op.emptyDict, op.build),
  ),
  ...(
    [
      ['map-of-getter', 'map', 'operator', 'attrgetter'],
      ['map-of-evaluation', 'map', 'builtins', 'eval'],
      ['filter-of-import', 'filter', 'builtins', '__import__'],
    ] as const
  ).map(([name, lazy, module, callee]) =>
    pickle(name, `${lazy} goes through texts with ${module}.${callee}`, () =>
      program(
        op.global('builtins', lazy),
        op.global(module, callee),
        op.emptyList,
        op.str('x'),
        op.append,
        op.tuple2,
        op.reduce,
      ),
    ),
  ),
  ...(
    [
      ['getter-of-frame', 'attrgetter', 'tb_frame.f_globals'],
      ['getter-of-dunder', 'attrgetter', 'a.__globals__'],
      ['caller-of-any', 'methodcaller', 'system'],
    ] as const
  ).map(([name, getter, reaches]) =>
    pickle(name, `${getter} keeps ${reaches} for whoever calls it`, () =>
      program(op.global('operator', getter), op.str(reaches), op.tuple1, op.reduce),
    ),
  ),
  pickle('getitem-of-any', 'An item of what is no type of typing', () =>
    program(op.global('operator', 'getitem'), op.global('sys', 'modules'), op.str('os'), op.tuple2, op.reduce),
  ),
];
