"""Writes packed.ts: what only a Python library can make for the third blind set. Every payload is harmless.

Needs gguf, joblib, numpy, pandas, safetensors, scikit-learn, scipy, tokenizers and torch; run it in this folder with
CPython 3.11.
"""

import base64, bz2, collections, datetime, decimal, http, io, ipaddress, marshal, os, pathlib, pickle, re, sqlite3, tempfile, uuid, warnings, zlib
import gguf, joblib, numpy as np, pandas as pd, safetensors.torch, scipy.interpolate, scipy.sparse, scipy.spatial, torch
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import ExtraTreesRegressor, VotingClassifier
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
from sklearn.linear_model import Ridge, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures
from sklearn.tree import DecisionTreeClassifier
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

warnings.filterwarnings("ignore")
torch.manual_seed(0)
rng = np.random.RandomState(0)
X, y = rng.rand(30, 3), np.arange(30) % 2
out = {}


class Call:
    def __init__(self, function, *args):
        self.how = (function, args)

    def __reduce__(self):
        return self.how


def saved(save, value, **options):
    buffer = io.BytesIO()
    save(value, buffer, **options)
    return buffer.getvalue()


def dumped(value, **options):
    return saved(lambda v, b: joblib.dump(v, b, **options), value)


hostile = pickle.dumps(Call(os.system, "echo pwned"), 4)
out["marshalled"] = marshal.dumps(compile("import os\nos.system('echo pwned')\n", "<model>", "exec"))
out["pickleFramed"] = hostile
out["pickleBz2"] = bz2.compress(hostile)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "cache.db")
    base = sqlite3.connect(path)
    base.execute("PRAGMA page_size=1024")
    base.execute("CREATE TABLE Cache (rowid INTEGER PRIMARY KEY, key BLOB, raw INTEGER, mode INTEGER, value BLOB)")
    base.execute("INSERT INTO Cache VALUES (1, 'prompt', 1, 4, ?)", (hostile,))
    base.commit()
    base.close()
    out["diskCache"] = open(path, "rb").read()

# Honest objects of the standard library, numpy, pandas and scipy.
Point = collections.namedtuple("Point", "x y")
out["settings"] = pickle.dumps({"path": pathlib.PurePosixPath("data/train"), "run": uuid.UUID(int=7), "status": http.HTTPStatus.OK, "rate": decimal.Decimal("0.1"), "window": collections.deque([1, 2], maxlen=4), "start": datetime.datetime(2025, 1, 2, tzinfo=datetime.timezone.utc), "span": datetime.timedelta(hours=2), "pattern": re.compile(r"\w+", re.I), "host": ipaddress.ip_address("127.0.0.1"), "chain": collections.ChainMap({"a": 1})}, 4)
out["dates"] = pickle.dumps(pd.Series([1.0, 2.0, 3.0], index=pd.date_range("2024-01-01", periods=3, freq="D"), name="load"), 5)
out["levels"] = pickle.dumps(pd.DataFrame({"v": [1, 2, 3, 4]}, index=pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["k", "n"])), 4)
out["spline"] = pickle.dumps({"spline": scipy.interpolate.CubicSpline([0, 1, 2], [0, 1, 4]), "tree": scipy.spatial.cKDTree(X), "columns": scipy.sparse.csc_matrix(np.eye(3))}, 4)
out["polynomial"] = pickle.dumps({"p": np.polynomial.Polynomial([1, 2, 3]), "old": np.poly1d([1, 2]), "flags": np.packbits([1, 0, 1]), "strings": np.array(["a", "ü"]), "dates": np.array(["2024-01-01"], "M8[D]"), "bool": np.bool_(True), "empty": np.zeros((0, 3)), "bytes": np.array([b"x"])}, 2)

# Honest estimators.
out["regression"] = pickle.dumps(make_pipeline(PolynomialFeatures(2), MinMaxScaler(), Ridge()).fit(X, y), 4)
out["search"] = dumped(GridSearchCV(DecisionTreeClassifier(random_state=0), {"max_depth": [1, 2]}, cv=2).fit(X, y), compress=3)
out["process"] = dumped(GaussianProcessRegressor(RBF() + WhiteKernel()).fit(X[:8], y[:8]))
out["voting"] = dumped(VotingClassifier([("b", GaussianNB()), ("s", SGDClassifier(random_state=0))]).fit(X, y), compress=("xz", 3))
out["perceptron"] = pickle.dumps(MLPClassifier((4,), max_iter=5, random_state=0).fit(X, y), 5)
out["union"] = dumped(FeatureUnion([("pca", PCA(2)), ("svd", TruncatedSVD(2, random_state=0))]).fit(X), compress=("bz2", 3))
out["trees"] = dumped(ExtraTreesRegressor(2, random_state=0).fit(X, y), compress=("gzip", 3))
out["hashing"] = pickle.dumps(HashingVectorizer(n_features=16), 3)

# Honest torch files.
layer = torch.nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
out["encoderState"] = saved(torch.save, layer.state_dict())
gru = torch.nn.GRU(3, 4, bidirectional=True)
out["wholeGru"] = saved(torch.save, torch.nn.ModuleDict({"rnn": gru, "norm": torch.nn.LayerNorm(4), "list": torch.nn.ModuleList([torch.nn.Embedding(4, 2), torch.nn.Dropout(0.1)])}))
sgd = torch.optim.SGD(layer.parameters(), lr=0.1, momentum=0.9)
layer(torch.ones(1, 2, 4)).sum().backward()
sgd.step()
warm = torch.optim.lr_scheduler.OneCycleLR(sgd, max_lr=0.1, total_steps=10)
out["resume"] = saved(torch.save, {"optimizer": sgd.state_dict(), "scheduler": warm.state_dict(), "scaler": {"scale": 65536.0, "growth_factor": 2.0}, "rng": torch.get_rng_state()[:64].clone(), "counts": collections.Counter(a=1), "losses": collections.defaultdict(list, {"train": [0.5]})})
out["ema"] = saved(torch.save, {"shadow": {k: v.half() for k, v in layer.state_dict().items()}, "decay": 0.999, "np": np.arange(3)}, pickle_protocol=4)
out["dataset"] = saved(torch.save, torch.utils.data.TensorDataset(torch.arange(4), torch.ones(4, 2)))
out["legacyMixed"] = saved(torch.save, {"a": torch.arange(3), "b": torch.zeros(2, dtype=torch.float64), "c": torch.ones(2, dtype=torch.uint8)}, _use_new_zipfile_serialization=False)


class Attention(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = torch.nn.Linear(4, 12)
        self.register_buffer("mask", torch.tril(torch.ones(4, 4)))

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        q, k, v = self.qkv(x).chunk(3, -1)
        n = x.shape[1]
        w = (q @ k.transpose(1, 2)).masked_fill(self.mask[:n, :n] == 0, -1e9).softmax(-1)
        assert w.dim() == 3, f"bad shape {w.shape}"
        return {"out": w @ v, "weights": w}

    @torch.jit.export
    def reset(self, size: int) -> list[int]:
        return [i * 2 for i in range(size)]


class Beam(torch.nn.Module):
    def forward(self, x: torch.Tensor, names: list[str]) -> tuple[torch.Tensor, str]:
        best, i = x.max(0)
        j = 0
        while j < 4:
            if j > 2:
                break
            j += 1
        return best, names[int(i)].lower() + "/" + str(j)


out["jitAttention"] = saved(torch.jit.save, torch.jit.script(Attention()))
out["jitBeam"] = saved(torch.jit.save, torch.jit.script(Beam()))
out["jitTracedGru"] = saved(torch.jit.save, torch.jit.trace(gru, torch.zeros(2, 1, 3), check_trace=False))
out["jitNested"] = saved(torch.jit.save, torch.jit.script(torch.nn.Sequential(collections.OrderedDict(embed=torch.nn.Embedding(4, 2), drop=torch.nn.Dropout(0.1), norm=torch.nn.LayerNorm(2)))), _extra_files={"vocab.txt": "a\nb\n"})
out["jitOptimized"] = saved(torch.jit.save, torch.jit.optimize_for_inference(torch.jit.script(torch.nn.Sequential(torch.nn.Conv1d(1, 2, 3), torch.nn.BatchNorm1d(2), torch.nn.SiLU()).eval())))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "export.pt2")
    batch = torch.export.Dim("batch", min=2, max=64)
    torch.export.save(torch.export.export(torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.GELU()), (torch.zeros(4, 2),), dynamic_shapes=({0: batch},)), path, extra_files={"labels.txt": "no\nyes"})
    out["exportedDynamic"] = open(path, "rb").read()

    # Honest files of weights.
    out["safetensors"] = safetensors.torch.save({k: v.contiguous() for k, v in layer.half().state_dict().items()}, {"format": "pt", "licence": "apache-2.0"})
    path = os.path.join(folder, "model.gguf")
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name("tiny")
    writer.add_tags(["embeddings", "test"])
    writer.add_languages(["en", "ja"])
    writer.add_block_count(1)
    writer.add_embedding_length(4)
    writer.add_causal_attention(False)
    writer.add_tokenizer_model("bert")
    writer.add_token_list(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "▁the", "▁system"])
    writer.add_token_types([3, 2, 3, 3, 1, 1])
    writer.add_tensor("token_embd.weight", np.zeros((6, 4), np.float32))
    writer.add_tensor("blk.0.attn_q.weight", np.ones((4, 4), np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    out["ggufBert"] = open(path, "rb").read()

# Honest tokenizers, trained.
corpus = ["the model reads the text and the text reads back", "never run eval on it", "12 apples, 3.50 euros", "こんにちは 世界", "привет мир"] * 4
quiet = {"show_progress": False}


def trained(model, trainer, setup):
    tokenizer = Tokenizer(model)
    setup(tokenizer)
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def pattern(t):
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    t.decoder = decoders.ByteLevel()


def speech(t):
    t.normalizer = normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace("’", "'")])
    t.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    t.decoder = decoders.CTC(pad_token="<pad>", word_delimiter_token="|")


def multilingual(t):
    t.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Strip(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Replace("…", "...")])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="first")])
    t.decoder = decoders.Metaspace(prepend_scheme="first")


a = trained(models.BPE(ignore_merges=True), trainers.BpeTrainer(vocab_size=300, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), **quiet), pattern)
a.add_special_tokens(["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|python_tag|>"])
a.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=False), processors.TemplateProcessing("<|begin_of_text|> $A", "<|begin_of_text|> $A <|begin_of_text|>:1 $B:1", [("<|begin_of_text|>", a.token_to_id("<|begin_of_text|>"))])])
b = Tokenizer(models.WordLevel({c: i for i, c in enumerate(["<pad>", "<s>", "</s>", "<unk>", "|"] + list("etaoinshrdlu'"))}, unk_token="<unk>"))
speech(b)
c = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=120, special_tokens=["<pad>", "</s>", "<unk>"] + [f"<extra_id_{i}>" for i in range(4)], unk_token="<unk>", **quiet), multilingual)
c.post_processor = processors.TemplateProcessing("$A </s>", "$A </s> $B </s>", [("</s>", 1)])
d = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=120, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], **quiet), lambda t: (setattr(t, "normalizer", normalizers.BertNormalizer(lowercase=False)), setattr(t, "pre_tokenizer", pre_tokenizers.BertPreTokenizer()), setattr(t, "decoder", decoders.WordPiece())))
d.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
d.enable_padding(length=16, pad_id=0, pad_token="[PAD]")
d.enable_truncation(16, stride=4, strategy="only_second")
d.add_tokens([AddedToken("COVID-19", single_word=True), AddedToken("😀")])
for name, value in zip(("Pattern", "Speech", "Multilingual", "Cased"), (a, b, c, d)):
    out[f"tokenizer{name}"] = value.to_str(pretty=True).encode()

with open("packed.ts", "w", encoding="utf-8") as file:
    file.write("import { inflateSync } from 'node:zlib';\n\n")
    file.write("/** Written by make-packed.py: what only a Python library can make, deflated, as base64. */\nconst packed = {\n")
    for name, data in out.items():
        print(name, len(data), len(zlib.compress(data, 9)))
        assert len(data) < 900_000, name
        file.write(f"  {name}:\n    '{base64.b64encode(zlib.compress(data, 9)).decode()}',\n")
    file.write("} as const;\n\nexport type PackedThird = keyof typeof packed;\n")
    file.write("export const unpackThird = (name: PackedThird): Uint8Array =>\n")
    file.write("  new Uint8Array(inflateSync(Buffer.from(packed[name], 'base64')));\n")
