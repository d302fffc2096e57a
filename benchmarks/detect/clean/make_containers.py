"""Writes clean containers into this folder: what real libraries make of ordinary data in compressed files and archives.

    python make_containers.py OUT

Rows of the environment "containers" in OUT/manifest.json are replaced, others stay. Seeds and times are fixed.
"""
import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import pickle
import shutil
import sys
import tarfile
import zipfile
import zlib

import joblib
import lz4.frame
import numpy as np
import py7zr
import sklearn
import skops
import skops.io
import zstandard
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, LabelEncoder, StandardScaler

ENV = "containers"
ROWS = []
OUT = sys.argv[1]


def put(library, version, name, what, data):
    path = "files/containers/%s/%s" % (library, name)
    full = os.path.join(OUT, *path.split("/"))
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(data)
    if len(data) >= 60 * 1024:
        raise ValueError("%s has %d bytes" % (path, len(data)))
    even = int(hashlib.sha256(path.encode()).hexdigest()[0], 16) % 2 == 0
    ROWS.append({
        "path": path, "library": library, "version": version, "env": ENV, "what": what,
        "split": "tuning" if even else "held-out",
        "sha256": hashlib.sha256(data).hexdigest(), "size": len(data),
    })


def dumped(value, **options):
    file = io.BytesIO()
    joblib.dump(value, file, **options)
    return file.getvalue()


def tar(members, mode="w", **options):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, **options) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def seven_zip(members, filters=None):
    file = io.BytesIO()
    with py7zr.SevenZipFile(file, "w", filters=filters) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return file.getvalue()


def main():
    shutil.rmtree(os.path.join(OUT, "files", "containers"), ignore_errors=True)
    rng = np.random.default_rng(7)
    x, y = make_classification(n_samples=60, n_features=6, random_state=0)
    forest = RandomForestClassifier(n_estimators=3, max_depth=2, random_state=0).fit(x, y)
    logistic = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, y)
    words = ["the cat sat", "a dog ran home", "cats and dogs", "home again"]
    tfidf = TfidfVectorizer().fit(words)
    arrays = {"weights": rng.normal(size=(8, 16)).astype("f4"), "labels": np.array(["a", "bc"], dtype=object),
              "steps": np.arange(9), "mask": np.array([True, False]), "when": np.array(["2024-01-01"], dtype="M8[D]")}
    values = {"forest": forest, "logistic": logistic, "tfidf": tfidf, "arrays": arrays}
    for i, (compress, ending) in enumerate([(("zlib", 3), "z"), (("gzip", 6), "gz"), (("bz2", 3), "bz2"),
                                            (("xz", 3), "xz"), (("lzma", 3), "lzma"), (("lz4", 3), "lz4")]):
        for name, value in values.items():
            put("joblib", joblib.__version__, "%s-%s.joblib" % (name, compress[0]),
                "%s compressed by %s" % (name, compress[0]), dumped(value, compress=compress))
        put("joblib", joblib.__version__, "named.pkl." + ending, "arrays, named by the method",
            dumped(arrays, compress=compress))
    for name, value in values.items():
        put("joblib", joblib.__version__, name + ".joblib", name, dumped(value))
        put("joblib", joblib.__version__, name + "-protocol2.pkl", name + " at protocol 2", dumped(value, protocol=2))
        put("pickle", "4.0", name + ".pkl.gz", name + " in gzip", gzip.compress(pickle.dumps(value), mtime=0))
        put("pickle", "4.0", name + ".pkl.xz", name + " in xz", lzma.compress(pickle.dumps(value)))
        put("zstandard", zstandard.__version__, name + ".pkl.zst", name + " in Zstandard",
            zstandard.ZstdCompressor().compress(pickle.dumps(value)))
    estimators = {"forest": forest, "logistic": logistic, "ridge": Ridge().fit(x, y), "tfidf": tfidf,
                  "knn": KNeighborsClassifier().fit(x, y), "labels": LabelEncoder().fit(["a", "b"]),
                  "boosting": GradientBoostingClassifier(n_estimators=3, max_depth=2).fit(x, y),
                  "function": make_pipeline(FunctionTransformer(np.abs), StandardScaler()).fit(x),
                  "numbers": {"a": 1.5, "b": [1, 2, (3, "x")], "c": rng.normal(size=4)}}
    for name, value in estimators.items():
        put("skops", skops.__version__, name + ".skops", name, skops.io.dumps(value, compression=zipfile.ZIP_DEFLATED if len(name) > 5 else zipfile.ZIP_STORED))
    card, config, code = b"# A model\n" * 20, json.dumps({"hidden_size": 8}).encode(), b"def add(a, b):\n    return a + b\n"
    plain = {"README.md": card, "model/config.json": config, "model/code.py": code,
             "model/vocab.txt": "\n".join("wörd%d" % i for i in range(200)).encode()}
    long = {("folder/" * 18) + "file.txt": b"long", "größe.txt": b"accent", **plain}
    for name, kind in [("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)]:
        put("tarfile", "3.11", name + ".tar", "%s archive with long names" % name, tar(long, format=kind))
    put("tarfile", "3.11", "ustar.tar", "ustar archive", tar(plain, format=tarfile.USTAR_FORMAT))
    for mode in ["gz", "bz2", "xz"]:
        put("tarfile", "3.11", "plain.tar." + mode, "archive in " + mode, tar(plain, mode="w:" + mode))
    for name, filters in [("lzma2", None), ("lzma", [{"id": py7zr.FILTER_LZMA}]), ("bzip2", [{"id": py7zr.FILTER_BZIP2}]),
                          ("deflate", [{"id": py7zr.FILTER_DEFLATE}]), ("zstd", [{"id": py7zr.FILTER_ZSTD}]),
                          ("bcj", [{"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_LZMA2, "preset": 6}])]:
        put("py7zr", py7zr.__version__, name + ".7z", "archive by " + name, seven_zip(plain, filters))
    table = ("id,value\n" + "".join("%d,%f\n" % (i, i / 7) for i in range(400))).encode()
    for name, data in [("table.csv.gz", gzip.compress(table, mtime=0)), ("table.csv.bz2", bz2.compress(table)),
                       ("table.csv.xz", lzma.compress(table)), ("table.csv.lzma", lzma.compress(table, lzma.FORMAT_ALONE)),
                       ("table.csv.z", zlib.compress(table)), ("table.csv.lz4", lz4.frame.compress(table)),
                       ("table.csv.zst", zstandard.ZstdCompressor(write_checksum=True).compress(table))]:
        put("tables", "1", name, "a table", data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in plain.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    put("zipfile", "3.11", "plain.zip", "archive of a small repository", file.getvalue())
    manifest = os.path.join(OUT, "manifest.json")
    with open(manifest) as file:
        content = json.load(file)
    content["files"] = sorted([r for r in content["files"] if r["env"] != ENV] + ROWS, key=lambda r: r["path"])
    with open(manifest, "w") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
    print(len(ROWS), "files")


main()
