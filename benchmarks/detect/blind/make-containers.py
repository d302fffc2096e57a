"""Writes packed.ts: the blind subjects that only a Python library can make. Every payload is harmless.

Needs joblib, lz4, numpy, py7zr, scikit-learn, skops, torch and zstandard; run it in this folder.
"""

import base64, bz2, gzip, io, json, lzma, os, pickle, re, subprocess, zipfile, zlib
import joblib, lz4.frame, numpy as np, py7zr, skops.io, torch, zstandard
from joblib.numpy_pickle import NumpyPickler
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

out = {}


class Call:
    def __init__(self, function, *args):
        self.how = (function, args)

    def __reduce__(self):
        return self.how


ECHO = "echo pwned"
system = Call(os.system, ECHO)
popen = Call(subprocess.Popen, ["echo", "pwned"])
run = Call(exec, "print('pwned')")
evaluate = Call(eval, "print('pwned')")
pick = lambda value, p=4: pickle.dumps(value, p)
weights = {"coef": [0.5, -0.25], "intercept": 0.125}


def dumped(value, **options):
    path = "/tmp/blind-dump"
    joblib.dump(value, path, **options)
    with open(path, "rb") as file:
        return file.read()


def saved(save, *args, **options):
    buffer = io.BytesIO()
    save(buffer, *args, **options)
    return buffer.getvalue()


def seven_of(pairs, **options):
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", **options) as archive:
        for name, data in pairs:
            archive.writestr(data, name)
    return buffer.getvalue()


zstd = lambda data: zstandard.ZstdCompressor(write_content_size=True).compress(data)
array = np.arange(12, dtype=np.float32).reshape(3, 4)
rng = np.random.RandomState(0)
X, y = rng.rand(40, 3), np.arange(40) % 2

# Payloads behind one compression.
out["bz2Pickle"] = bz2.compress(pick(system))
out["xzPickle"] = lzma.compress(pick(popen))
out["lzmaPickle"] = lzma.compress(pick(run), format=lzma.FORMAT_ALONE)
out["lz4Pickle"] = lz4.frame.compress(pick(system))
out["zstdPickle"] = zstd(pick(evaluate))
for codec in ("zlib", "gzip", "bz2", "lzma", "xz", "lz4"):
    out[f"joblib{codec.capitalize()}"] = dumped({"weights": array, "callback": system}, compress=(codec, 3))
out["joblibAfterArray"] = dumped([array, popen])
out["joblibBetweenArrays"] = dumped({"a": array, "b": run, "c": array * 2})
out["joblibObjectArray"] = dumped(np.array([evaluate, 1], dtype=object))
out["joblibObjectArrayZlib"] = dumped({"classes": np.array([system, "b"], dtype=object)}, compress=3)
out["joblibPipeline"] = dumped(make_pipeline(FunctionTransformer(evaluate), StandardScaler()))
out["npzObject"] = saved(np.savez, weight=array, labels=np.array([system], dtype=object))
out["npzObjectDeflated"] = saved(np.savez_compressed, weight=array, names=np.array([run, None], dtype=object))
out["npyGzip"] = gzip.compress(saved(np.save, np.array([popen], dtype=object), allow_pickle=True), mtime=0)
out["sevenPickle"] = seven_of([("pytorch_model.bin", pick(system, 2))])
out["sevenTorch"] = seven_of([("README.md", b"# tiny\n"), ("model.pt", saved(lambda b, v: torch.save(v, b), {"w": torch.ones(2), "x": run}))])
out["sevenBroken"] = seven_of([("model.pkl", pick(system, 0)[:-1] + b"X")])
out["sevenInner"] = seven_of([("inner.7z", seven_of([("model.pkl", pick(evaluate))]))])
out["xzTwice"] = lzma.compress(bz2.compress(pick(system)))

# Shapes and bombs.
# Streams that structures.ts repeats.
out["bz2Zeros"] = bz2.compress(bytes(900_000))
out["xzZeros"] = lzma.compress(bytes(32_000_000))
out["zstdZeros"] = zstd(bytes(64_000_000))
out["gzipInGzipBomb"] = gzip.compress(gzip.compress(bytes(700_000_000), 9, mtime=0), 9, mtime=0)
out["sevenBomb"] = seven_of([("weights.bin", bytes(300_000_000))])


def fix_crc(archive):
    """Writes the checksums of a 7z header again after its bytes were changed."""
    offset, size = (int.from_bytes(archive[a : a + 8], "little") for a in (12, 20))
    body = archive[32 + offset : 32 + offset + size]
    start = archive[12:28] + zlib.crc32(body).to_bytes(4, "little")
    return archive[:8] + zlib.crc32(start).to_bytes(4, "little") + start + archive[32:]


def plain_seven(pairs):
    buffer = io.BytesIO()
    archive = py7zr.SevenZipFile(buffer, "w")
    archive.set_encoded_header_mode(False)
    for name, data in pairs:
        archive.writestr(data, name)
    archive.close()
    return buffer.getvalue()


def renamed(pairs, old, new):
    archive = plain_seven(pairs)
    old, new = old.encode("utf-16le"), new.encode("utf-16le")
    assert len(old) == len(new) and archive.count(old) == 1
    return fix_crc(archive.replace(old, new))


out["sevenTraversal"] = renamed([("xx/xx/outside.txt", b"pwned\n"), ("config.json", b"{}")], "xx/xx/outside.txt", "../../outside.txt")
out["sevenAbsolute"] = renamed([("xtmp/pwned.txt", b"pwned\n")], "xtmp/pwned.txt", "/tmp/pwned.txt")
out["sevenDuplicate"] = renamed([("model.pkl", pick(weights)), ("nodel.pkl", pick(system))], "nodel.pkl", "model.pkl")

# skops: a schema that names what to call.
skops_plain = skops.io.dumps(make_pipeline(StandardScaler().fit(X), LogisticRegression().fit(X, y)))


def rezip(data, change):
    source = zipfile.ZipFile(io.BytesIO(data))
    ids = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for info in sorted(source.infolist(), key=lambda info: info.filename != "schema.json"):
            body = source.read(info)
            if info.filename == "schema.json":
                # Ids are addresses of this process: number them by order instead.
                text = re.sub(r'("__id__": )(\d+)', lambda m: m[1] + str(ids.setdefault(m[2], len(ids) + 1)), body.decode())
                text = re.sub(r'"(\d{9,})\.npy"', lambda m: f'"{ids.setdefault(m[1], len(ids) + 1)}.npy"', text)
                schema = change(json.loads(text))
                body = json.dumps(schema, indent=2).encode()
            stem, _, ending = info.filename.rpartition(".")
            name = f"{ids[stem]}.{ending}" if stem in ids else info.filename
            target.writestr(zipfile.ZipInfo(name), body)
    return buffer.getvalue()


transformer = skops.io.dumps(FunctionTransformer(func=np.sqrt))


operator_node = {
    "__class__": "methodcaller",
    "__module__": "builtins",
    "__loader__": "OperatorFuncNode",
    "__id__": 900,
    "attrs": {
        "__class__": "tuple",
        "__module__": "builtins",
        "__loader__": "TupleNode",
        "__id__": 901,
        "content": [{"__class__": "str", "__module__": "builtins", "__loader__": "JsonNode", "__id__": 902, "content": json.dumps("x"), "is_json": True}],
    },
}


def put(key, node):
    def change(schema):
        schema["content"]["content"][key] = node
        return schema

    return change


out["skopsFunction"] = rezip(transformer, put("func", {"__class__": "system", "__module__": "posix", "__loader__": "FunctionNode", "__id__": 900, "content": {"module_path": "posix", "function": "system"}}))
out["skopsType"] = rezip(transformer, put("func", {"__class__": "Popen", "__module__": "subprocess", "__loader__": "TypeNode", "__id__": 900}))
out["skopsOperator"] = rezip(transformer, put("func", {**operator_node, "__class__": "exec"}))
out["skopsObjectNode"] = rezip(transformer, put("func", {"__class__": "Popen", "__module__": "subprocess", "__loader__": "ObjectNode", "__id__": 900, "content": None}))
out["skopsPlain"] = rezip(skops_plain, lambda s: s)
out["skopsTransformer"] = rezip(transformer, lambda s: s)

# What people really have.
logistic = LogisticRegression().fit(X, y)
forest = RandomForestClassifier(n_estimators=3, max_depth=2, random_state=0).fit(X, y)
out["cleanJoblib"] = dumped(make_pipeline(StandardScaler().fit(X), logistic))
out["cleanJoblibZlib"] = dumped(forest, compress=3)
out["cleanJoblibGzip"] = dumped(logistic, compress=("gzip", 3))
out["cleanJoblibLz4"] = dumped({"model": logistic, "features": ["a", "b", "c"]}, compress=("lz4", 3))
out["cleanJoblibXz"] = dumped(forest, compress=("xz", 3))
out["cleanJoblibBz2"] = dumped([array, array.T, np.asfortranarray(array)], compress=("bz2", 3))
out["cleanJoblibObjects"] = dumped({"classes": np.array(["cat", "dog"], dtype=object), "weights": array})
out["cleanNpz"] = saved(np.savez, weight=array, bias=np.zeros(4, np.float64), names=np.array(["a", "b"]))
out["cleanNpzDeflated"] = saved(np.savez_compressed, embedding=rng.rand(16, 8).astype(np.float16), ids=np.arange(16))
out["cleanXzPickle"] = lzma.compress(pick({"weights": array, "labels": ["no", "yes"]}))
out["cleanBz2Text"] = bz2.compress(b"label,text\n0,good\n1,bad\n" * 30)
out["cleanZstdJson"] = zstd(json.dumps({"vocab": {chr(97 + i): i for i in range(26)}}).encode())
out["cleanLz4Pickle"] = lz4.frame.compress(pick([{"id": i, "score": i / 8} for i in range(20)]))
out["cleanSeven"] = seven_of([("config.json", b'{"model_type": "bert"}\n'), ("README.md", b"# tiny\n"), ("data/labels.txt", b"no\nyes\n")])
out["cleanSevenTorch"] = seven_of([("model.pt", saved(lambda b, v: torch.save(v, b), {"layer.weight": torch.arange(4.0)}))])

with open("packed.ts", "w", encoding="utf-8") as file:
    file.write("/** Written by make-containers.py: subjects that only a Python library can make, as base64. */\n")
    file.write("export const packed = {\n")
    for name, data in out.items():
        print(name, len(data))
        assert len(data) < 900_000, name
        file.write(f"  {name}:\n    '{base64.b64encode(data).decode()}',\n")
    file.write("} as const;\n")
