import type { EffectKind } from './structure.ts';

/** Dotted names and what they do. A name ending in `.*` stands for everything beneath it. */
const TABLE: Readonly<Record<Exclude<EffectKind, 'environment-set' | 'patch' | 'environment'>, string>> = {
  process:
    'os.system os.popen os.popen2 os.popen3 os.popen4 os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnle os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe os.posix_spawn os.posix_spawnp os.startfile os.fork os.forkpty ' +
    'subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen subprocess.getoutput subprocess.getstatusoutput _posixsubprocess.fork_exec _winapi.CreateProcess multiprocessing.util.spawnv_passfds pty.spawn pty.fork commands.* popen2.* ' +
    'asyncio.create_subprocess_exec asyncio.create_subprocess_shell asyncio.subprocess.create_subprocess_exec asyncio.subprocess.create_subprocess_shell platform.popen distutils.spawn.spawn pexpect.spawn pexpect.run pexpect.popen_spawn.* sh.* plumbum.cmd.* invoke.run fabric.* get_ipython().system get_ipython().getoutput get_ipython().run_cell_magic ' +
    'pip.main pip._internal.main pip._internal.cli.main.main pip._internal.cli.main_parser.main ensurepip.* uuid._get_command_stdout torch.utils.collect_env.run imaplib.IMAP4_stream webbrowser.open webbrowser.open_new idlelib.* paramiko.* crontab.* test.support.script_helper.* distributed.Client().run',
  evaluate:
    'eval exec execfile compile runpy.run_path runpy.run_module runpy.run_code runpy._run_code code.interact code.InteractiveInterpreter().runcode code.InteractiveInterpreter().runsource code.InteractiveConsole().push timeit.timeit timeit.repeat timeit.Timer().timeit cProfile.run cProfile.runctx profile.run profile.runctx trace.Trace().run trace.Trace().runctx bdb.Bdb().run pdb.run pdb.runeval doctest.debug_script types.CodeType types.FunctionType ' +
    'numpy.testing._private.utils.runstring numpy.f2py.crackfortran.* numexpr.evaluate torch.fx.experimental.symbolic_shapes.ShapeEnv().evaluate_guards_expression torch.jit.unsupported_tensor_ops.execWrapper get_ipython().run_cell sympy.sympify sympy.parse_expr js2py.eval_js simpleeval.* asteval.* ctypes.pythonapi.PyRun_SimpleString IPython.get_ipython().run_cell lib2to3.pgen2.pgen.* _testcapi.run_in_subinterp _xxsubinterpreters.run_string _interpreters.run_string',
  'import-file':
    'importlib.util.spec_from_file_location importlib.machinery.SourceFileLoader imp.load_source imp.load_module imp.load_compiled imp.load_package importlib.machinery.SourcelessFileLoader zipimport.zipimporter torch.package.PackageImporter',
  'import-computed': '__import__ importlib.import_module importlib.__import__',
  'remote-code':
    'torch.hub.load transformers.dynamic_module_utils.get_class_from_dynamic_module transformers.dynamic_module_utils.get_cached_module_file diffusers.utils.dynamic_modules_utils.get_class_from_dynamic_module diffusers.utils.get_class_from_dynamic_module evaluate.load',
  send:
    'requests.post requests.put requests.patch requests.delete requests.request requests.Session().post requests.Session().put requests.Session().request requests.session().post requests.session().put httpx.post httpx.put httpx.request httpx.Client().post httpx.AsyncClient().post aiohttp.ClientSession().post aiohttp.ClientSession().put aiohttp.request ' +
    'socket.socket socket.create_connection socket.create_server socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo _socket.socket socketserver.* asyncio.open_connection asyncio.start_server smtplib.* ftplib.* telnetlib.* nntplib.* poplib.* imaplib.* xmlrpc.client.* xmlrpc.server.* http.client.HTTPConnection http.client.HTTPSConnection httplib.* http.server.* paramiko.SSHClient websocket.* websockets.* pycurl.Curl dns.resolver.* ssl.get_server_certificate boto3.client boto3.resource boto3.Session telegram.* telebot.* discord.* slack_sdk.* pymongo.* redis.Redis nmap.* scapy.* twisted.* zmq.* pyngrok.* logging.handlers.HTTPHandler logging.handlers.SMTPHandler logging.handlers.SocketHandler ' +
    'huggingface_hub.upload_file huggingface_hub.upload_folder huggingface_hub.HfApi().upload_file huggingface_hub.HfApi().upload_folder huggingface_hub.HfApi().create_commit',
  fetch:
    'requests.get requests.head requests.options requests.Session().get requests.session().get requests.Session().head urllib.request.urlopen urllib.request.urlretrieve urllib.request.build_opener urllib.request.OpenerDirector().open urllib.request.build_opener().open urllib.request.URLopener().retrieve urllib.urlopen urllib.urlretrieve urllib2.urlopen urllib3.PoolManager urllib3.request urllib3.PoolManager().request httpx.get httpx.stream httpx.Client httpx.AsyncClient httpx.Client().get aiohttp.ClientSession aiohttp.ClientSession().get wget.download gdown.download pooch.retrieve pandas.read_html',
  download:
    'huggingface_hub.hf_hub_download huggingface_hub.snapshot_download huggingface_hub.cached_download huggingface_hub.file_download.hf_hub_download torch.hub.load_state_dict_from_url torch.hub.download_url_to_file transformers.utils.cached_file transformers.utils.hub.cached_file modelscope.snapshot_download datasets.load_dataset keras.utils.get_file tensorflow.keras.utils.get_file',
  native:
    'ctypes.CDLL ctypes.PyDLL ctypes.WinDLL ctypes.OleDLL ctypes.cdll.* ctypes.windll.* ctypes.oledll.* ctypes.pydll.* ctypes.pythonapi.* ctypes.CFUNCTYPE ctypes.WINFUNCTYPE ctypes.memmove ctypes.string_at ctypes.util.find_library _ctypes.dlopen ctypes.LibraryLoader cffi.FFI().dlopen cffi.FFI().verify cffi.FFI().set_source torch.ops.load_library torch.classes.load_library numpy.ctypeslib.load_library torch.utils.cpp_extension.load torch.utils.cpp_extension.load_inline torch._C._load_for_lite_interpreter tensorflow.load_op_library tensorflow.load_library importlib.machinery.ExtensionFileLoader imp.load_dynamic _imp.create_dynamic cupy.RawModule cupy.RawKernel pycuda.compiler.SourceModule numba.cfunc pyximport.install',
  deserialise:
    'pickle.load pickle.loads pickle.Unpickler pickle._load pickle._loads pickle.Unpickler().load dill.load dill.loads cloudpickle.load cloudpickle.loads joblib.load sklearn.externals.joblib.load marshal.load marshal.loads shelve.open yaml.unsafe_load yaml.unsafe_load_all yaml.load yaml.load_all yaml.full_load ruamel.yaml.load pandas.read_pickle jsonpickle.decode jsonpickle.unpickler.decode torch.multiprocessing.reductions.* lib2to3.pgen2.grammar.Grammar().loads multiprocessing.connection.Client multiprocessing.connection.Listener numpy.lib.npyio.load',
  'deserialise-weights':
    'torch.load torch.jit.load numpy.load keras.models.load_model tensorflow.keras.models.load_model paddle.load mlflow.pyfunc.load_model skops.io.load',
  credential:
    'keyring.get_password keyring.get_credential huggingface_hub.get_token huggingface_hub.HfFolder.get_token huggingface_hub.HfFolder().get_token huggingface_hub.utils.get_token google.colab.userdata.get kaggle_secrets.UserSecretsClient netrc.netrc browser_cookie3.* win32crypt.CryptUnprotectData boto3.Session().get_credentials pwd.getpwall spwd.* getpass.getpass',
  write:
    'shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.move os.rename os.replace os.symlink os.link os.chmod os.chown os.mkfifo distutils.file_util.write_file logging.FileHandler',
  persistence: 'winreg.SetValueEx winreg.SetValue winreg.CreateKey winreg.CreateKeyEx _winreg.SetValueEx',
  delete:
    'shutil.rmtree os.remove os.unlink os.rmdir os.removedirs os.truncate pathlib.Path().unlink pathlib.Path().rmdir',
  hook: 'atexit.register signal.signal signal.alarm sys.settrace sys.setprofile sys.addaudithook threading.settrace threading.setprofile sys.meta_path.append sys.meta_path.insert sys.path_hooks.append sys.path_hooks.insert site.addsitedir gc.callbacks.append os.register_at_fork codecs.register importlib.invalidate_caches sys._current_frames faulthandler.register',
  thread:
    'threading.Thread threading.Timer _thread.start_new_thread _thread.start_new thread.start_new_thread multiprocessing.Process multiprocessing.Pool multiprocessing.context.Process concurrent.futures.ProcessPoolExecutor concurrent.futures.ThreadPoolExecutor asyncio.run',
  path: 'sys.path.append sys.path.insert sys.path.extend site.main',
};

const EXACT = new Map<string, EffectKind>();
const BENEATH = new Map<string, EffectKind>();
for (const [kind, names] of Object.entries(TABLE) as [EffectKind, string][]) {
  for (const name of names.split(' ')) {
    if (name.endsWith('.*')) BENEATH.set(name.slice(0, -2), kind);
    else EXACT.set(name, kind);
  }
}
/** First words of the names in the table: modules that are looked for behind others, as in `torch.os.system`. */
const STANDARD = new Set(
  'os sys subprocess builtins importlib ctypes socket shutil pickle marshal pty runpy platform multiprocessing _posixsubprocess'.split(
    ' ',
  ),
);

const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:builtins|__builtin__|__builtins__)\./, ''],
  [/^(?:posix|nt)\./, 'os.'],
  [/^(?:_pickle|cPickle|six\.moves\.cPickle|pickle5)\./, 'pickle.'],
  [/^six\.moves\.urllib\./, 'urllib.'],
  [/^torch\.serialization\.load$/, 'torch.load'],
  [/^cloudpickle\.cloudpickle\./, 'cloudpickle.'],
  [/^dill\._dill\./, 'dill.'],
  [/^importlib\._bootstrap(?:_external)?\./, 'importlib.machinery.'],
  [/^pathlib\.(?:PosixPath|WindowsPath|PurePath)\b/, 'pathlib.Path'],
  [/^pathlib\.Path\.(?:home|cwd)\(\)/, 'pathlib.Path()'],
];

/** One name for what can be reached under several; what lies behind another module is `indirect`. */
export function canonical(path: string): { path: string; indirect: boolean } {
  let name = path;
  for (const [pattern, replacement] of ALIASES) name = name.replace(pattern, replacement);
  const words = name.split('.');
  // A module of the same package may be called like one of the standard library.
  const first = words.findIndex((word) => word !== '') + 1;
  for (let i = first; i < words.length - 1; i++) {
    const word = words[i] ?? '';
    if (!STANDARD.has(word) || EXACT.has(name)) continue;
    const rest = words
      .slice(i)
      .join('.')
      .replace(/^builtins\./, '');
    if (EXACT.has(rest) || BENEATH.has(word)) return { path: rest, indirect: !path.startsWith('.') };
  }
  return { path: name, indirect: false };
}

/** True where the table has this very name, and not only something above it. */
export const isListed = (path: string): boolean => EXACT.has(path);

/** What a callable does, by its canonical name; undefined for all others. */
export function effectOf(path: string): EffectKind | undefined {
  const exact = EXACT.get(path);
  if (exact !== undefined) return exact;
  // PyArmor's entry runs code that it decrypts.
  if (path.endsWith('__pyarmor__')) return 'evaluate';
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    const kind = BENEATH.get(path.slice(0, end));
    if (kind !== undefined) return kind;
  }
  return undefined;
}
