# -*- coding: utf-8 -*-
"""Writes the clean half of the detection benchmark: real, harmless model files.

    python make.py OUT [--env NAME] [--only stdlib,numpy,...]
    python make.py OUT [--env NAME] --check

Every file is written by the library it is named after. Run it once for each
environment in README.md; a run replaces its own environment's files and rows
in OUT/manifest.json and leaves the others. Seeds are fixed. --check loads each
file of the environment again in a fresh process.

Written to run on Python 2.7 and 3, because files of both eras are wanted.
"""
from __future__ import division, print_function

import hashlib
import importlib
import io
import json
import os
import pickle
import shutil
import sys
import warnings

MAX_FILE = 60 * 1024

# For each environment: take every `step`-th item from `start` on, and begin the
# rotation of pickle protocols at `shift`. "current" takes everything.
ENVS = {
    "current": dict(step=1, start=0, shift=0),
    "numpy1": dict(step=4, start=0, shift=1),
    "torch1": dict(step=6, start=1, shift=2),
    "2019": dict(step=6, start=2, shift=3),
    "python2": dict(step=6, start=0, shift=0),
}


def imp(name):
    return importlib.import_module(name)


def get(dotted):
    mod, _, name = dotted.rpartition(".")
    return getattr(imp(mod), name)


class Writer(object):
    """Writes one library's files and keeps their manifest rows."""

    def __init__(self, out, env, library, version):
        self.out, self.env = out, env
        self.library, self.version = library, version
        self.rows, self.failed = [], []
        order = ["current", "numpy1", "torch1", "2019", "python2"]
        before = order[:order.index(env)]
        self.known = {r["sha256"]: r["path"] for r in read_rows(out)
                      if r["env"] in before or r["env"] == env and r["library"] != library}

    def path(self, name, later):
        parts = ["files"] + (["later"] if later else []) + [self.library]
        if self.env != "current":
            parts.append(self.env)
        return "/".join(parts + [name])

    def raw(self, name, what, write, load=None, later=False):
        """write(path) makes the file, load(path) reads it back."""
        rel = self.path(name, later)
        full = os.path.join(self.out, *rel.split("/"))
        if not os.path.isdir(os.path.dirname(full)):
            os.makedirs(os.path.dirname(full))
        try:
            write(full)
            (load or LOADERS[loader_of(rel, self.library)])(full)
            size = os.path.getsize(full)
            if size >= MAX_FILE:
                raise ValueError("%d bytes is too large" % size)
        except Exception as e:
            if os.path.exists(full):
                os.remove(full)
            self.failed.append((rel, "%s: %s" % (type(e).__name__, str(e)[:160])))
            return
        with open(full, "rb") as f:
            data = f.read()
        digest = hashlib.sha256(data).hexdigest()
        if digest in self.known:  # the same bytes twice could sit in both splits
            os.remove(full)
            self.failed.append((rel, "same bytes as " + self.known[digest]))
            return
        self.known[digest] = rel
        row = {
            "path": rel, "library": self.library, "version": self.version,
            "env": self.env, "what": what, "split": split_of(rel),
            "sha256": digest, "size": len(data),
        }
        if later:
            row["later"] = True
        self.rows.append(row)

    def text(self, name, what, text):
        def write(p):
            with io.open(p, "w", encoding="utf-8", newline="\n") as f:
                f.write(text if not isinstance(text, bytes) else text.decode("utf-8"))
        self.raw(name, what, write)

    def json(self, name, what, obj):
        self.text(name, what, json.dumps(obj, indent=2, ensure_ascii=True) + "\n")

    def pkl(self, name, what, obj, protocol):
        def write(p):
            with open(p, "wb") as f:
                pickle.dump(obj, f, protocol)
        self.raw(name, "%s, pickle protocol %d" % (what, protocol), write, load_pickle)

    def pick(self, items):
        """The items this environment takes; a name with * is always taken."""
        cfg = ENVS[self.env]
        return [(n, it) for n, it in enumerate(items)
                if it[0].startswith("*") or n % cfg["step"] == cfg["start"] % cfg["step"]]

    def many(self, items, protocols, exts=(".pkl",)):
        """items: (name, thunk) or (name, thunk, description)."""
        top = pickle.HIGHEST_PROTOCOL
        protocols = [p for p in protocols if p <= top]
        for n, it in self.pick(items):
            name = it[0].lstrip("*")
            what = it[2] if len(it) > 2 else name.replace("-", " ")
            protocol = protocols[(n + ENVS[self.env]["shift"]) % len(protocols)]
            try:
                seed()
                obj = it[1]()
            except Exception as e:
                self.failed.append((name, "%s: %s" % (type(e).__name__, str(e)[:160])))
                continue
            self.pkl(name + exts[n % len(exts)], what, obj, protocol)


def split_of(path):
    # Half of these files were held out until their names had been seen; held_out.py writes those that are now.
    return "tuning"


def seed():
    import random
    random.seed(20240229)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(20240229)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(20240229)


# --------------------------------------------------------------------- loaders

def load_pickle(p):
    with open(p, "rb") as f:
        obj = pickle.load(f)
        while True:  # some files hold several pickles one after another
            here = f.tell()
            if not f.read(1):
                return obj
            f.seek(here)
            pickle.load(f)


def load_torch(p):
    import torch
    try:
        return torch.load(p, map_location="cpu", weights_only=False)
    except TypeError:
        return torch.load(p, map_location="cpu")


def load_jit(p):
    import torch
    if p.endswith("mobile.ptl"):
        return imp("torch.jit.mobile")._load_for_lite_interpreter(p)
    return torch.jit.load(p, map_location="cpu")


def load_gguf(p):
    r = imp("gguf").GGUFReader(p)
    return [t.data.shape for t in r.tensors], {k: v.contents() for k, v in r.fields.items()}


def load_safetensors(p):
    with imp("safetensors").safe_open(p, framework="np") as f:
        head = list(f.keys()), f.metadata()
    if "torch" in sys.modules or any(s in p for s in ("torch", "bf16", "fp8")):
        imp("safetensors.torch").load_file(p)
    else:
        imp("safetensors.numpy").load_file(p)
    return head


def load_text(p):
    with io.open(p, encoding="utf-8") as f:
        s = f.read()
    return json.loads(s) if p.endswith((".json", ".webmanifest")) else s


def load_npy(p):
    a = imp("numpy").load(p, allow_pickle=True)
    return {k: a[k] for k in a.files} if hasattr(a, "files") else a


LOADERS = {
    "pickle": load_pickle,
    "torch": load_torch,
    "jit": load_jit,
    "gguf": load_gguf,
    "safetensors": load_safetensors,
    "text": load_text,
    "npy": load_npy,
    "joblib": lambda p: imp("joblib").load(p),
    "pandas": lambda p: imp("pandas").read_pickle(p),
    "npstream": lambda p: imp("numpy").load(p, allow_pickle=True),
    "xgb": lambda p: imp("xgboost").Booster(model_file=p),
    "lgb": lambda p: imp("lightgbm").Booster(model_file=p),
    "mtx": lambda p: imp("scipy.sparse").load_npz(p),
}


def loader_of(path, library):
    base = path.rsplit("/", 1)[-1]
    if "/later/" in path:
        if library == "joblib":
            return "joblib"
        if library == "pandas":
            return "pandas"
        if library == "scipy":
            return "mtx"
        return "npy"
    if base.startswith("booster") and library == "xgboost":
        return "xgb"
    if base.startswith("booster") and library == "lightgbm":
        return "lgb"
    if base.endswith(".gguf"):
        return "gguf"
    if base.endswith(".safetensors"):
        return "safetensors"
    if base.endswith((".json", ".txt", ".md", ".yaml", ".yml", ".jinja", ".csv", ".jsonl", ".model.txt")):
        return "text"
    if "torchscript" in base:
        return "jit"
    if library in ("torch", "transformers", "omegaconf") and "plain-pickle" not in base:
        return "torch"
    return "pickle"


# ---------------------------------------------------------- shared small texts

CHAT_A = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content']"
    " + '<|im_end|>' + '\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
CHAT_B = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}"
    "{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}"
    "{% set system_message = false %}{% endif %}{% for message in loop_messages %}"
    "{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('roles must alternate') }}{% endif %}"
    "{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'].strip() + ' [/INST]' }}"
    "{% else %}{{ ' ' + message['content'].strip() + eos_token }}{% endif %}{% endfor %}"
)
CHAT_C = (
    "{%- macro show(args) -%}{%- for name, value in args.items() -%}{{ name }}={{ value | tojson }}"
    "{%- if not loop.last %}, {% endif -%}{%- endfor -%}{%- endmacro -%}"
    "{%- set ns = namespace(found=false, last=-1) -%}{%- for m in messages -%}"
    "{%- if m.role == 'user' -%}{%- set ns.last = loop.index0 -%}{%- endif -%}{%- endfor -%}"
    "{%- for m in messages -%}<|{{ m.role }}|>\n{%- if m.tool_calls is defined -%}"
    "{%- for call in m.tool_calls -%}<tool_call>{{ call.function.name }}({{ show(call.function.arguments) }})"
    "</tool_call>{%- endfor -%}{%- else -%}{{ m.content | trim }}{%- endif -%}<|end|>\n{%- endfor -%}"
)
# A code model's vocabulary and data hold words that name dangerous functions.
CODE_WORDS = ["def", "return", "import", "os", "system", "eval", "exec", "subprocess", "Popen", "posix",
              "__import__", "builtins", "getattr", "open", "print", "socket", "connect", "pickle", "loads",
              "compile", "globals", "__reduce__", "rm", "-rf", "curl", "wget", "bash", "lambda", "class"]
CODE_TEXTS = [
    "import os\n\ndef free():\n    return os.statvfs('.').f_bavail\n",
    "result = eval(expr, {'__builtins__': {}}, names)",
    "Never call os.system(user_input); use subprocess.run([...], shell=False) in its place.",
    "with open('data.csv') as f:\n    rows = list(csv.reader(f))\n",
    "exec(compile(source, 'cell', 'exec'), namespace)",
    "curl -sSL example.org/data.tar.gz | tar xz",
]
WORDS = ("the cat sat on a mat while small models learn to read short plain words about rain sun wind and "
         "old stone roads that lead over green hills to the sea").split()


def vocab(n=0):
    v = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + sorted(set(WORDS))
    v += ["##" + w[-2:] for w in WORDS if len(w) > 3][:20]
    out, seen = [], set()
    for w in v + ["tok%d" % i for i in range(n)]:
        if w not in seen:
            seen.add(w)
            out.append(w)
    return out


# ------------------------------------------------------------- standard library

def stdlib_(w):
    import array, datetime, decimal, fractions, itertools, random, re, string, time, uuid  # noqa: E401
    import argparse, collections, functools, io as io_, operator  # noqa: E401
    C = collections
    tz = lambda h: datetime.timezone(datetime.timedelta(hours=h))

    def recursive():
        a = {"name": "root", "children": []}
        a["children"].append({"name": "leaf", "parent": a})
        return a

    def shared():
        row = [1, 2, 3]
        return [row, row, (row, row), {"again": row}]

    def moved(it, n):
        for _ in range(n):
            next(it)
        return it

    rnd = random.Random(7)
    items = [
        ("label-map", lambda: {0: "cat", 1: "dog", 2: "bird"}),
        ("training-config", lambda: {"lr": 3e-4, "betas": (0.9, 0.999), "layers": [64, 64], "amp": True, "seed": None}),
        ("word-counts", lambda: C.Counter(WORDS)),
        ("training-history", lambda: {"loss": [1 / (i + 1) for i in range(80)], "val_acc": [0.5 + i / 200 for i in range(80)]}),
        ("bpe-ranks", lambda: {(a, b): i for i, (a, b) in enumerate(zip(WORDS, WORDS[1:]))}, "byte-pair merge ranks"),
        ("code-vocabulary", lambda: {t: i for i, t in enumerate(CODE_WORDS)}, "vocabulary of a code model, with words such as eval and system"),
        ("code-dataset", lambda: [{"text": t, "label": i % 2} for i, t in enumerate(CODE_TEXTS)], "data set of code and security questions as text"),
        ("opcode-like-strings", lambda: ["cos\nsystem\n(S'x'\ntR.", "c__builtin__\neval\n", b"\x80\x04\x95"], "strings that look like pickle text"),
        ("edge-ints", lambda: [0, -1, 255, 256, 65535, 65536, 2**31 - 1, -2**31, 2**63, -2**63, 2**200, -2**1500]),
        ("edge-floats", lambda: [0.0, -0.0, 1e308, 5e-324, float("inf"), float("-inf"), 0.1]),
        ("unicode-strings", lambda: [u"na\u00efve", u"\u65e5\u672c\u8a9e", u"\U0001f600", u"\u2581the", u"a\nb\\c'\"", u""]),
        ("long-string", lambda: "lorem ipsum " * 900),
        ("bytes-values", lambda: [b"", b"\x00\xff", bytes(bytearray(range(256))), bytearray(b"abc" * 100)]),
        ("nested-tuples", lambda: ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, (4, 5, (6,))))),
        ("large-list", lambda: list(range(4000)), "list of more than one batch"),
        ("large-dict", lambda: {"k%d" % i: i * i for i in range(1500)}),
        ("stopwords", lambda: {"stop": set(WORDS[:12]), "keep": frozenset(WORDS[12:20])}),
        ("recursive", recursive, "structure that refers to itself"),
        ("shared-objects", shared),
        ("*ordered-dict", lambda: C.OrderedDict((k, i) for i, k in enumerate("zyxw"))),
        ("*defaultdict-list", lambda: (lambda d: (d["a"].append(1), d)[1])(C.defaultdict(list))),
        ("defaultdict-nested", lambda: {"i": C.defaultdict(int, a=2), "s": C.defaultdict(set, b={1}), "d": C.defaultdict(dict), "f": C.defaultdict(float)}),
        ("deque", lambda: C.deque([("s", 0, 1.0), ("t", 1, 0.5)], maxlen=500), "replay memory as a deque"),
        ("chainmap", lambda: C.ChainMap({"lr": 1}, {"lr": 2, "wd": 3})),
        ("userdict", lambda: [C.UserDict(a=1), C.UserList([1, 2]), C.UserString("text")]),
        ("*datetimes", lambda: [datetime.datetime(2024, 2, 29, 12, 30, 1, 5), datetime.date(1999, 12, 31), datetime.time(23, 59)]),
        ("datetimes-aware", lambda: [datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc), datetime.datetime(2024, 1, 1, tzinfo=tz(5.5))]),
        ("timedelta", lambda: {"elapsed": datetime.timedelta(days=2, seconds=3, microseconds=9)}),
        ("zoneinfo", lambda: [imp("zoneinfo").ZoneInfo("Europe/Paris"), datetime.datetime(2024, 7, 1, tzinfo=imp("zoneinfo").ZoneInfo("Asia/Tokyo"))]),
        ("decimal", lambda: [decimal.Decimal("1.10"), decimal.Decimal("NaN"), decimal.Decimal("-1E+40")]),
        ("decimal-context", lambda: decimal.Context(prec=12, rounding=decimal.ROUND_HALF_UP)),
        ("fractions", lambda: [fractions.Fraction(1, 3), fractions.Fraction(-22, 7)]),
        ("uuid", lambda: {"run": uuid.UUID("12345678123456781234567812345678"), "ns": uuid.NAMESPACE_DNS}),
        ("pathlib-pure", lambda: [imp("pathlib").PurePosixPath("data/train/part-0.csv"), imp("pathlib").PureWindowsPath("data\\train")]),
        ("pathlib-path", lambda: {"output": imp("pathlib").Path("runs/exp1/weights.pt")}),
        ("ipaddress", lambda: [imp("ipaddress").ip_address(u"192.0.2.1"), imp("ipaddress").ip_network(u"198.51.100.0/24"), imp("ipaddress").ip_address(u"2001:db8::1"), imp("ipaddress").ip_interface(u"192.0.2.7/24")]),
        ("re-flags", lambda: [re.RegexFlag.IGNORECASE, re.RegexFlag(10)], "enum members: regular expression flags"),
        ("http-status", lambda: {imp("http").HTTPStatus.OK: 12, imp("http").HTTPStatus.NOT_FOUND: 1}),
        ("socket-enums", lambda: [imp("signal").Signals.SIGTERM, imp("socket").AddressFamily.AF_INET], "enum members: a signal and an address family"),
        ("uuid-safe-enum", lambda: [imp("uuid").SafeUUID.unknown, imp("inspect").Parameter.empty, imp("inspect")._ParameterKind.VAR_KEYWORD]),
        ("*argparse-namespace", lambda: argparse.Namespace(lr=1e-3, epochs=10, device="cpu", betas=(0.9, 0.98), resume=None)),
        ("simple-namespace", lambda: imp("types").SimpleNamespace(hidden=64, name="tiny", sub=imp("types").SimpleNamespace(a=1))),
        ("re-pattern", lambda: {"split": re.compile(r"\w+|[^\w\s]"), "date": re.compile("(\\d{4})-(\\d\\d)", re.I)}),
        ("re-pattern-bytes", lambda: [re.compile(b"[\x00-\x1f]+"), re.compile(u"[\u0600-\u06ff]+")]),
        ("array-types", lambda: [array.array(t, [1, 2, 3]) for t in "bBhHiIlLfd"]),
        ("array-large", lambda: array.array("d", [i / 7 for i in range(600)])),
        ("complex", lambda: [1 + 2j, complex("inf"), -0.5j]),
        ("range-slice", lambda: [range(3, 30, 4), slice(1, None, 2)]),
        ("slice-windows", lambda: {"crop": (slice(0, 8), slice(2, 10), Ellipsis), "missing": NotImplemented}),
        ("exceptions", lambda: [ValueError("bad shape", (3, 4)), KeyError("k"), OSError(2, "No such file"), StopIteration()]),
        ("exception-unicode", lambda: {"job-3": UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "job-4": ZeroDivisionError("division by zero")}),
        ("*partial-int", lambda: {"parse": functools.partial(int, base=16), "hi": functools.partial(round, ndigits=2)}),
        ("partial-builtins", lambda: [functools.partial(max, 0), functools.partial(sorted, reverse=True), functools.partial(dict, a=1)]),
        ("builtin-types", lambda: {"age": int, "name": str, "score": float, "tags": list, "ok": bool, "raw": bytes, "none": type(None)}, "schema of builtin types"),
        ("builtin-functions", lambda: {"agg": [sum, min, max, len, abs], "key": sorted}),
        ("math-functions", lambda: {"act": [imp("math").tanh, imp("math").exp], "metric": imp("statistics").mean}),
        ("operator-getters", lambda: [operator.itemgetter("score"), operator.itemgetter(0, 2), operator.attrgetter("x.y"), operator.methodcaller("strip")]),
        ("operator-functions", lambda: {"+": operator.add, "*": operator.mul, "<": operator.lt}),
        ("str-methods", lambda: [str.lower, str.strip, dict.get, "abc".upper], "unbound and bound methods of str"),
        ("*random-random", lambda: random.Random(11)),
        ("random-state", lambda: random.Random(13).getstate()),
        ("itertools-count", lambda: [moved(itertools.count(5, 2), 3), moved(itertools.cycle("abc"), 1)]),
        ("itertools-chain", lambda: [moved(itertools.chain([1, 2], [3]), 1), itertools.product("ab", [0, 1]), itertools.permutations("abc", 2)]),
        ("iterators", lambda: [moved(iter([1, 2, 3]), 1), iter((4, 5)), moved(iter(range(9)), 2), enumerate(["a", "b"]), zip([1], [2]), reversed([1, 2])]),
        ("map-filter", lambda: [map(int, ["1", "2"]), filter(None, [0, 1])]),
        ("struct-time", lambda: time.gmtime(86400 * 365)),
        ("string-template", lambda: string.Template("Translate $src to $dst: $text")),
        ("prompt-templates", lambda: {"chat": CHAT_A, "inst": CHAT_B, "tools": CHAT_C}, "chat templates as text"),
        ("format-strings", lambda: ["{0.__class__}", "%(name)s", "{:>10.3f}", "{{ x }}"]),
        ("stringio", lambda: [io_.StringIO(u"a,b\n1,2\n"), io_.BytesIO(b"\x89PNG")]),
        ("email-message", lambda: imp("email").message_from_string("Subject: report\nTo: team@example.org\n\nbody\n")),
        ("url-parts", lambda: imp("urllib.parse").urlsplit("https://example.org/models?name=tiny#card")),
        ("sysless-version", lambda: imp("collections").OrderedDict([("python", (3, 11, 7)), ("api", "1.2")])),
        ("calendar-and-locale", lambda: imp("calendar").TextCalendar(6)),
        ("difflib-match", lambda: imp("difflib").SequenceMatcher(None, "abcd", "bcde").get_matching_blocks()),
        ("logging-record", lambda: imp("logging").makeLogRecord({"msg": "epoch %d", "args": (3,), "created": 0, "thread": 0, "process": 0, "processName": "main", "relativeCreated": 0, "msecs": 0, "taskName": None})),
        ("logger", lambda: {"log": imp("logging").getLogger("train"), "fmt": imp("logging").Formatter("%(levelname)s %(message)s")}),
        ("statistics-dist", lambda: imp("statistics").NormalDist(1.5, 0.2)),
        ("graph-adjacency", lambda: {i: {(i * 3) % 17, (i * 5) % 17} for i in range(17)}),
        ("generic-alias", lambda: {"shape": tuple[int, ...], "map": dict[str, list[int]]}),
        ("typing-hints", lambda: [imp("typing").Optional[int], imp("typing").List[str], imp("typing").Any, imp("typing").Callable]),
        ("numbers-abc", lambda: [imp("numbers").Number, imp("collections.abc").Mapping]),
        ("object-instances", lambda: [object(), imp("threading").ThreadError("x"), imp("weakref").ReferenceType], "plain objects and classes"),
        ("xml-tree", lambda: imp("xml.etree.ElementTree").fromstring("<a><b x='1'>t</b></a>")),
        ("csv-dialect", lambda: imp("csv").excel),
        ("memo-heavy", lambda: [{"id": i, "tag": WORDS[i % 30], "tags": tuple(WORDS[i % 30:i % 30 + 3])} for i in range(120)]),
        ("gps-track", lambda: [(datetime.datetime(2024, 1, 1) + datetime.timedelta(minutes=i), 48 + i / 100, 2.3) for i in range(40)]),
        ("knn-cache", lambda: {k: [(j, rnd.random()) for j in range(4)] for k in range(60)}),
        ("trie", lambda: (lambda t: ([functools.reduce(lambda d, c: d.setdefault(c, {}), x, t) for x in WORDS], t)[1])({})),
        ("q-table", lambda: C.defaultdict(float, {((i, j), a): (i - j) / 10 for i in range(5) for j in range(5) for a in "NESW"})),
    ]
    w.many(items, range(6), (".pkl", ".pickle", ".p", ".pkl", ".dat", ".pkl"))

    same = {"config": {"lr": 0.1, "steps": 100, "name": "run"}, "vocab": {t: i for i, t in enumerate(vocab())},
            "when": datetime.datetime(2024, 5, 4), "seen": C.Counter("abracadabra"), "shape": (1, 2)}
    for p in range(min(5, pickle.HIGHEST_PROTOCOL) + 1):
        w.pkl("same-content-protocol%d.pkl" % p, "config, vocabulary, date and Counter", same, p)

    def stream(p):
        with open(p, "wb") as f:
            for i in range(4):
                pickle.dump({"step": i, "loss": 1 / (i + 1)}, f, [0, 2, 1, 2][i])
    w.raw("several-in-one-file.pkl", "four pickles one after another, protocols 0 2 1 2", stream, load_pickle)

    def optimised(p):
        with open(p, "wb") as f:
            f.write(imp("pickletools").optimize(pickle.dumps(same, 2)))
    w.raw("optimised.pkl", "after pickletools.optimize, protocol 2", optimised, load_pickle)
    if sys.version_info[0] == 3:
        def pure(p):
            with open(p, "wb") as f:
                pickle._Pickler(f, 4).dump([same, "x" * 70000][:1] + ["x" * 300])
        w.raw("pure-python-pickler.pkl", "written by the pickler in Python code, protocol 4", pure, load_pickle)

        def fast(p):
            with open(p, "wb") as f:
                k = pickle.Pickler(f, 3)
                k.fast = True
                k.dump({"lr": 0.1, "names": ["a", "b", "a"]})
        w.raw("fast-pickler.pkl", "pickler in fast mode (no memo), protocol 3", fast, load_pickle)
    else:
        def cpickle(p):
            with open(p, "wb") as f:
                imp("cPickle").dump([same, set("ab"), u"\xe9", 5, object(), 3 + 1j, xrange(4)], f, 1)  # noqa: F821
        w.raw("cpickle.pkl", "written by cPickle, protocol 1", cpickle, load_pickle)


# ------------------------------------------------------------------------ numpy

def numpy_(w):
    import numpy as np
    import datetime

    def structured():
        a = np.zeros(4, dtype=[("name", "U8"), ("pos", "<f4", (3,)), ("id", ">i8")])
        a["name"] = ["a", "bb", "ccc", "d"]
        return a

    def fortran():
        return np.asfortranarray(np.arange(24.0).reshape(4, 6))

    def gen(bits):
        g = np.random.Generator(getattr(np.random, bits)(5))
        g.random(3)
        return g

    def record():
        return np.rec.array([(1, 2.0, "x"), (2, 3.0, "y")], names="a,b,c")

    items = [
        ("*weights-list", lambda: [np.random.randn(6, 4).astype("f4"), np.zeros(4, "f4"), np.random.randn(4, 2).astype("f4")], "layer weights"),
        ("*scalars", lambda: {"acc": np.float64(0.91), "n": np.int64(7), "ok": np.bool_(True), "h": np.float16(1.5), "c": np.complex64(1j)}),
        ("word-vectors", lambda: {t: np.random.randn(8).astype("f4") for t in WORDS}),
        ("int-array-2d", lambda: np.arange(60).reshape(6, 10)),
        ("fortran-order", fortran),
        ("non-contiguous-view", lambda: np.arange(100).reshape(10, 10)[::2, ::3]),
        ("big-endian", lambda: np.arange(5, dtype=">i4")),
        ("all-int-types", lambda: [np.array([0, 1, 100], dtype=t) for t in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8")]),
        ("all-float-types", lambda: [np.array([0.5, np.nan, np.inf], dtype=t) for t in ("f2", "f4", "f8", "c8", "c16")]),
        ("longdouble", lambda: np.array([1, 2], dtype=np.longdouble)),
        ("bool-mask", lambda: np.random.rand(8, 8) > 0.5),
        ("unicode-array", lambda: np.array(["cat", "dog", u"caf\xe9"], dtype="U6")),
        ("bytes-array", lambda: np.array([b"ACGT", b"TT"], dtype="S4")),
        ("code-words-array", lambda: np.array(CODE_WORDS), "array of words such as eval and system"),
        ("*object-array", lambda: np.array([[1, 2], "text", None, {"k": 3.5}, np.arange(3)], dtype=object)),
        ("ragged-object-array", lambda: (lambda a: ([a.__setitem__(i, np.arange(i)) for i in range(5)], a)[1])(np.empty(5, dtype=object))),
        ("object-dates", lambda: np.array([datetime.date(2024, 1, i) for i in (1, 2)], dtype=object)),
        ("zero-size", lambda: [np.empty((0, 4)), np.array([]), np.empty((3, 0, 2), "i2")]),
        ("zero-dim", lambda: np.array(3.25)),
        ("structured", structured),
        ("record-array", record),
        ("structured-aligned", lambda: np.zeros(3, dtype=np.dtype([("a", "i1"), ("b", "f8")], align=True))),
        ("void-scalar", lambda: structured()[1]),
        ("dtype-simple", lambda: [np.dtype("f4"), np.dtype("U5"), np.dtype(object), np.dtype("S3"), np.dtype(">u2")]),
        ("dtype-structured", lambda: np.dtype([("x", "f4"), ("y", [("z", "i2", (2, 2))])])),
        ("dtype-metadata", lambda: np.dtype("i4", metadata={"unit": "m"})),
        ("datetime64", lambda: np.arange("2024-01", "2024-03", dtype="datetime64[D]")),
        ("datetime64-ns", lambda: np.array(["2024-01-01T00:00:01", "NaT"], dtype="datetime64[ns]")),
        ("timedelta64", lambda: [np.timedelta64(5, "h"), np.array([1, 2], "m8[ms]"), np.datetime64("2024-02-29")]),
        ("*masked-array", lambda: np.ma.masked_greater(np.arange(9.0).reshape(3, 3), 5)),
        ("masked-structured", lambda: np.ma.array([(1, 2.0)], mask=[(0, 1)], dtype=[("a", int), ("b", float)])),
        ("masked-constant", lambda: [np.ma.masked, np.ma.nomask]),
        ("matrix", lambda: np.matrix([[1, 2], [3, 4]])),
        ("chararray", lambda: np.char.array(["ab", "cde"])),
        ("memmap-like-readonly", lambda: (lambda a: (a.setflags(write=False), a)[1])(np.arange(4))),
        ("*randomstate", lambda: np.random.RandomState(3)),
        ("random-get-state", lambda: np.random.RandomState(4).get_state()),
        ("generator-pcg64", lambda: gen("PCG64")),
        ("generator-philox", lambda: gen("Philox")),
        ("generator-sfc64", lambda: gen("SFC64")),
        ("generator-mt19937", lambda: gen("MT19937")),
        ("bitgen-and-seedseq", lambda: [np.random.PCG64DXSM(2), np.random.SeedSequence(9, spawn_key=(1,))]),
        ("ufuncs", lambda: {"f": np.log1p, "inv": np.expm1, "act": [np.tanh, np.maximum, np.add]}),
        ("np-functions", lambda: {"agg": [np.mean, np.median, np.std], "norm": np.linalg.norm}),
        ("np-types", lambda: {"dtype": np.float32, "idx": np.int64, "arr": np.ndarray}),
        ("polynomial", lambda: [np.poly1d([1, 0, -2]), np.polynomial.Polynomial([1, 2, 3])]),
        ("polynomial-cheb", lambda: [np.polynomial.Chebyshev([0, 1]), np.polynomial.Legendre([1, 1], domain=[0, 2])]),
        ("shared-base", lambda: (lambda a: {"all": a, "head": a[:3], "tail": a[3:]})(np.arange(8.0))),
        ("image-uint8", lambda: np.random.randint(0, 255, (24, 24, 3)).astype("u1")),
        ("replay-buffer", lambda: {"obs": np.random.rand(50, 4).astype("f4"), "act": np.random.randint(0, 2, 50), "done": np.zeros(50, bool)}),
        ("embedding-index", lambda: {"ids": np.arange(30), "vecs": np.random.rand(30, 8).astype("f2"), "names": np.array(WORDS[:30])}),
        ("confusion", lambda: {"cm": np.array([[9, 1], [2, 8]]), "best": (np.float32(0.7), np.int32(3))}),
        ("vectorised-finfo", lambda: [np.errstate, np.broadcast_shapes] if hasattr(np, "broadcast_shapes") else 1 / 0),
        ("string-dtype", lambda: np.array(["variable", "width"], dtype=np.dtypes.StringDType())),
        ("ndindex-slices", lambda: [np.s_[1:3, ..., None], np.index_exp[::2]]),
        ("tree-of-arrays", lambda: {"params": {"dense": {"kernel": np.ones((3, 2), "f4"), "bias": np.zeros(2, "f4")}}, "step": np.array(10)}),
    ]
    w.many(items, range(6), (".pkl", ".pickle", ".pkl", ".p", ".pkl"))
    for p in range(min(5, pickle.HIGHEST_PROTOCOL) + 1):
        w.pkl("same-content-protocol%d.pkl" % p, "dict of arrays, scalars and a dtype",
              {"w": np.arange(12, dtype="f4").reshape(3, 4), "s": np.float64(2), "i": np.int32(1), "d": np.dtype("i2"),
               "o": np.array(["a", None], dtype=object)}, p)
    if w.env == "python2":
        return
    # Containers another piece of work covers.
    seed()
    later = [
        ("weights.npy", lambda: np.random.randn(5, 3).astype("f4")), ("labels.npy", lambda: np.array(["a", "bc"])),
        ("object.npy", lambda: np.array([{"a": 1}, [1, 2]], dtype=object)), ("structured.npy", structured),
        ("fortran.npy", fortran), ("scalar.npy", lambda: np.array(1.5)), ("empty.npy", lambda: np.empty((0, 3))),
        ("dict.npy", lambda: np.array({"epoch": 3, "loss": [0.1, 0.2]}, dtype=object)),
    ]
    for name, f in later:
        w.raw(name, "numpy.save: " + name[:-4], lambda p, f=f: np.save(p, f(), allow_pickle=True), later=True)
    w.raw("arrays.npz", "numpy.savez", lambda p: np.savez(p, a=np.arange(4), b=np.eye(3)), later=True)
    w.raw("compressed.npz", "numpy.savez_compressed", lambda p: np.savez_compressed(p, x=np.zeros((20, 20)), names=np.array(["a", "b"])), later=True)
    w.raw("object.npz", "numpy.savez with an object array", lambda p: np.savez(p, o=np.array([None, "x", 3], dtype=object)), later=True)


# ------------------------------------------------------------------------ scipy

def scipy_(w):
    import numpy as np
    import scipy
    from scipy import interpolate, optimize, sparse, spatial, stats
    x = np.linspace(0, 3, 9)
    y = np.sin(x)

    def sp(kind):
        return lambda: getattr(sparse.random(8, 6, 0.3, random_state=1), "to" + kind)()

    def dist(name, *a, **k):
        return lambda: getattr(stats, name)(*a, **k)

    items = [("*" if k == "csr" else "") + "matrix-" + k for k in ("csr", "csc", "coo", "dia", "lil", "bsr", "dok")]
    items = [(n, sp(n[-3:]), "sparse matrix, " + n[-3:]) for n in items]
    items += [("array-" + k, (lambda k: lambda: getattr(sparse, k + "_array")(np.eye(4) * [1, 0, 2, 3]))(k), "sparse array, " + k)
              for k in ("csr", "csc", "coo", "dia", "lil", "bsr", "dok")]
    items += [
        ("tfidf-like", lambda: {"X": sparse.random(30, 40, 0.05, "csr", dtype="f4", random_state=2), "vocab": {t: i for i, t in enumerate(WORDS)}}),
        ("interp1d-cubic", lambda: interpolate.interp1d(x, y, kind="cubic")),
        ("*interp1d-linear", lambda: interpolate.interp1d(x, y, fill_value="extrapolate")),
        ("cubic-spline", lambda: interpolate.CubicSpline(x, y)),
        ("pchip", lambda: interpolate.PchipInterpolator(x, y)),
        ("akima", lambda: interpolate.Akima1DInterpolator(x, y)),
        ("univariate-spline", lambda: interpolate.UnivariateSpline(x, y, s=0.1)),
        ("interp-univariate-spline", lambda: interpolate.InterpolatedUnivariateSpline(x, y)),
        ("rect-bivariate-spline", lambda: interpolate.RectBivariateSpline(x, x, np.outer(y, y))),
        ("bspline", lambda: interpolate.make_interp_spline(x, y)),
        ("splrep-tuple", lambda: interpolate.splrep(x, y)),
        ("regular-grid", lambda: interpolate.RegularGridInterpolator((x, x), np.outer(y, y))),
        ("rbf", lambda: interpolate.RBFInterpolator(x[:, None], y)),
        ("nearest-nd", lambda: interpolate.NearestNDInterpolator(np.c_[x, y], y)),
        ("barycentric", lambda: interpolate.BarycentricInterpolator(x, y)),
        ("ppoly", lambda: interpolate.PPoly(np.ones((2, 3)), np.arange(4.0))),
        ("*dist-norm", dist("norm", 1.0, 2.0)),
        ("dist-gamma", dist("gamma", 2.0, scale=0.5)),
        ("dist-beta-t", lambda: [stats.beta(2, 3), stats.t(5), stats.expon(), stats.uniform(0, 2)]),
        ("dist-search-space", lambda: {"C": stats.loguniform(1e-3, 1e2), "depth": stats.randint(2, 9)}, "random search space of distributions"),
        ("dist-poisson-binom", lambda: [stats.poisson(3), stats.binom(10, 0.2)]),
        ("dist-multivariate", lambda: stats.multivariate_normal([0, 1], [[1, 0.2], [0.2, 2]])),
        ("gaussian-kde", lambda: stats.gaussian_kde(np.r_[x, y])),
        ("rv-histogram", lambda: stats.rv_histogram(np.histogram(y, bins=4))),
        ("test-results", lambda: [stats.linregress(x, y), stats.theilslopes(x, y)]),
        ("kdtree", lambda: spatial.KDTree(np.c_[x, y])),
        ("ckdtree", lambda: spatial.cKDTree(np.c_[x, y], leafsize=4)),
        ("rotation", lambda: spatial.transform.Rotation.from_euler("xyz", [10, 20, 30], degrees=True)),
        ("rotations-slerp", lambda: spatial.transform.Slerp([0, 1], spatial.transform.Rotation.from_rotvec([[0, 0, 0], [0, 0, 1]]))),
        ("spherical-voronoi", lambda: spatial.SphericalVoronoi(np.array([[0, 0, 1], [0, 0, -1], [1, 0, 0], [0, 1, 0], [0, -1, 0], [-1, 0, 0.]]))),
        ("optimize-minimize", lambda: optimize.minimize(optimize.rosen, [0.5, 0.5], method="Nelder-Mead", options={"maxiter": 20})),
        ("optimize-bfgs", lambda: optimize.minimize(optimize.rosen, [0.5, 0.5], method="BFGS")),
        ("optimize-lbfgsb", lambda: optimize.minimize(optimize.rosen, [0.5, 0.5], method="L-BFGS-B")),
        ("optimize-linprog", lambda: optimize.linprog([1, 2], A_ub=[[-1, -1]], b_ub=[-1])),
        ("optimize-de", lambda: optimize.differential_evolution(optimize.rosen, [(-2, 2), (-2, 2)], seed=1, maxiter=3, polish=False)),
        ("bounds-constraints", lambda: [optimize.Bounds([0, 0], [1, 1]), optimize.LinearConstraint([[1, 1]], 0, 1)]),
        ("root-result", lambda: optimize.root(np.cos, 1.0)),
        ("lti-system", lambda: imp("scipy.signal").TransferFunction([1], [1, 2, 1])),
        ("state-space", lambda: imp("scipy.signal").StateSpace([[0, 1], [-1, -1]], [[0], [1]], [[1, 0]], [[0]])),
        ("filter-coeffs", lambda: {"sos": imp("scipy.signal").butter(3, 0.2, output="sos"), "win": imp("scipy.signal").get_window("hann", 16)}),
        ("linkage", lambda: imp("scipy.cluster.hierarchy").linkage(np.c_[x, y])),
        ("special-functions", lambda: {"link": scipy.special.expit, "inv": scipy.special.logit}),
        ("delaunay-points", lambda: {"hull": spatial.ConvexHull(np.random.RandomState(1).rand(8, 2)).vertices}),
        ("qmc-sobol", lambda: imp("scipy.stats.qmc").Halton(2, scramble=False)),
    ]
    w.many(items, (4, 2, 5, 3, 4), (".pkl", ".pickle"))
    w.raw("csr.npz", "scipy.sparse.save_npz", lambda p: sparse.save_npz(p, sparse.random(9, 9, 0.2, "csr", random_state=1)), later=True)


# ----------------------------------------------------------------------- pandas

def pandas_(w):
    import numpy as np
    import pandas as pd
    n = 12
    base = lambda: pd.DataFrame({"a": np.arange(n), "b": np.linspace(0, 1, n), "c": list("xyz") * 4, "d": np.arange(n) % 2 == 0})
    days = lambda k=n, **kw: pd.date_range("2024-01-01", periods=k, **kw)
    items = [
        ("*frame-mixed", base),
        ("*series-float", lambda: pd.Series([1.5, np.nan, 3.0], name="score", index=list("abc"))),
        ("series-int", lambda: pd.Series(range(30), dtype="int32")),
        ("frame-empty", lambda: pd.DataFrame(columns=["a", "b"])),
        ("frame-wide", lambda: pd.DataFrame(np.random.rand(5, 40), columns=["f%d" % i for i in range(40)])),
        ("index-range-int-str", lambda: [pd.RangeIndex(3, 30, 3), pd.Index([1, 5, 2]), pd.Index(["a", "b"], name="key"), pd.Index([1.5, 2.5])]),
        ("*multiindex", lambda: pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"])),
        ("frame-multiindex", lambda: base().set_index(["c", "a"])),
        ("columns-multiindex", lambda: base().groupby("c").agg({"b": ["mean", "std"], "a": ["max"]})),
        ("categorical", lambda: pd.Categorical(["lo", "hi", "lo"], categories=["lo", "hi"], ordered=True)),
        ("frame-category", lambda: base().assign(c=lambda d: d.c.astype("category"))),
        ("categorical-index", lambda: pd.CategoricalIndex(list("abca"))),
        ("categorical-dtype", lambda: pd.CategoricalDtype(["a", "b"], ordered=False)),
        ("*datetime-index", lambda: days(freq="D")),
        ("datetime-index-tz", lambda: days(freq="h" if pd.__version__ > "2.2" else "H", tz="Europe/Berlin")),
        ("frame-datetime-tz", lambda: pd.DataFrame({"t": days(tz="UTC"), "v": range(n)})),
        ("datetime-mixed-frame", lambda: pd.DataFrame({"t": [pd.Timestamp("2024-03-01"), pd.NaT], "v": [1, 2]})),
        ("period", lambda: [pd.Period("2024-02", "M"), pd.period_range("2023", periods=4, freq="Y" if pd.__version__ > "2.2" else "A")]),
        ("frame-period", lambda: pd.DataFrame({"v": range(6)}, index=pd.period_range("2024-01", periods=6, freq="M"))),
        ("interval", lambda: [pd.Interval(0, 1), pd.interval_range(0, 4)]),
        ("cut-result", lambda: pd.cut(pd.Series(np.arange(10)), 3)),
        ("timedelta", lambda: [pd.Timedelta("1 days 02:00:00"), pd.timedelta_range("1h", periods=3)]),
        ("timestamps", lambda: [pd.Timestamp("2024-02-29 12:00"), pd.Timestamp("2024-02-29", tz="Asia/Tokyo"), pd.NaT]),
        ("sparse", lambda: pd.DataFrame({"s": pd.arrays.SparseArray([0, 0, 1, 0, 2])})),
        ("nullable-int", lambda: pd.Series([1, None, 3], dtype="Int64")),
        ("nullable-bool-float", lambda: pd.DataFrame({"b": pd.array([True, None], dtype="boolean"), "f": pd.array([0.5, None], dtype="Float32")})),
        ("string-dtype", lambda: pd.Series(["a", None, "c"], dtype="string")),
        ("object-column", lambda: pd.DataFrame({"o": [[1], {"k": 2}, "s", None]})),
        ("code-text-frame", lambda: pd.DataFrame({"text": CODE_TEXTS, "label": range(len(CODE_TEXTS))}), "frame of code text with calls such as os.system"),
        ("na-scalar", lambda: {"na": pd.NA, "dtype": pd.Int32Dtype(), "dt": pd.DatetimeTZDtype("ns", "UTC")}),
        ("offsets", lambda: [pd.offsets.MonthEnd(2), pd.offsets.BDay(), pd.offsets.Week(weekday=3), pd.DateOffset(months=1)]),
        ("ohlcv", lambda: pd.DataFrame(np.random.rand(n, 5), columns=["open", "high", "low", "close", "volume"], index=days(freq="B"))),
        ("feature-means", lambda: {"mean": base()[["a", "b"]].mean(), "std": base()[["a", "b"]].std(), "cols": base().columns}),
        ("encoders", lambda: {"map": pd.Series({"x": 0, "y": 1}), "dummies": pd.get_dummies(base().c).columns}),
        ("value-counts", lambda: base().c.value_counts()),
        ("describe", lambda: base().describe()),
        ("frame-attrs", lambda: (lambda d: (d.attrs.update(source="made up"), d)[1])(base())),
        ("frame-from-records", lambda: pd.DataFrame.from_records([(1, "a"), (2, "b")], columns=["i", "s"], index="i")),
        ("dtypes-series", lambda: base().dtypes),
        ("resampled", lambda: pd.Series(np.arange(48.0), index=days(48, freq="h" if pd.__version__ > "2.2" else "H")).resample("D").sum()),
        ("pivot", lambda: base().pivot_table("b", "c", "d")),
        ("groups-dict", lambda: {k: v for k, v in base().groupby("c")}),
        ("bigger-frame", lambda: pd.DataFrame(np.random.rand(200, 6), columns=list("abcdef"))),
    ]
    w.many(items, (4, 5, 2, 3, 0, 4, 1), (".pkl", ".pickle"))
    w.raw("to-pickle.pkl", "DataFrame.to_pickle", lambda p: base().to_pickle(p), load_pickle)
    w.raw("to-pickle-proto2.pickle", "DataFrame.to_pickle, protocol 2", lambda p: base().to_pickle(p, protocol=2), load_pickle)
    w.raw("series-to-pickle.p", "Series.to_pickle", lambda p: base().b.to_pickle(p), load_pickle)
    if w.env == "current":
        for c, ext in (("gzip", "gz"), ("bz2", "bz2"), ("xz", "xz"), ("zip", "zip")):
            w.raw("frame.pkl." + ext, "DataFrame.to_pickle, " + c, lambda p, c=c: base().to_pickle(p, compression=c), later=True)


# ----------------------------------------------------------------- scikit-learn

def sklearn_(w):
    import numpy as np
    import pandas as pd
    r = np.random.RandomState(0)
    X = r.randn(40, 4)
    yc = (X[:, 0] + X[:, 1] > 0).astype(int) + (X[:, 2] > 0.8)
    yr = X.dot([1.0, 2.0, 0.0, -1.0]) + r.randn(40) * 0.1
    P = np.abs(X)
    docs = [" ".join(WORDS[i:i + 6]) for i in range(20)]

    def mk(name, *a, **k):
        return get("sklearn." + name)(*a, **k)

    def c(name, **k):
        return lambda: mk(name, **k).fit(X, yc)

    def g(name, **k):
        return lambda: mk(name, **k).fit(X, yr)

    def u(name, data=None, **k):
        return lambda: mk(name, **k).fit(X if data is None else data)

    def frame():
        return pd.DataFrame({"age": P[:, 0] * 30, "city": ["a", "b", "c", "a"] * 10, "text": docs + docs})

    def column_transformer():
        ct = mk("compose.ColumnTransformer", [
            ("num", mk("preprocessing.StandardScaler"), ["age"]),
            ("cat", mk("preprocessing.OneHotEncoder", handle_unknown="ignore"), ["city"]),
            ("txt", mk("feature_extraction.text.TfidfVectorizer", max_features=10), "text")])
        return mk("pipeline.Pipeline", [("prep", ct), ("clf", mk("linear_model.LogisticRegression"))]).fit(frame(), yc)

    def selector_ct():
        sel = get("sklearn.compose.make_column_selector")
        return get("sklearn.compose.make_column_transformer")(
            (mk("preprocessing.MinMaxScaler"), sel(dtype_include=np.number)), remainder="drop").fit(frame()[["age", "city"]])

    def text_pipe():
        return mk("pipeline.Pipeline", [("tfidf", mk("feature_extraction.text.TfidfVectorizer", stop_words="english")),
                                        ("nb", mk("naive_bayes.MultinomialNB"))]).fit(docs, [0, 1] * 10)

    def gp():
        K = imp("sklearn.gaussian_process.kernels")
        return mk("gaussian_process.GaussianProcessRegressor", K.ConstantKernel(1.0) * K.RBF(1.0) + K.WhiteKernel(0.1), random_state=0).fit(X[:15], yr[:15])

    def gpc():
        K = imp("sklearn.gaussian_process.kernels")
        return mk("gaussian_process.GaussianProcessClassifier", K.Matern(nu=1.5)).fit(X[:15], yc[:15] > 0)

    def kernels():
        K = imp("sklearn.gaussian_process.kernels")
        return [K.RationalQuadratic(), K.ExpSineSquared(), K.DotProduct() ** 2]

    def grid():
        return mk("model_selection.GridSearchCV", mk("svm.SVC"), {"C": [0.1, 1], "kernel": ["rbf", "linear"]}, cv=2).fit(X, yc)

    def rand_search():
        st = imp("scipy.stats")
        return mk("model_selection.RandomizedSearchCV", mk("linear_model.Ridge"), {"alpha": st.uniform(0.1, 2)}, n_iter=3, cv=2, random_state=0).fit(X, yr)

    def iterative():
        imp("sklearn.experimental.enable_iterative_imputer")
        Z = X.copy()
        Z[::5, 1] = np.nan
        return mk("impute.IterativeImputer", random_state=0, max_iter=2).fit(Z)

    def hist(kind, y, **k):
        def f():
            try:
                imp("sklearn.experimental.enable_hist_gradient_boosting")
            except ImportError:
                pass
            return mk("ensemble.HistGradientBoosting" + kind, max_iter=3, max_leaf_nodes=5, min_samples_leaf=4, **k).fit(X, y)
        return f

    def nan(name, **k):
        def f():
            Z = X.copy()
            Z[::7, 2] = np.nan
            return mk(name, **k).fit(Z)
        return f

    E, L, PP, T = "ensemble.", "linear_model.", "preprocessing.", "feature_extraction.text."
    items = [
        ("*decision-tree", c("tree.DecisionTreeClassifier", max_depth=3, random_state=0)),
        ("decision-tree-regressor", g("tree.DecisionTreeRegressor", max_depth=3, random_state=0)),
        ("extra-tree", c("tree.ExtraTreeClassifier", max_depth=3, random_state=0)),
        ("*random-forest", c(E + "RandomForestClassifier", n_estimators=4, max_depth=3, random_state=0)),
        ("random-forest-regressor", g(E + "RandomForestRegressor", n_estimators=4, max_depth=3, random_state=0)),
        ("extra-trees", g(E + "ExtraTreesRegressor", n_estimators=3, max_depth=3, random_state=0)),
        ("gradient-boosting", c(E + "GradientBoostingClassifier", n_estimators=3, max_depth=2, random_state=0)),
        ("gradient-boosting-regressor", g(E + "GradientBoostingRegressor", n_estimators=3, max_depth=2, random_state=0)),
        ("hist-gradient-boosting", hist("Classifier", yc)),
        ("hist-gradient-boosting-regressor", hist("Regressor", yr)),
        ("adaboost", c(E + "AdaBoostClassifier", n_estimators=3, random_state=0)),
        ("bagging", lambda: mk(E + "BaggingClassifier", n_estimators=3, random_state=0).fit(X, yc)),
        ("isolation-forest", u(E + "IsolationForest", n_estimators=4, max_samples=16, random_state=0)),
        ("random-trees-embedding", u(E + "RandomTreesEmbedding", n_estimators=3, max_depth=2, random_state=0)),
        ("voting", lambda: mk(E + "VotingClassifier", [("lr", mk(L + "LogisticRegression")), ("nb", mk("naive_bayes.GaussianNB"))], voting="soft").fit(X, yc)),
        ("stacking", lambda: mk(E + "StackingRegressor", [("r", mk(L + "Ridge")), ("t", mk("tree.DecisionTreeRegressor", max_depth=2))], cv=2).fit(X, yr)),
        ("linear-regression", g(L + "LinearRegression")),
        ("ridge", g(L + "Ridge", alpha=0.5)),
        ("ridge-cv", g(L + "RidgeCV")),
        ("lasso", g(L + "Lasso", alpha=0.1)),
        ("elastic-net-cv", g(L + "ElasticNetCV", cv=2)),
        ("lars", g(L + "LassoLars", alpha=0.01)),
        ("bayesian-ridge", g(L + "BayesianRidge")),
        ("huber", g(L + "HuberRegressor")),
        ("quantile-regressor", g(L + "QuantileRegressor", alpha=0.1)),
        ("ransac", g(L + "RANSACRegressor", random_state=0)),
        ("theil-sen", g(L + "TheilSenRegressor", random_state=0, max_subpopulation=50)),
        ("poisson-regressor", lambda: mk(L + "PoissonRegressor").fit(X, P[:, 0])),
        ("gamma-regressor", lambda: mk(L + "GammaRegressor").fit(X, P[:, 0] + 0.1)),
        ("*logistic", c(L + "LogisticRegression")),
        ("logistic-cv", c(L + "LogisticRegressionCV", cv=2, Cs=2)),
        ("sgd-classifier", c(L + "SGDClassifier", random_state=0, loss="modified_huber")),
        ("sgd-regressor", g(L + "SGDRegressor", random_state=0)),
        ("perceptron", c(L + "Perceptron", random_state=0)),
        ("passive-aggressive", c(L + "PassiveAggressiveClassifier", random_state=0)),
        ("ridge-classifier", c(L + "RidgeClassifier")),
        ("svc-rbf", c("svm.SVC", probability=False)),
        ("svc-probability", c("svm.SVC", kernel="poly", probability=True, random_state=0)),
        ("linear-svc", c("svm.LinearSVC", random_state=0)),
        ("svr", g("svm.SVR")),
        ("nu-svc", c("svm.NuSVC", nu=0.1)),
        ("one-class-svm", u("svm.OneClassSVM")),
        ("*knn-kdtree", c("neighbors.KNeighborsClassifier", algorithm="kd_tree")),
        ("knn-balltree", g("neighbors.KNeighborsRegressor", algorithm="ball_tree", metric="manhattan")),
        ("nearest-neighbors-brute", u("neighbors.NearestNeighbors", algorithm="brute", metric="cosine")),
        ("radius-neighbors", c("neighbors.RadiusNeighborsClassifier", radius=5.0)),
        ("nearest-centroid", c("neighbors.NearestCentroid")),
        ("local-outlier-factor", u("neighbors.LocalOutlierFactor", novelty=True)),
        ("kernel-density", u("neighbors.KernelDensity")),
        ("kdtree", lambda: mk("neighbors.KDTree", X, leaf_size=8)),
        ("balltree-haversine", lambda: mk("neighbors.BallTree", X[:, :2], metric="haversine")),
        ("distance-metric", lambda: get("sklearn.metrics.DistanceMetric").get_metric("minkowski", p=3)),
        ("gaussian-nb", c("naive_bayes.GaussianNB")),
        ("multinomial-nb", lambda: mk("naive_bayes.MultinomialNB").fit(P, yc)),
        ("bernoulli-complement-nb", lambda: [mk("naive_bayes.BernoulliNB").fit(X > 0, yc), mk("naive_bayes.ComplementNB").fit(P, yc)]),
        ("gp-regressor", gp),
        ("gp-classifier", gpc),
        ("gp-kernels", kernels),
        ("mlp-classifier", c("neural_network.MLPClassifier", hidden_layer_sizes=(5,), max_iter=20, random_state=0)),
        ("mlp-regressor", g("neural_network.MLPRegressor", hidden_layer_sizes=(4,), max_iter=20, random_state=0, solver="lbfgs")),
        ("bernoulli-rbm", lambda: mk("neural_network.BernoulliRBM", n_components=3, n_iter=2, random_state=0).fit(X > 0)),
        ("lda", c("discriminant_analysis.LinearDiscriminantAnalysis")),
        ("qda", c("discriminant_analysis.QuadraticDiscriminantAnalysis", reg_param=0.1)),
        ("kernel-ridge", g("kernel_ridge.KernelRidge", kernel="rbf")),
        ("pls", g("cross_decomposition.PLSRegression", n_components=2)),
        ("isotonic", lambda: mk("isotonic.IsotonicRegression", out_of_bounds="clip").fit(X[:, 0], yr)),
        ("calibrated", lambda: mk("calibration.CalibratedClassifierCV", mk("svm.LinearSVC", random_state=0), cv=2).fit(X, yc)),
        ("calibrated-isotonic", lambda: mk("calibration.CalibratedClassifierCV", mk("naive_bayes.GaussianNB"), cv=2, method="isotonic").fit(X, yc > 0)),
        ("dummy", c("dummy.DummyClassifier", strategy="prior")),
        ("one-vs-rest", lambda: mk("multiclass.OneVsRestClassifier", mk(L + "LogisticRegression")).fit(X, yc)),
        ("one-vs-one", lambda: mk("multiclass.OneVsOneClassifier", mk("svm.LinearSVC", random_state=0)).fit(X, yc)),
        ("multi-output", lambda: mk("multioutput.MultiOutputRegressor", mk(L + "Ridge")).fit(X, np.c_[yr, -yr])),
        ("classifier-chain", lambda: mk("multioutput.ClassifierChain", mk(L + "LogisticRegression")).fit(X, np.c_[yc > 0, X[:, 3] > 0])),
        ("label-propagation", lambda: mk("semi_supervised.LabelSpreading").fit(X, np.where(np.arange(40) % 3, yc, -1))),
        ("*pipeline-scaler-svc", lambda: get("sklearn.pipeline.make_pipeline")(mk(PP + "StandardScaler"), mk("svm.SVC")).fit(X, yc)),
        ("feature-union", lambda: mk("pipeline.FeatureUnion", [("pca", mk("decomposition.PCA", 2)), ("best", mk("feature_selection.SelectKBest", k=1))]).fit(X, yc)),
        ("column-transformer-pipeline", column_transformer),
        ("column-selector", selector_ct),
        ("text-pipeline", text_pipe),
        ("grid-search", grid),
        ("randomized-search", rand_search),
        ("standard-scaler", u(PP + "StandardScaler")),
        ("minmax-maxabs-robust", lambda: [mk(PP + k).fit(X) for k in ("MinMaxScaler", "MaxAbsScaler", "RobustScaler")]),
        ("normalizer-binarizer", lambda: [mk(PP + "Normalizer").fit(X), mk(PP + "Binarizer").fit(X)]),
        ("quantile-transformer", u(PP + "QuantileTransformer", n_quantiles=10, random_state=0)),
        ("power-transformer", u(PP + "PowerTransformer")),
        ("polynomial-features", u(PP + "PolynomialFeatures", degree=2)),
        ("spline-transformer", u(PP + "SplineTransformer", n_knots=4)),
        ("kbins", u(PP + "KBinsDiscretizer", n_bins=3, encode="ordinal")),
        ("*label-encoder", lambda: mk(PP + "LabelEncoder").fit(["cat", "dog", "cat", "bird"])),
        ("label-binarizer", lambda: mk(PP + "LabelBinarizer").fit([1, 2, 6])),
        ("multilabel-binarizer", lambda: mk(PP + "MultiLabelBinarizer").fit([("a", "b"), ("c",)])),
        ("one-hot", lambda: mk(PP + "OneHotEncoder", handle_unknown="ignore").fit(frame()[["city"]])),
        ("ordinal-encoder", lambda: mk(PP + "OrdinalEncoder").fit(np.array([["a", 1], ["b", 2]], dtype=object))),
        ("target-encoder", lambda: mk(PP + "TargetEncoder", cv=2, random_state=0).fit(frame()[["city"]], yr)),
        ("*function-transformer-log1p", lambda: mk(PP + "FunctionTransformer", np.log1p, validate=False).fit(P)),
        ("function-transformer-inverse", lambda: get("sklearn.pipeline.make_pipeline")(mk(PP + "FunctionTransformer", np.sqrt, np.square, validate=False), mk(L + "Ridge")).fit(P, yr)),
        ("transformed-target", lambda: mk("compose.TransformedTargetRegressor", mk(L + "Ridge"), func=np.log1p, inverse_func=np.expm1).fit(X, P[:, 0])),
        ("simple-imputer", nan("impute.SimpleImputer", strategy="median")),
        ("knn-imputer", nan("impute.KNNImputer", n_neighbors=2)),
        ("iterative-imputer", iterative),
        ("missing-indicator", nan("impute.MissingIndicator")),
        ("*count-vectorizer", lambda: mk(T + "CountVectorizer").fit(docs)),
        ("count-vectorizer-code", lambda: mk(T + "CountVectorizer", ngram_range=(1, 2)).fit(CODE_TEXTS), "bag of words of code text"),
        ("tfidf-vectorizer", lambda: mk(T + "TfidfVectorizer", ngram_range=(1, 2), sublinear_tf=True, max_features=40).fit(docs)),
        ("tfidf-char-wb", lambda: mk(T + "TfidfVectorizer", analyzer="char_wb", ngram_range=(2, 3), max_features=60).fit(docs)),
        ("tfidf-custom-tokenizer", lambda: mk(T + "TfidfVectorizer", tokenizer=str.split, lowercase=False, token_pattern=None).fit(docs), "TfidfVectorizer with tokenizer=str.split"),
        ("hashing-vectorizer", lambda: mk(T + "HashingVectorizer", n_features=64)),
        ("tfidf-transformer", lambda: mk(T + "TfidfTransformer").fit(P)),
        ("dict-vectorizer", lambda: mk("feature_extraction.DictVectorizer").fit([{"a": 1, "c": "x"}, {"b": 2}])),
        ("feature-hasher", lambda: mk("feature_extraction.FeatureHasher", n_features=16)),
        ("*pca", u("decomposition.PCA", n_components=2, random_state=0)),
        ("incremental-pca", u("decomposition.IncrementalPCA", n_components=2)),
        ("kernel-pca", u("decomposition.KernelPCA", n_components=2, kernel="rbf")),
        ("truncated-svd", u("decomposition.TruncatedSVD", n_components=2, random_state=0)),
        ("nmf", u("decomposition.NMF", data=P, n_components=2, random_state=0, init="nndsvda")),
        ("fast-ica", u("decomposition.FastICA", n_components=2, random_state=0)),
        ("factor-analysis", u("decomposition.FactorAnalysis", n_components=2)),
        ("latent-dirichlet", u("decomposition.LatentDirichletAllocation", data=P, n_components=2, max_iter=2, random_state=0)),
        ("dictionary-learning", u("decomposition.MiniBatchDictionaryLearning", n_components=3, random_state=0)),
        ("isomap", u("manifold.Isomap", n_components=2)),
        ("tsne", u("manifold.TSNE", n_components=2, perplexity=5, random_state=0, init="random")),
        ("mds-lle", u("manifold.LocallyLinearEmbedding", n_components=2, random_state=0)),
        ("kmeans", u("cluster.KMeans", n_clusters=3, n_init=2, random_state=0)),
        ("minibatch-kmeans", u("cluster.MiniBatchKMeans", n_clusters=3, n_init=2, random_state=0)),
        ("dbscan-agglomerative", lambda: [mk("cluster.DBSCAN").fit(X), mk("cluster.AgglomerativeClustering", n_clusters=3).fit(X)]),
        ("birch", u("cluster.Birch", n_clusters=2)),
        ("mean-shift", u("cluster.MeanShift")),
        ("spectral-affinity", lambda: [mk("cluster.SpectralClustering", n_clusters=2, random_state=0).fit(X), mk("cluster.AffinityPropagation").fit(X[:15])]),
        ("optics", u("cluster.OPTICS", min_samples=4)),
        ("hdbscan", u("cluster.HDBSCAN", min_cluster_size=4)),
        ("feature-agglomeration", u("cluster.FeatureAgglomeration", n_clusters=2)),
        ("gaussian-mixture", u("mixture.GaussianMixture", n_components=2, random_state=0)),
        ("bayesian-mixture", u("mixture.BayesianGaussianMixture", n_components=2, random_state=0)),
        ("covariance", lambda: [mk("covariance.LedoitWolf").fit(X), mk("covariance.MinCovDet", random_state=0).fit(X)]),
        ("elliptic-envelope", u("covariance.EllipticEnvelope", random_state=0)),
        ("select-k-best", lambda: mk("feature_selection.SelectKBest", get("sklearn.feature_selection.f_regression"), k=2).fit(X, yr)),
        ("rfe", lambda: mk("feature_selection.RFE", mk(L + "LogisticRegression"), n_features_to_select=2).fit(X, yc)),
        ("select-from-model", lambda: mk("feature_selection.SelectFromModel", mk(L + "Lasso", alpha=0.1)).fit(X, yr)),
        ("variance-threshold", u("feature_selection.VarianceThreshold")),
        ("sequential-selector", lambda: mk("feature_selection.SequentialFeatureSelector", mk(L + "Ridge"), n_features_to_select=2, cv=2).fit(X, yr)),
        ("nystroem-rbf", lambda: [mk("kernel_approximation.Nystroem", n_components=5, random_state=0).fit(X), mk("kernel_approximation.RBFSampler", n_components=5, random_state=0).fit(X)]),
        ("random-projection", u("random_projection.GaussianRandomProjection", n_components=2, random_state=0)),
        ("splitters", lambda: [mk("model_selection.StratifiedKFold", 3), mk("model_selection.TimeSeriesSplit", 3), mk("model_selection.ShuffleSplit", 2, random_state=0)]),
        ("scorers", lambda: {"f1": get("sklearn.metrics.make_scorer")(get("sklearn.metrics.f1_score"), average="macro"), "acc": get("sklearn.metrics.get_scorer")("accuracy")}),
        ("parameter-grid", lambda: [mk("model_selection.ParameterGrid", {"a": [1, 2]}), mk("base.clone", mk("svm.SVC"))]),
        ("bunch-dataset", lambda: get("sklearn.utils.Bunch")(data=X[:5], target=yc[:5], feature_names=list("abcd"), DESCR="made up")),
        ("unfitted", lambda: [mk("svm.SVR", C=2.0), mk(E + "RandomForestClassifier"), mk(PP + "StandardScaler", with_mean=False)]),
        ("model-bundle", lambda: {"model": mk(L + "LogisticRegression").fit(X, yc), "scaler": mk(PP + "StandardScaler").fit(X), "features": list("abcd"), "threshold": 0.5, "trained": "2024-02-29"}, "dict of model, scaler and metadata"),
        ("model-in-tuple", lambda: (mk("feature_extraction.text.CountVectorizer").fit(docs), mk("naive_bayes.MultinomialNB").fit(P, yc), ["neg", "pos"])),
    ]
    w.many(items, (4, 2, 5), (".pkl", ".sav", ".pickle", ".pkl"))


def joblib_(w):
    import joblib
    import numpy as np
    lm, pre = imp("sklearn.linear_model"), imp("sklearn.preprocessing")
    X = np.random.RandomState(0).randn(30, 3)
    y = X[:, 0] > 0
    items = [
        ("logistic.joblib", lambda: lm.LogisticRegression().fit(X, y), {}),
        ("scaler.pkl", lambda: pre.StandardScaler().fit(X), {}),
        ("forest.joblib", lambda: get("sklearn.ensemble.RandomForestClassifier")(n_estimators=3, max_depth=2, random_state=0).fit(X, y), {}),
        ("pipeline-zlib.joblib", lambda: get("sklearn.pipeline.make_pipeline")(pre.StandardScaler(), lm.Ridge()).fit(X, X[:, 1]), {"compress": 3}),
        ("arrays.joblib", lambda: {"a": X, "f": np.asfortranarray(X), "n": ["x"]}, {}),
        ("arrays-gzip.joblib.gz", lambda: {"a": X}, {"compress": ("gzip", 3)}),
        ("arrays-bz2.joblib.bz2", lambda: {"a": X}, {"compress": ("bz2", 3)}),
        ("arrays-xz.joblib.xz", lambda: {"a": X}, {"compress": ("xz", 3)}),
        ("object-array.joblib", lambda: np.array([1, "a", None], dtype=object), {}),
        ("protocol2.joblib", lambda: {"w": X}, {"protocol": 2}),
        ("plain.joblib", lambda: {"cfg": [1, 2, 3]}, {}),
        ("big-vectorizer.joblib", lambda: get("sklearn.feature_extraction.text.TfidfVectorizer")().fit(CODE_TEXTS), {"compress": True}),
    ]
    for name, f, kw in items:
        w.raw(name, "joblib.dump: " + name.split(".")[0], lambda p: joblib.dump(f(), p, **kw), later=True)


# ------------------------------------------------------------------------ torch

def torch_(w):
    import argparse, collections, datetime, enum, random  # noqa: E401
    import numpy as np
    import torch
    from torch import nn
    C = collections
    new = w.env == "current"

    def save(name, what, make, **kw):
        """One torch.save; in older environments every fourth, or when starred."""
        star = name.startswith("*")
        name = name.lstrip("*")
        save.n += 1
        if not (new or star or save.n % 4 == 1):
            return
        try:
            seed()
            obj = make()
        except Exception as e:
            w.failed.append((name, "%s: %s" % (type(e).__name__, str(e)[:160])))
            return
        if kw.get("_use_new_zipfile_serialization") is False:
            what += ", legacy format"
        if "pickle_protocol" in kw:
            what += ", pickle protocol %d" % kw["pickle_protocol"]
        w.raw(name, what, lambda p: torch.save(obj, p, **kw), load_torch)
    save.n = 0
    old = {"_use_new_zipfile_serialization": False}

    # The legacy format copies the source text and path of each module class into
    # the file when it can find them. Take the branch of a program without sources:
    # the text is not ours, and the path would be this machine's.
    def no_source(*a, **k):
        raise OSError("no source")
    imp("torch.serialization").get_source_lines_and_file = no_source

    def mlp(i=4, h=6, o=2):
        return nn.Sequential(nn.Linear(i, h), nn.ReLU(), nn.Linear(h, o))

    def cnn():
        return nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.1), nn.Linear(36, 3))

    class Block(nn.Module):
        def __init__(self, d):
            super(Block, self).__init__()
            self.attn = nn.MultiheadAttention(d, 2)
            self.ln = nn.LayerNorm(d)
            self.ff = nn.ModuleList([nn.Linear(d, d), nn.Linear(d, d)])
            self.register_buffer("mask", torch.ones(3, 3, dtype=torch.bool).tril())

    class Lm(nn.Module):
        def __init__(self):
            super(Lm, self).__init__()
            self.emb = nn.Embedding(20, 8, padding_idx=0)
            self.blocks = nn.ModuleDict({"a": Block(8), "b": Block(8)})
            self.head = nn.Linear(8, 20, bias=False)
            self.head.weight = self.emb.weight
            self.scale = nn.Parameter(torch.tensor(1.0))

    def sd(f):
        return lambda: f().state_dict()

    def trained(opt, model=None, closure=False, sched=None, **k):
        m = model or mlp()
        o = getattr(torch.optim, opt)(m.parameters(), **k)
        s = sched(o) if sched else None
        for _ in range(2):
            def step():
                o.zero_grad()
                loss = m(torch.ones(5, 4)).pow(2).sum()
                loss.backward()
                return loss
            if closure:
                o.step(step)
            else:
                step()
                o.step()
            if s is not None:
                s.step()
        return m, o, s

    # --- state dicts of many modules, zip format unless said
    mods = [
        ("*linear.pt", lambda: nn.Linear(4, 3)), ("mlp.pth", mlp), ("*cnn-batchnorm.pth", cnn),
        ("conv1d-transpose.pt", lambda: nn.Sequential(nn.Conv1d(2, 3, 3), nn.ConvTranspose1d(3, 2, 3))),
        ("conv3d.bin", lambda: nn.Conv3d(1, 2, 2)), ("depthwise-conv.pt", lambda: nn.Conv2d(4, 4, 3, groups=4, padding=1)),
        ("lstm.pth", lambda: nn.LSTM(4, 5, 2, bidirectional=True)), ("gru.pt", lambda: nn.GRU(3, 4)), ("rnn-cell.pt", lambda: nn.RNNCell(3, 4)),
        ("transformer-encoder.pth", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2)),
        ("transformer-decoder-layer.pt", lambda: nn.TransformerDecoderLayer(8, 2, 16)),
        ("embedding.pt", lambda: nn.Embedding(30, 6)), ("embedding-bag.pt", lambda: nn.EmbeddingBag(20, 4)),
        ("norms.pth", lambda: nn.ModuleDict({"bn": nn.BatchNorm1d(4), "ln": nn.LayerNorm(4), "gn": nn.GroupNorm(2, 4), "inst": nn.InstanceNorm2d(3, affine=True, track_running_stats=True)})),
        ("prelu-bilinear.pt", lambda: nn.ModuleList([nn.PReLU(), nn.Bilinear(2, 3, 2)])),
        ("*language-model/pytorch_model.bin", Lm), ("multihead-attention.pt", lambda: nn.MultiheadAttention(8, 2)),
        ("weight-norm.pt", lambda: nn.utils.weight_norm(nn.Linear(3, 3))), ("spectral-norm.pt", lambda: nn.utils.spectral_norm(nn.Conv2d(2, 2, 3))),
        ("parametrized-weight-norm.pt", lambda: nn.utils.parametrizations.weight_norm(nn.Linear(3, 3))),
        ("parametrized-orthogonal.pt", lambda: nn.utils.parametrizations.orthogonal(nn.Linear(3, 3))),
        ("half-model.bin", lambda: mlp().half()), ("bf16-model.bin", lambda: mlp().bfloat16()), ("double-model.pt", lambda: mlp().double()),
        ("parameter-dict.pt", lambda: nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": nn.Parameter(torch.zeros(2, 2))})),
        ("no-parameters.pt", lambda: nn.Sequential(nn.ReLU(), nn.Softmax(-1))),
        ("pruned.pt", lambda: imp("torch.nn.utils.prune").l1_unstructured(nn.Linear(4, 4), "weight", 0.5)),
        ("qat-fake-quant.pt", lambda: get("torch.ao.quantization.FakeQuantize")()),
        ("observer.pt", lambda: get("torch.ao.quantization.HistogramObserver")(bins=16)),
        ("dynamic-quantised.pt", lambda: imp("torch.ao.quantization").quantize_dynamic(mlp(), {nn.Linear}, torch.qint8)),
        ("rms-norm.pt", lambda: nn.RMSNorm(8)),
    ]
    for name, f in mods:
        save(name, "state dict: " + name.strip("*").split(".")[0].split("/")[0], sd(f))
    for p in (2, 3, 4, 5):
        save(("*" if p == 4 else "") + "mlp-zip-protocol%d.pth" % p, "state dict", sd(mlp), pickle_protocol=p)
        save("mlp-legacy-protocol%d.pth" % p, "state dict", sd(mlp), pickle_protocol=p, **old)
    for name, f in (("*cnn-legacy.pth", cnn), ("lstm-legacy.pt", lambda: nn.LSTM(3, 4)), ("language-model-legacy/pytorch_model.bin", Lm),
                    ("embedding-legacy.bin", lambda: nn.Embedding(9, 3)), ("batchnorm-legacy.pkl", lambda: nn.BatchNorm2d(5))):
        save(name, "state dict: " + name.strip("*").split(".")[0].split("/")[0], sd(f), **old)
    save("ddp-prefix.pth", "state dict with module. prefixes", lambda: C.OrderedDict(("module." + k, v) for k, v in cnn().state_dict().items()))
    save("plain-dict.pth", "state dict turned into a plain dict", lambda: dict(mlp().state_dict()))
    save("parameters-list.pt", "list of parameters", lambda: list(mlp().parameters()))
    save("named-parameters.pt", "dict of parameters with requires_grad", lambda: dict(mlp().named_parameters()), **old)
    save("lora.bin", "adapter weights as adapter_model.bin holds", lambda: {"base_model.model.l%d.lora_%s.weight" % (i, s): torch.randn(2, 8) for i in range(3) for s in "AB"})
    save("textual-inversion/learned_embeds.bin", "one learned token embedding", lambda: {"<a-cat>": torch.randn(16)})
    save("metadata-attribute.pt", "OrderedDict with _metadata of a nested model", sd(Lm))

    # --- tensors
    t = torch
    tens = [
        ("*float32", lambda: t.randn(3, 4)), ("bfloat16", lambda: t.randn(4).bfloat16()), ("float16", lambda: t.ones(2, 2).half()),
        ("complex", lambda: [t.randn(3, dtype=t.complex64), t.randn(2, dtype=t.complex128)]), ("bool", lambda: t.tensor([True, False])),
        ("integers", lambda: [t.arange(4, dtype=d) for d in (t.uint8, t.int8, t.int16, t.int32, t.int64)]),
        ("unsigned", lambda: [t.zeros(3, dtype=d) for d in (t.uint16, t.uint32, t.uint64)]),
        ("float8", lambda: [t.ones(4).to(t.float8_e4m3fn), t.ones(4).to(t.float8_e5m2)]),
        ("zero-size", lambda: [t.empty(0), t.empty(3, 0, 2)]), ("scalar", lambda: t.tensor(3.5)),
        ("shared-storage", lambda: (lambda a: [a, a[2:], a.view(2, 4), a])(t.arange(8.0))),
        ("strides", lambda: [t.arange(12).view(3, 4).t(), t.ones(1).expand(5), t.arange(10)[::3]]),
        ("channels-last", lambda: t.randn(1, 3, 4, 4).contiguous(memory_format=t.channels_last)),
        ("requires-grad", lambda: t.randn(3, requires_grad=True)), ("*parameter", lambda: nn.Parameter(t.randn(2, 2), requires_grad=False)),
        ("conj-neg-views", lambda: [t.randn(3, dtype=t.complex64).conj(), t.randn(3, dtype=t.complex64).conj().imag]),
        ("sparse-coo", lambda: t.eye(4).to_sparse()), ("sparse-csr", lambda: t.eye(4).to_sparse_csr()),
        ("sparse-csc-bsr", lambda: [t.eye(4).to_sparse_csc(), t.eye(4).to_sparse_bsr((2, 2))]),
        ("quantised-per-tensor", lambda: t.quantize_per_tensor(t.randn(4), 0.1, 2, t.qint8)),
        ("quantised-per-channel", lambda: t.quantize_per_channel(t.randn(3, 4), t.ones(3) / 9, t.zeros(3, dtype=t.long), 0, t.quint8)),
        ("meta-device", lambda: t.empty(1000, 1000, device="meta")), ("nested-tensor", lambda: t.nested.nested_tensor([t.ones(2), t.ones(3)])),
        ("tensor-attributes", lambda: (lambda a: (setattr(a, "note", "mean of the set"), a)[1])(t.ones(2))),
        ("named-dtypes", lambda: {"dtype": t.float16, "all": [t.bfloat16, t.int64, t.bool], "layout": t.sparse_coo}),
        ("size-device", lambda: {"size": t.Size([2, 3]), "dev": t.device("cpu"), "gpu": t.device("cuda", 1), "shape": t.ones(2, 3).shape}),
        ("storage", lambda: t.arange(6.0).storage()), ("untyped-storage", lambda: t.arange(6.0).untyped_storage()),
        ("packed-sequence", lambda: nn.utils.rnn.pack_sequence([t.ones(3), t.ones(2)])),
        ("uninitialised-parameter", lambda: nn.LazyLinear(3).state_dict()), ("buffer", lambda: nn.Buffer(t.ones(3))),
        ("named-tuple-return", lambda: t.max(t.randn(3, 3), dim=1)),
        ("dataset-tuple", lambda: (t.rand(10, 1, 5, 5), t.randint(0, 9, (10,)))),
        ("tensor-in-numpy-dict", lambda: {"t": t.ones(2), "n": np.arange(3), "s": np.float64(0.5)}),
        ("strings-and-tensors", lambda: {"input_ids": t.arange(5), "text": CODE_TEXTS, "vocab": CODE_WORDS}),
        ("rng-state", lambda: t.get_rng_state()), ("generator-state", lambda: t.Generator().manual_seed(5).get_state()),
        ("generator-object", lambda: t.Generator().manual_seed(5)),
    ]
    for n, (name, f) in enumerate(tens):
        star = "*" if name.startswith("*") else ""
        name = name.strip("*")
        save(star + "tensor-" + name + (".pt", ".pth")[n % 2], "tensor values: " + name.replace("-", " "), f)
        if (n % 4 == 1 or star) and name != "generator-object":
            save(star + "tensor-" + name + "-legacy.pt", "tensor values: " + name.replace("-", " "), f, **old)
        if n % 5 == 0:
            try:
                seed()
                w.pkl("tensor-" + name + "-plain-pickle.pkl", "tensor pickled by plain pickle: " + name.replace("-", " "), f(), (2, 4, 5, 0, 3)[n // 5 % 5])
            except Exception as e:
                w.failed.append((name + " by plain pickle", str(e)[:160]))

    # --- optimisers and schedulers
    sch = torch.optim.lr_scheduler
    opts = [
        ("*sgd-momentum", "SGD", dict(lr=0.1, momentum=0.9, nesterov=True), None), ("*adam", "Adam", dict(lr=1e-3, amsgrad=True), None),
        ("adamw", "AdamW", {}, lambda o: sch.CosineAnnealingLR(o, 10)), ("rmsprop", "RMSprop", dict(centered=True), lambda o: sch.StepLR(o, 3)),
        ("adagrad", "Adagrad", {}, lambda o: sch.ExponentialLR(o, 0.9)), ("adadelta", "Adadelta", {}, None), ("adamax", "Adamax", {}, None),
        ("nadam", "NAdam", {}, lambda o: sch.MultiStepLR(o, [2, 4])), ("radam", "RAdam", {}, None), ("rprop", "Rprop", {}, None), ("asgd", "ASGD", {}, None),
        ("*onecycle", "SGD", dict(lr=0.1), lambda o: sch.OneCycleLR(o, 0.1, total_steps=10)),
        ("cyclic", "SGD", dict(lr=0.1), lambda o: sch.CyclicLR(o, 0.01, 0.1)),
        ("sequential-warmup", "AdamW", {}, lambda o: sch.SequentialLR(o, [sch.LinearLR(o), sch.CosineAnnealingWarmRestarts(o, 4)], [2])),
        ("*lambda-lr", "Adam", {}, lambda o: sch.LambdaLR(o, lambda e: 0.9 ** e)),
        ("poly-const-chain", "Adam", {}, lambda o: sch.ChainedScheduler([sch.ConstantLR(o), sch.PolynomialLR(o)])),
    ]
    for name, o, k, s in opts:
        star, name = ("*" if name[0] == "*" else ""), name.strip("*")

        def make(o=o, k=k, s=s):
            k2 = dict(k) if k or o not in ("SGD",) else dict(lr=0.1)
            m, opt, sc = trained(o, sched=s, **k2)
            d = {"model": m.state_dict(), "optimizer": opt.state_dict(), "epoch": 2}
            if sc is not None:
                d["scheduler"] = sc.state_dict()
            return d
        save(star + "optimizer-" + name + ".pt", "checkpoint with optimiser " + name, make)
    save("optimizer-lbfgs.ckpt", "LBFGS state", lambda: trained("LBFGS", closure=True, lr=0.1)[1].state_dict(), **old)
    save("optimizer-sparse-adam.pt", "SparseAdam state", lambda: torch.optim.SparseAdam(nn.Embedding(4, 2, sparse=True).parameters()).state_dict())
    save("optimizer-object.pt", "whole optimiser object", lambda: trained("Adam")[1])
    save("optimizer.bin", "optimizer.bin of a trainer folder", lambda: trained("AdamW")[1].state_dict())
    save("scheduler.pt", "scheduler.pt of a trainer folder", lambda: trained("AdamW", sched=lambda o: sch.StepLR(o, 2))[2].state_dict())
    save("plateau.pt", "ReduceLROnPlateau state", lambda: sch.ReduceLROnPlateau(trained("SGD", lr=0.1)[1]).state_dict())
    save("grad-scaler.pt", "GradScaler state", lambda: (torch.amp.GradScaler("cpu") if hasattr(torch.amp, "GradScaler") else torch.cuda.amp.GradScaler(enabled=False)).state_dict())
    save("swa.pt", "averaged model (SWA/EMA) state", lambda: get("torch.optim.swa_utils.AveragedModel")(mlp()).state_dict())

    # --- training checkpoints
    def ns():
        return argparse.Namespace(lr=1e-3, batch_size=32, arch="tiny", workers=2, resume="", evaluate=False, betas=(0.9, 0.99))

    def full():
        m, o, s = trained("AdamW", sched=lambda o: sch.CosineAnnealingLR(o, 5))
        return {"epoch": 3, "global_step": 120, "args": ns(), "state_dict": m.state_dict(), "optimizer": o.state_dict(), "lr_schedulers": [s.state_dict()],
                "best_acc": torch.tensor(0.91), "loss": 0.123, "history": C.defaultdict(list, {"train": [1.0, 0.5]})}

    def rng():
        return {"python": random.getstate(), "numpy": np.random.get_state(), "cpu": torch.random.get_rng_state()}

    ck = [
        ("*checkpoint.pth.tar", "training checkpoint with an argparse Namespace", full, {}),
        ("checkpoint-legacy.pth.tar", "training checkpoint with an argparse Namespace", full, old),
        ("*rng_state.pth", "generator states of Python, NumPy and torch", rng, {}),
        ("rng-state-legacy.pth", "generator states of Python, NumPy and torch", rng, old),
        ("numpy-metrics.ckpt", "checkpoint with NumPy scalars and arrays", lambda: {"state_dict": mlp().state_dict(), "best": np.float64(0.9), "cm": np.eye(2), "epoch": np.int64(4)}, {}),
        ("lightning-like.ckpt", "checkpoint in the layout Lightning writes", lambda: {"epoch": 1, "global_step": 10, "pytorch-lightning_version": "2.2.0", "state_dict": C.OrderedDict(("net." + k, v) for k, v in mlp().state_dict().items()),
          "loops": {"fit_loop": {"state_dict": {}, "epoch_progress": {"total": {"ready": 1, "completed": 1}}}}, "callbacks": {"ModelCheckpoint{'monitor': None}": {"best_model_score": torch.tensor(0.1), "best_model_path": "checkpoints/best.ckpt"}},
          "optimizer_states": [trained("Adam")[1].state_dict()], "lr_schedulers": [], "hparams_name": "kwargs", "hyper_parameters": {"lr": 0.001, "hidden": 6}}, {}),
        ("gan.pt", "two models and two optimisers", lambda: {"G": mlp().state_dict(), "D": mlp().state_dict(), "optG": trained("Adam")[1].state_dict(), "optD": trained("Adam")[1].state_dict()}, {}),
        ("rl-agent.pt", "policy with a replay memory", lambda: {"policy": mlp().state_dict(), "memory": C.deque([(np.zeros(4, "f4"), 1, 0.5, False)] * 3, maxlen=100), "eps": 0.1, "steps": C.Counter(a=3)}, {}),
        ("dated.pt", "checkpoint with dates, sets and paths", lambda: {"when": datetime.datetime(2024, 2, 29), "tags": {"a", "b"}, "out": imp("pathlib").PurePosixPath("runs/1"), "w": torch.ones(2)}, {}),
        ("nested-config.pt", "checkpoint with nested config and vocabulary", lambda: {"cfg": {"model": {"dim": 8, "act": "gelu"}, "data": ["a.csv"]}, "vocab": {t_: i for i, t_ in enumerate(vocab(50))}, "model": mlp().state_dict()}, {}),
        ("tuple-checkpoint.pt", "tuple of state dict, optimiser state and epoch", lambda: (mlp().state_dict(), trained("SGD", lr=0.1)[1].state_dict(), 7), old),
        ("ema-and-model.safetensors.pt", "model and its moving average", lambda: {"model": mlp().state_dict(), "ema": mlp().state_dict(), "updates": 10}, {}),
        ("enum-and-types.pt", "checkpoint with types, enum and partial", lambda: {"dtype": torch.float32, "np": np.float32, "cls": nn.Linear, "act": torch.nn.functional.gelu, "status": imp("http").HTTPStatus.OK}, {}),
        ("loss-history.pkl", "torch.save of plain Python data", lambda: {"loss": [0.5, 0.4], "time": 1.0}, {}),
        ("codebook.pth", "vector quantiser code book", lambda: {"codebook": torch.randn(16, 4), "usage": torch.zeros(16, dtype=torch.long)}, {}),
    ]
    for name, what, f, kw in ck:
        save(name, what, f, **kw)

    # --- whole modules of the standard classes
    whole = [
        ("*mlp", mlp), ("*cnn", cnn), ("lstm", lambda: nn.LSTM(3, 4, batch_first=True)), ("gru-cell", lambda: nn.GRUCell(2, 3)),
        ("transformer-layer", lambda: nn.TransformerEncoderLayer(8, 2, 16)), ("transformer-gelu", lambda: nn.TransformerEncoderLayer(8, 2, 16, activation="gelu", batch_first=True)),
        ("embedding-stack", lambda: nn.Sequential(nn.Embedding(10, 4), nn.LayerNorm(4), nn.GELU(), nn.Linear(4, 2), nn.LogSoftmax(dim=-1))),
        ("activations", lambda: nn.ModuleList([nn.Sigmoid(), nn.Tanh(), nn.ELU(), nn.SiLU(), nn.LeakyReLU(0.2), nn.Hardswish(), nn.Softplus(), nn.Softmax(1)])),
        ("module-dict", lambda: nn.ModuleDict({"a": nn.Linear(2, 2), "b": nn.ParameterList([nn.Parameter(torch.ones(1))])})),
        ("pools-pads", lambda: nn.Sequential(nn.ReflectionPad2d(1), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(1), nn.Upsample(scale_factor=2), nn.PixelShuffle(1), nn.Unfold(2))),
        ("losses", lambda: [nn.CrossEntropyLoss(weight=torch.ones(3), label_smoothing=0.1), nn.MSELoss(), nn.BCEWithLogitsLoss(), nn.CTCLoss(), nn.TripletMarginLoss()]),
        ("norm-layers", lambda: nn.Sequential(nn.BatchNorm1d(4), nn.GroupNorm(2, 4), nn.SyncBatchNorm(4), nn.LocalResponseNorm(2))),
        ("named-sequential", lambda: nn.Sequential(C.OrderedDict([("conv1", nn.Conv2d(1, 2, 3)), ("relu1", nn.ReLU6()), ("id", nn.Identity())]))),
        ("attention", lambda: nn.MultiheadAttention(8, 2, batch_first=True)), ("spectral-norm", lambda: nn.utils.spectral_norm(nn.Linear(3, 3))),
        ("weight-norm", lambda: nn.utils.weight_norm(nn.Conv1d(2, 2, 2))), ("data-parallel", lambda: nn.DataParallel(mlp())),
        ("dynamic-quantised", lambda: imp("torch.ao.quantization").quantize_dynamic(mlp(), {nn.Linear}, torch.qint8)),
        ("lazy", lambda: nn.Sequential(nn.LazyLinear(3), nn.LazyBatchNorm1d())), ("transformer", lambda: nn.Transformer(4, 1, 1, 1, 8)),
        ("eval-frozen", lambda: (lambda m: ([p.requires_grad_(False) for p in m.parameters()], m.eval())[1])(mlp())),
    ]
    for n, (name, f) in enumerate(whole):
        star, name = ("*" if name[0] == "*" else ""), name.strip("*")
        save(star + "module-" + name + (".pt", ".pth")[n % 2], "whole module of standard classes: " + name, f)
        if n % 3 == 0:
            save(star + "module-" + name + "-legacy.pt", "whole module of standard classes: " + name, f, **old)
    save("module-and-optimizer.pt", "whole module and whole optimiser", lambda: dict(zip(("model", "opt"), trained("Adam")[:2])))
    save("datasets.pt", "TensorDataset, Subset and samplers", lambda: (lambda d: [d, torch.utils.data.Subset(d, [0, 2]), torch.utils.data.SequentialSampler(d)])(torch.utils.data.TensorDataset(torch.arange(6.0))))
    save("distributions.pt", "torch.distributions objects", lambda: [torch.distributions.Normal(torch.zeros(2), torch.ones(2)), torch.distributions.Categorical(logits=torch.zeros(3))])
    save("transformer-activation.pt", "functions of torch.nn.functional in a config", lambda: {"act": torch.nn.functional.relu, "init": torch.nn.init.xavier_uniform_, "fn": torch.tanh})
    for name, f, p in (("module-mlp", mlp, 4), ("module-lstm", lambda: nn.LSTM(2, 2), 2), ("state-dict", sd(cnn), 5), ("module-embedding", lambda: nn.Embedding(4, 2), 3)):
        seed()
        w.pkl(name + "-plain-pickle.pkl", "pickled by plain pickle: " + name, f(), p)

    # --- sharded folder as a hub repository has it
    full_sd = Lm().state_dict()
    keys = sorted(full_sd)
    shards = [keys[::2], keys[1::2]]
    index = {"metadata": {"total_size": 4 * sum(v.numel() for v in full_sd.values())}, "weight_map": {}}
    for i, ks in enumerate(shards):
        fn = "pytorch_model-%05d-of-%05d.bin" % (i + 1, len(shards))
        for k in ks:
            index["weight_map"][k] = fn
        save("*sharded/" + fn, "shard %d of 2" % (i + 1), lambda ks=ks: C.OrderedDict((k, full_sd[k].clone()) for k in ks))
    if new:
        w.json("sharded/pytorch_model.bin.index.json", "index of the shards", index)

    # --- TorchScript. The debug records hold source text and paths of this machine, so
    # the archive is written again by torch's own writer without them.
    def script(name, what, make):
        script.n += 1
        if not (new or script.n % 3 == 1):
            return

        def write(p):
            seed()
            lite = name.startswith("mobile")
            (torch.jit.script(mlp())._save_for_lite_interpreter if lite else lambda q: torch.jit.save(make(), q))(p + ".tmp")
            own = ("version", "byteorder", ".data/serialization_id", ".data/version", ".format_version", ".storage_alignment")
            try:
                r = torch._C.PyTorchFileReader(p + ".tmp")
                wr = torch._C.PyTorchFileWriter(p)
                for k in r.get_all_records():
                    if not k.endswith(".debug_pkl") and k not in own:
                        b = r.get_record(k)
                        wr.write_record(k, b, len(b))
                wr.write_end_of_file()
            finally:
                os.remove(p + ".tmp")
        w.raw("torchscript-" + name, "TorchScript: " + what, write, load_jit)
    script.n = 0
    x = torch.ones(2, 4)
    script("scripted-mlp.pt", "scripted Sequential", lambda: torch.jit.script(mlp()))
    script("traced-mlp.pt", "traced Sequential", lambda: torch.jit.trace(mlp(), x))
    script("traced-cnn.pt", "traced convolution net", lambda: torch.jit.trace(cnn().eval(), torch.ones(1, 1, 8, 8)))
    script("scripted-lstm.pth", "scripted LSTM", lambda: torch.jit.script(nn.LSTM(3, 4)))
    script("frozen-cnn.pt", "frozen scripted net", lambda: torch.jit.freeze(torch.jit.script(cnn().eval())))
    script("scripted-embedding.pt", "scripted embedding", lambda: torch.jit.script(nn.Sequential(nn.Embedding(5, 3), nn.Linear(3, 2))))
    script("scripted-quantised.pt", "scripted dynamic quantised net", lambda: torch.jit.script(imp("torch.ao.quantization").quantize_dynamic(mlp(), {nn.Linear}, torch.qint8)))
    script("traced-half.pt", "traced bfloat16 net", lambda: torch.jit.trace(mlp().bfloat16(), x.bfloat16()))
    script("traced-layernorm.ptl", "traced normalisation and GELU", lambda: torch.jit.trace(nn.Sequential(nn.LayerNorm(4), nn.GELU()), x))
    script("mobile.ptl", "written for the lite interpreter", None)


# ------------------------------------------------------------------ safetensors

def safetensors_(w):
    import numpy as np
    st = imp("safetensors.numpy")

    def npf(name, what, make, meta=None):
        seed()
        w.raw(name, what, lambda p: st.save_file(make(), p, metadata=meta))

    f4 = lambda *s: np.random.randn(*s).astype("f4")
    npf("numpy-basic.safetensors", "two float32 tensors", lambda: {"w": f4(3, 4), "b": f4(4)})
    npf("model.safetensors", "named as a hub repository does, metadata format pt", lambda: {"bert.embeddings.word_embeddings.weight": f4(30, 8), "classifier.bias": f4(2)}, {"format": "pt"})
    for d in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"):
        npf("dtype-%s.safetensors" % d.replace("?", "bool"), "dtype " + np.dtype(d).name, lambda d=d: {"x": np.arange(6).reshape(2, 3).astype(d)})
    npf("zero-size-and-scalar.safetensors", "empty and zero-dimensional tensors", lambda: {"e": np.empty((0, 3), "f4"), "s": np.array(1.5, "f4"), "n": np.zeros((2, 0), "i8")})
    npf("no-tensors.safetensors", "no tensors, only metadata", dict, {"note": "empty"})
    npf("many-tensors.safetensors", "120 small tensors", lambda: {"layer.%d.w" % i: f4(2, 2) for i in range(120)})
    npf("unicode-names.safetensors", "names and metadata outside ASCII", lambda: {u"\u5c42.\u6743\u91cd": f4(2), u"\u00e9tage": f4(1)}, {u"r\u00e9sum\u00e9": u"\u65e5\u672c"})
    npf("lora-kohya.safetensors", "LoRA with long training metadata", lambda: {"lora_unet_down_blocks_%d.lora_%s.weight" % (i, s): f4(2, 6) for i in range(4) for s in ("down", "up")},
        {"ss_network_module": "networks.lora", "ss_network_dim": "2", "ss_network_args": json.dumps({"conv_dim": "4"}), "ss_tag_frequency": json.dumps({"1_cat": {t: i for i, t in enumerate(WORDS)}}), "ss_training_comment": "made for a test", "modelspec.title": "tiny"})
    npf("code-metadata.safetensors", "metadata that quotes code", lambda: {"w": f4(2)}, {"usage": "from safetensors import safe_open\nwith safe_open('model.safetensors', 'pt') as f: ...", "warning": "do not use eval() or os.system() on this"})
    npf("big-rank.safetensors", "tensor of rank 7", lambda: {"x": f4(1, 2, 1, 2, 1, 2, 2)})
    npf("vae/diffusion_pytorch_model.safetensors", "image autoencoder part", lambda: {"encoder.conv_in.weight": f4(4, 3, 3, 3), "decoder.conv_out.bias": f4(3)}, {"format": "pt"})

    # A PEFT-style adapter folder.
    w.json("peft-adapter/adapter_config.json", "adapter configuration", {
        "peft_type": "LORA", "task_type": "CAUSAL_LM", "base_model_name_or_path": "example/tiny-lm", "r": 4, "lora_alpha": 8, "lora_dropout": 0.05,
        "target_modules": ["q_proj", "v_proj"], "bias": "none", "inference_mode": True, "fan_in_fan_out": False, "modules_to_save": None, "auto_mapping": None})
    npf("peft-adapter/adapter_model.safetensors", "adapter weights", lambda: {"base_model.model.model.layers.%d.self_attn.%s_proj.lora_%s.weight" % (i, q, s): (f4(4, 16) if s == "A" else f4(16, 4)) for i in range(2) for q in "qv" for s in "AB"}, {"format": "pt"})
    w.text("peft-adapter/README.md", "model card", "---\nbase_model: example/tiny-lm\nlibrary_name: peft\ntags:\n- lora\n---\n\n# Tiny adapter\n\nMade for a test.\n\n```python\nfrom peft import PeftModel\nmodel = PeftModel.from_pretrained(base, 'tiny-adapter')\n```\n")

    # Sharded as hub repositories are.
    seed()
    whole = {"model.layers.%d.mlp.%s.weight" % (i, n): f4(6, 6) for i in range(3) for n in ("up", "down")}
    names = sorted(whole)
    wm = {}
    for i in range(3):
        fn = "model-%05d-of-00003.safetensors" % (i + 1)
        part = {k: whole[k] for k in names[i::3]}
        wm.update({k: fn for k in part})
        w.raw("sharded/" + fn, "shard %d of 3" % (i + 1), lambda p, part=part: st.save_file(part, p, metadata={"format": "pt"}))
    w.json("sharded/model.safetensors.index.json", "index of the shards", {"metadata": {"total_size": sum(v.nbytes for v in whole.values())}, "weight_map": wm})

    try:
        import torch
    except Exception:
        return
    stt = imp("safetensors.torch")

    def tf(name, what, make, meta=None):
        seed()
        w.raw(name, what, lambda p: stt.save_file(make(), p, metadata=meta), lambda p: stt.load_file(p))
    tf("torch-state-dict.safetensors", "state dict of a small net", lambda: torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.BatchNorm1d(4)).state_dict(), {"format": "pt"})
    tf("torch-bf16.safetensors", "bfloat16", lambda: {"w": torch.randn(4, 4).bfloat16()})
    tf("torch-fp8.safetensors", "both float8 kinds", lambda: {"a": torch.ones(4).to(torch.float8_e4m3fn), "b": torch.ones(4).to(torch.float8_e5m2)})
    tf("torch-quantised-layout.safetensors", "packed 4-bit weights with scales", lambda: {"l.qweight": torch.randint(0, 2**31 - 1, (4, 4), dtype=torch.int32), "l.scales": torch.rand(4).half(), "l.g_idx": torch.arange(4, dtype=torch.int32)}, {"format": "pt"})
    tf("torch-complex.safetensors", "complex64", lambda: {"z": torch.randn(3, dtype=torch.complex64)})
    lin = torch.nn.Linear(3, 3)
    tied = torch.nn.ModuleDict({"a": lin, "b": lin})
    w.raw("torch-tied.safetensors", "model with tied weights, by save_model", lambda p: stt.save_model(tied, p), lambda p: stt.load_file(p))
    w.raw("bytes-api.safetensors", "written from the bytes of safetensors.numpy.save", lambda p: open(p, "wb").write(st.save({"x": np.ones(3, "f4")})))


# ------------------------------------------------------------------------- gguf

def gguf_(w):
    import gguf
    import numpy as np

    def model(name, what, arch, fill, **kw):
        def write(p):
            seed()
            g = gguf.GGUFWriter(p, arch, **kw)
            fill(g)
            g.write_header_to_file()
            g.write_kv_data_to_file()
            g.write_tensors_to_file()
            g.close()
        w.raw(name, what, write)

    f4 = lambda *s: np.random.randn(*s).astype("f4")
    Q = gguf.GGMLQuantizationType

    def llama(g, n=2, d=8):
        g.add_name("tiny")
        g.add_context_length(64)
        g.add_embedding_length(d)
        g.add_block_count(n)
        g.add_feed_forward_length(16)
        g.add_head_count(2)
        g.add_layer_norm_rms_eps(1e-5)
        g.add_rope_dimension_count(4)
        g.add_tensor("token_embd.weight", f4(12, d))
        for i in range(n):
            g.add_tensor("blk.%d.attn_q.weight" % i, f4(d, d))
            g.add_tensor("blk.%d.ffn_norm.weight" % i, f4(d))

    def tokens(g, words, template=None, model_="llama"):
        g.add_tokenizer_model(model_)
        g.add_token_list(words)
        g.add_token_scores([-float(i) for i in range(len(words))])
        g.add_token_types([1] * len(words))
        g.add_bos_token_id(1)
        g.add_eos_token_id(2)
        if template:
            g.add_chat_template(template)

    def kinds(g):
        g.add_uint8("k.u8", 255); g.add_int8("k.i8", -128); g.add_uint16("k.u16", 65535); g.add_int16("k.i16", -3)  # noqa: E702
        g.add_uint32("k.u32", 2**32 - 1); g.add_int32("k.i32", -5); g.add_uint64("k.u64", 2**63); g.add_int64("k.i64", -2**62)  # noqa: E702
        g.add_float32("k.f32", 0.5); g.add_float64("k.f64", 1e-300); g.add_bool("k.b", True); g.add_string("k.s", u"caf\u00e9 \u65e5")  # noqa: E702
        g.add_tensor("t", f4(4))

    def arrays(g):
        g.add_array("a.i", [1, 2, 3]); g.add_array("a.f", [0.5, 1.5]); g.add_array("a.s", ["x", "", "z"]); g.add_array("a.b", [True, False])  # noqa: E702
        g.add_tensor("t", f4(4))

    def types(g):
        g.add_tensor("f32", f4(2, 3)); g.add_tensor("f16", f4(2, 3).astype("f2")); g.add_tensor("f64", np.ones(3))  # noqa: E702
        for t in ("i1", "i2", "i4", "i8"):
            g.add_tensor(t, np.arange(4).astype(t))

    def quant(*qs):
        def f(g):
            for q in qs:
                q = getattr(Q, q)
                data = gguf.quants.quantize(f4(2, 64), q)
                g.add_tensor("w." + q.name.lower(), data, raw_dtype=q)
        return f

    def names(g):
        g.add_description("A tiny model made for a test")
        g.add_author("nobody in particular")
        g.add_license("apache-2.0")
        g.add_url("https://example.org/tiny")
        g.add_file_type(0)
        g.add_quantization_version(2)
        g.add_tensor("t", f4(2))

    model("llama-tiny.gguf", "small llama layout", "llama", llama)
    model("llama-chatml.gguf", "with tokens and a ChatML template", "llama", lambda g: (llama(g), tokens(g, vocab(), CHAT_A)))
    model("mistral-inst.gguf", "with a template that raises on bad roles", "llama", lambda g: (llama(g, 1), tokens(g, vocab(), CHAT_B)))
    model("tools-template.gguf", "with a template that has macros and tool calls", "qwen2", lambda g: (llama(g, 1), tokens(g, vocab(), CHAT_C, "gpt2")))
    model("several-templates.gguf", "with several named templates", "llama", lambda g: (llama(g, 1), tokens(g, vocab(), [{"name": "default", "template": CHAT_A}, {"name": "tool_use", "template": CHAT_C}])))
    model("code-vocabulary.gguf", "vocabulary with words such as eval and system", "starcoder", lambda g: (llama(g, 1), tokens(g, CODE_WORDS, None, "gpt2"), g.add_token_merges(["e v", "ev al", "o s"])))
    model("kv-kinds.gguf", "every scalar kind of value", "test", kinds)
    model("kv-arrays.gguf", "arrays of each kind", "test", arrays)
    model("tensor-types.gguf", "float and integer tensors", "test", types)
    model("quant-q4-q5.gguf", "Q4 and Q5 tensors", "test", quant("Q4_0", "Q4_1", "Q5_0", "Q5_1"))
    model("quant-q8.gguf", "Q8_0 tensor", "test", quant("Q8_0"))
    model("quant-bf16.gguf", "BF16 tensor", "test", quant("BF16"))
    model("metadata.gguf", "description, author, licence and address", "bert", names)
    model("alignment-64.gguf", "alignment 64", "test", lambda g: (g.add_custom_alignment(64), g.add_tensor("a", f4(3)), g.add_tensor("b", f4(5))))
    model("big-endian.gguf", "big-endian file", "test", lambda g: (g.add_uint32("x", 7), g.add_tensor("a", f4(4))), endianess=gguf.GGUFEndian.BIG)
    model("no-tensors-vocab.gguf", "vocabulary only", "llama", lambda g: tokens(g, vocab(100)))
    model("long-vocabulary.gguf", "two thousand tokens", "gpt2", lambda g: (tokens(g, vocab(2000), None, "gpt2"), g.add_tensor("t", f4(2))))
    model("adapter-lora.gguf", "LoRA adapter", "llama", lambda g: (g.add_string("general.type", "adapter"), g.add_string("adapter.type", "lora"), g.add_float32("adapter.lora.alpha", 8.0), g.add_tensor("blk.0.attn_q.weight.lora_a", f4(2, 8)), g.add_tensor("blk.0.attn_q.weight.lora_b", f4(8, 2))))
    model("clip-projector.gguf", "image projector", "clip", lambda g: (g.add_bool("clip.has_vision_encoder", True), g.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5]), g.add_tensor("mm.0.weight", f4(4, 4)), g.add_tensor("v.patch_embd.weight", f4(2, 3, 2, 2))))


# --------------------------------------------------- text files of a model folder

def hub_(w):
    """Text files that stand next to weights in a model folder, written by us."""
    v = {t: i for i, t in enumerate(vocab(40))}
    w.json("tiny-bert/config.json", "model configuration", {"architectures": ["BertForSequenceClassification"], "model_type": "bert", "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "vocab_size": len(v), "id2label": {"0": "neg", "1": "pos"}, "torch_dtype": "float32"})
    w.text("tiny-bert/vocab.txt", "word-piece vocabulary", "\n".join(vocab(40)) + "\n")
    w.json("tiny-bert/tokenizer.json", "tokenizer in the layout of the tokenizers library", {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}], "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True}, "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": v}})
    w.json("tiny-bert/tokenizer_config.json", "tokenizer configuration", {"do_lower_case": True, "model_max_length": 64, "tokenizer_class": "BertTokenizer", "unk_token": "[UNK]"})
    w.json("tiny-bert/special_tokens_map.json", "special tokens", {"cls_token": "[CLS]", "mask_token": "[MASK]", "pad_token": "[PAD]", "sep_token": "[SEP]", "unk_token": "[UNK]"})
    w.text("tiny-bert/README.md", "model card", "---\nlicense: apache-2.0\nlanguage: en\npipeline_tag: text-classification\n---\n\n# Tiny classifier\n\nRandom weights, made for a test. Load it with:\n\n```python\nfrom transformers import pipeline\nclf = pipeline('text-classification', model='tiny-bert')\n```\n")
    w.json("tiny-lm/config.json", "model configuration", {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 8, "rope_scaling": None, "tie_word_embeddings": True, "use_cache": True})
    w.json("tiny-lm/generation_config.json", "generation settings", {"do_sample": True, "temperature": 0.7, "top_p": 0.9, "eos_token_id": [2, 7]})
    w.json("tiny-lm/tokenizer_config.json", "tokenizer configuration with a chat template", {"chat_template": CHAT_B, "bos_token": "<s>", "eos_token": "</s>", "added_tokens_decoder": {"0": {"content": "<unk>", "special": True}}})
    w.json("tiny-lm/tokenizer_config-tools.json", "tokenizer configuration with two chat templates", {"chat_template": [{"name": "default", "template": CHAT_A}, {"name": "tool_use", "template": CHAT_C}]})
    w.text("tiny-lm/chat_template.jinja", "chat template in a file", CHAT_C)
    w.text("tiny-lm/merges.txt", "byte-pair merges", "#version: 0.2\n" + "\n".join(" ".join(p) for p in zip(WORDS, WORDS[1:])) + "\n")
    w.json("tiny-code/vocab.json", "vocabulary of a code model", {t: i for i, t in enumerate(CODE_WORDS)})
    w.text("tiny-code/train.jsonl", "data of a code model", "".join(json.dumps({"text": t}) + "\n" for t in CODE_TEXTS))
    w.json("tiny-diffusion/model_index.json", "parts of a diffusion pipeline", {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.27.0", "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"], "safety_checker": [None, None]})
    w.json("tiny-diffusion/scheduler_config.json", "noise schedule", {"_class_name": "PNDMScheduler", "beta_start": 0.00085, "beta_schedule": "scaled_linear", "num_train_timesteps": 1000})
    w.json("trainer/trainer_state.json", "trainer log", {"epoch": 1.0, "global_step": 20, "log_history": [{"loss": 1 / (i + 1), "step": i} for i in range(20)]})
    w.text("trainer/requirements.txt", "packages of a model folder", "numpy>=1.24\ntorch>=2.0\nsafetensors\n")
    w.text("trainer/config.yaml", "training settings", "model:\n  name: tiny\n  layers: [8, 8]\noptimizer:\n  name: adamw\n  lr: 3.0e-4\nseed: 42\n")
    w.text("labels.csv", "labels", "id,label\n0,cat\n1,dog\n")
    w.json("sentence/modules.json", "parts of a sentence encoder", [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}, {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}])
    w.json("sentence/preprocessor_config.json", "image settings", {"do_resize": True, "size": {"height": 16, "width": 16}, "image_mean": [0.5, 0.5, 0.5], "image_processor_type": "ViTImageProcessor"})


# ----------------------------------------------------------------------- others

def data(n=60):
    import numpy as np
    r = np.random.RandomState(0)
    X = r.randn(n, 4)
    return X, (X[:, 0] > 0).astype(int), X[:, 0] * 2 + X[:, 1]


def xgboost_(w):
    import xgboost as xgb
    X, yc, yr = data()
    k = dict(n_estimators=3, max_depth=2, n_jobs=1)
    items = [
        ("classifier", lambda: xgb.XGBClassifier(**k).fit(X, yc)), ("regressor", lambda: xgb.XGBRegressor(**k).fit(X, yr)),
        ("rf-classifier", lambda: xgb.XGBRFClassifier(**k).fit(X, yc)), ("multiclass", lambda: xgb.XGBClassifier(**k).fit(X, [i % 3 for i in range(60)])),
        ("ranker", lambda: xgb.XGBRanker(**k).fit(X, yc, qid=[0] * 30 + [1] * 30)),
        ("raw-booster", lambda: xgb.train({"max_depth": 2}, xgb.DMatrix(X, yr), 3)),
        ("pipeline", lambda: get("sklearn.pipeline.make_pipeline")(get("sklearn.preprocessing.StandardScaler")(), xgb.XGBClassifier(**k)).fit(X, yc)),
        ("linear-booster", lambda: xgb.XGBRegressor(booster="gblinear", n_estimators=3, n_jobs=1).fit(X, yr)),
        ("unfitted", lambda: xgb.XGBClassifier(learning_rate=0.1)),
    ]
    w.many(items, (4, 2, 5), (".pkl", ".dat", ".pickle"))
    b = xgb.train({"max_depth": 2}, xgb.DMatrix(X, yr), 3)
    w.raw("booster.json", "Booster.save_model, JSON", b.save_model)
    w.raw("booster.ubj", "Booster.save_model, UBJSON", b.save_model)


def lightgbm_(w):
    import lightgbm as lgb
    X, yc, yr = data()
    k = dict(n_estimators=3, num_leaves=4, min_child_samples=5, n_jobs=1, verbose=-1, random_state=0)
    items = [
        ("classifier", lambda: lgb.LGBMClassifier(**k).fit(X, yc)), ("regressor", lambda: lgb.LGBMRegressor(**k).fit(X, yr)),
        ("ranker", lambda: lgb.LGBMRanker(**k).fit(X, yc, group=[30, 30])),
        ("raw-booster", lambda: lgb.train({"num_leaves": 4, "verbose": -1, "num_threads": 1}, lgb.Dataset(X, yr), 3)),
        ("dart", lambda: lgb.LGBMClassifier(boosting_type="dart", **k).fit(X, [i % 3 for i in range(60)])),
        ("pipeline", lambda: get("sklearn.pipeline.make_pipeline")(get("sklearn.preprocessing.MinMaxScaler")(), lgb.LGBMRegressor(**k)).fit(X, yr)),
    ]
    w.many(items, (4, 2, 5), (".pkl", ".pickle"))
    b = lgb.train({"num_leaves": 4, "verbose": -1, "num_threads": 1}, lgb.Dataset(X, yr), 3)
    w.raw("booster.txt", "Booster.save_model", b.save_model)


def imblearn_(w):
    X, yc, _ = data()
    mp = lambda *s: get("imblearn.pipeline.make_pipeline")(*s)
    items = [
        ("smote", lambda: (lambda s: (s.fit_resample(X, yc), s)[1])(get("imblearn.over_sampling.SMOTE")(random_state=0))),
        ("pipeline", lambda: mp(get("imblearn.under_sampling.RandomUnderSampler")(random_state=0), get("sklearn.linear_model.LogisticRegression")()).fit(X, yc)),
        ("balanced-forest", lambda: get("imblearn.ensemble.BalancedRandomForestClassifier")(n_estimators=3, max_depth=2, random_state=0).fit(X, yc)),
    ]
    w.many(items, (4, 5, 2))


def statsmodels_(w):
    import numpy as np
    X, yc, yr = data()
    sm = imp("statsmodels.api")
    items = [
        ("ols", lambda: sm.OLS(yr, sm.add_constant(X)).fit()), ("glm-poisson", lambda: sm.GLM(np.abs(yr).round(), X, family=sm.families.Poisson()).fit()),
        ("holt-winters", lambda: imp("statsmodels.tsa.api").SimpleExpSmoothing(yr, initialization_method="estimated").fit()),
        ("robust", lambda: sm.RLM(yr, X).fit()), ("wls", lambda: sm.WLS(yr, X, weights=np.ones(60)).fit()),
    ]
    w.many(items, (4, 2, 5), (".pickle", ".pkl"))


def xarray_(w):
    import numpy as np
    import xarray as xr
    items = [
        ("dataset", lambda: xr.Dataset({"t": (("x", "y"), np.arange(6.0).reshape(2, 3))}, coords={"x": [10, 20]}, attrs={"title": "made up"})),
        ("dataarray", lambda: xr.DataArray(np.arange(4), dims="time", coords={"time": np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")})),
    ]
    w.many(items, (4, 5))


def networkx_(w):
    import networkx as nx
    items = [
        ("small-world", lambda: nx.watts_strogatz_graph(14, 4, 0.2, seed=1)), ("digraph", lambda: nx.gn_graph(12, seed=1)),
        ("weighted", lambda: (lambda g: (g.add_weighted_edges_from([("a", "b", 0.5), ("b", "c", 1)]), g)[1])(nx.Graph(name="roads"))),
        ("multigraph", lambda: nx.MultiDiGraph([(1, 2), (1, 2), (2, 3)])),
    ]
    w.many(items, (4, 2, 5, 0), (".gpickle", ".pkl"))


def sympy_(w):
    import sympy as sp
    x, y = sp.symbols("x y")
    items = [
        ("expression", lambda: sp.sin(x) ** 2 + y / 3), ("matrix", lambda: sp.Matrix([[1, x], [y, 2]])),
        ("assumptions", lambda: sp.Symbol("n", integer=True, positive=True) + sp.Rational(1, 2)),
    ]
    w.many(items, (4, 2, 5))


def omegaconf_(w):
    import torch
    from omegaconf import OmegaConf
    cfg = lambda: OmegaConf.create({"model": {"dim": 8, "layers": [1, 2]}, "lr": 0.1, "out": "${model.dim}"})
    w.raw("checkpoint.ckpt", "torch checkpoint that carries a DictConfig", lambda p: torch.save({"cfg": cfg(), "w": torch.ones(2)}, p))
    w.many([("config-plain-pickle", cfg), ("list-config-plain-pickle", lambda: OmegaConf.create([1, {"a": None}]))], (4, 2))


def transformers_(w):
    import torch
    import transformers as tr
    small = dict(hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8, vocab_size=30, max_position_embeddings=16)

    def args():
        a = tr.TrainingArguments(output_dir="out", use_cpu=True, report_to=[], seed=1, run_name="run", num_train_epochs=1)
        for k in ("logging_dir",):
            if getattr(a, k, None):
                setattr(a, k, "out/runs")
        return a
    w.raw("training_args.bin", "TrainingArguments as the Trainer saves them", lambda p: torch.save(args(), p))
    w.raw("trainer/training_args-legacy.bin", "TrainingArguments, legacy format", lambda p: torch.save(args(), p, _use_new_zipfile_serialization=False))

    def bert():
        seed()
        return tr.BertForSequenceClassification(tr.BertConfig(**small))
    w.raw("bert/pytorch_model.bin", "state dict of a tiny BERT", lambda p: torch.save(bert().state_dict(), p))
    w.raw("bert-whole.pt", "whole tiny BERT module", lambda p: torch.save(bert(), p))
    def gpt2():
        seed()
        return tr.GPT2LMHeadModel(tr.GPT2Config(n_embd=8, n_layer=1, n_head=2, vocab_size=30, n_positions=16))
    w.raw("gpt2-whole.pt", "whole tiny GPT-2 module", lambda p: torch.save(gpt2(), p))
    w.raw("config-plain-pickle.pkl", "pickled BertConfig", lambda p: pickle.dump(tr.BertConfig(**small), open(p, "wb"), 4))
    w.raw("batch-encoding.pt", "BatchEncoding of token ids", lambda p: torch.save(tr.BatchEncoding({"input_ids": torch.arange(4)}), p))
    w.raw("model-output.pt", "ModelOutput with logits", lambda p: torch.save(imp("transformers.modeling_outputs").SequenceClassifierOutput(logits=torch.ones(1, 2)), p))


# (library folder, function, module that gives the version)
SECTIONS = [
    ("stdlib", stdlib_, None), ("numpy", numpy_, "numpy"), ("scipy", scipy_, "scipy"), ("pandas", pandas_, "pandas"),
    ("sklearn", sklearn_, "sklearn"), ("joblib", joblib_, "joblib"), ("safetensors", safetensors_, "safetensors"), ("gguf", gguf_, "gguf"),
    ("hub", hub_, None), ("torch", torch_, "torch"), ("xgboost", xgboost_, "xgboost"), ("lightgbm", lightgbm_, "lightgbm"),
    ("imblearn", imblearn_, "imblearn"), ("statsmodels", statsmodels_, "statsmodels"), ("xarray", xarray_, "xarray"),
    ("networkx", networkx_, "networkx"), ("sympy", sympy_, "sympy"), ("omegaconf", omegaconf_, "omegaconf"),
    ("transformers", transformers_, "transformers"),
]
IN_ENV = {
    "numpy1": ("numpy", "scipy", "pandas", "sklearn"),
    "torch1": ("stdlib", "numpy", "scipy", "pandas", "sklearn", "torch"),
    "2019": ("numpy", "scipy", "pandas", "sklearn"),
    "python2": ("stdlib", "numpy", "scipy", "pandas", "sklearn"),
}


def version_of(library, module):
    if library == "hub":
        return "-"
    if module is None:
        return "%d.%d.%d" % sys.version_info[:3]
    mod = imp(module)
    v = getattr(mod, "__version__", None)
    if not v:
        v = imp("importlib.metadata").version(module)
    return str(v)


def read_rows(out):
    p = os.path.join(out, "manifest.json")
    if not os.path.exists(p):
        return []
    with io.open(p, encoding="utf-8") as f:
        return json.load(f)["files"]


def write_rows(out, rows):
    rows = sorted(rows, key=lambda r: r["path"])
    keys = ["path", "library", "version", "env", "what", "split", "later", "sha256", "size"]
    lines = []
    for r in rows:
        lines.append("    {" + ", ".join(json.dumps(k) + ": " + json.dumps(r[k]) for k in keys if k in r) + "}")
    with io.open(os.path.join(out, "manifest.json"), "w", encoding="utf-8", newline="\n") as f:
        f.write(u'{\n  "files": [\n' + u",\n".join(str(x) if sys.version_info[0] > 2 else x.decode("ascii") for x in lines) + u"\n  ]\n}\n")


def check(out, env):
    bad = 0
    rows = [r for r in read_rows(out) if r["env"] == env]
    for r in rows:
        try:
            LOADERS[loader_of(r["path"], r["library"])](os.path.join(out, r["path"]))
        except Exception as e:
            bad += 1
            print("does not load: %s (%s: %s)" % (r["path"], type(e).__name__, str(e)[:200]))
    print("%s: %d files load, %d do not" % (env, len(rows) - bad, bad))
    return bad


def main(argv):
    out, env, only, checking = None, "current", None, False
    argv = list(argv)
    while argv:
        a = argv.pop(0)
        if a == "--env":
            env = argv.pop(0)
        elif a == "--only":
            only = argv.pop(0).split(",")
        elif a == "--check":
            checking = True
        else:
            out = a
    if out is None or env not in ENVS:
        sys.exit(__doc__)
    if checking:
        sys.exit(1 if check(out, env) else 0)
    for library, make, module in SECTIONS:
        if only and library not in only or env != "current" and library not in IN_ENV[env]:
            continue
        try:
            w = Writer(out, env, library, version_of(library, module))
        except Exception as e:
            print("%-13s not here (%s)" % (library, str(e)[:80]))
            continue
        mine = lambda r: r["env"] == env and r["library"] == library
        for r in read_rows(out):
            if mine(r) and os.path.exists(os.path.join(out, r["path"])):
                os.remove(os.path.join(out, r["path"]))
        seed()
        try:
            make(w)
        except Exception as e:
            import traceback
            traceback.print_exc()
            w.failed.append(("(the rest of %s)" % library, str(e)[:160]))
        write_rows(out, [r for r in read_rows(out) if not mine(r)] + w.rows)
        print("%-13s %-14s %4d files %8d bytes" % (library, w.version, len(w.rows), sum(r["size"] for r in w.rows)))
        for name, why in w.failed:
            print("    left out %s: %s" % (name, why))
        sys.stdout.flush()


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets of strings are written in hash order
        os.environ.update(PYTHONHASHSEED="0", OMP_NUM_THREADS="1")
        os.execv(sys.executable, [sys.executable] + sys.argv)
    warnings.simplefilter("ignore")
    main(sys.argv[1:])
