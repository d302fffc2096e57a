"""Writes packed.ts: what only a Python library can make for the second blind set. Every payload is harmless.

Needs joblib, numpy, pandas, scikit-learn, scipy, tokenizers and torch; run it in this folder with CPython 3.11.
"""

import argparse, base64, collections, datetime, enum, io, lzma, marshal, os, pickle, tempfile, types, warnings, zlib
import joblib, numpy as np, pandas as pd, scipy.sparse, torch
from sklearn.cluster import KMeans
from sklearn.ensemble import GradientBoostingClassifier, IsolationForest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

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


out["pickleXz"] = lzma.compress(pickle.dumps(Call(os.system, "echo pwned"), 4))
code = compile("import os\nos.system('echo pwned')\n\n\nclass TinyModel:\n    pass\n", "modeling_tiny.py", "exec")
out["bytecode"] = b"\xa7\x0d\x0d\x0a" + bytes(12) + marshal.dumps(code)
out["lambdaCode"] = marshal.dumps((lambda x: __import__("os").system("echo pwned") or x).__code__)

# Honest modules of torch.jit.


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(8, 4)
        self.lstm = torch.nn.LSTM(4, 4, batch_first=True)
        self.head = torch.nn.Linear(4, 2)

    def forward(self, ids: torch.Tensor):
        h, _ = self.lstm(self.embed(ids))
        if h.shape[1] > 4:
            h = h[:, :4]
        return self.head(h.mean(1))


class Decoder(torch.nn.Module):
    words: list[str]

    def __init__(self):
        super().__init__()
        self.words = ["no", "yes", "save", "os.system", "from_file"]

    def forward(self, scores: torch.Tensor, limit: int = 3) -> list[str]:
        found: list[str] = []
        step = 0
        while step < limit:
            best = int(scores.argmax().item())
            if best >= len(self.words):
                raise ValueError("no such word")
            found.append(self.words[best])
            step += 1
        return found


conv = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8, 2)).eval()
out["jitScripted"] = saved(torch.jit.save, torch.jit.script(Net()))
out["jitTraced"] = saved(torch.jit.save, torch.jit.trace(conv, torch.zeros(1, 1, 4, 4)))
out["jitFrozen"] = saved(torch.jit.save, torch.jit.freeze(torch.jit.script(conv)))
out["jitWords"] = saved(torch.jit.save, torch.jit.script(Decoder()), _extra_files={"labels.txt": "no\nyes\n", "config.json": '{"threshold": 0.5}'})
out["jitMobile"] = torch.jit.script(conv)._save_to_buffer_for_lite_interpreter()

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "export.pt2")
    torch.export.save(torch.export.export(torch.nn.Linear(2, 2), (torch.zeros(1, 2),)), path)
    out["exported"] = open(path, "rb").read()

# Honest torch files.
net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.GELU(), torch.nn.Linear(3, 1))
optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
net(torch.ones(4, 2)).sum().backward()
optimizer.step()
schedule = torch.optim.lr_scheduler.StepLR(optimizer, 2)
out["trainState"] = saved(torch.save, {"epoch": 3, "model": net.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": schedule.state_dict(), "args": argparse.Namespace(lr=1e-3, data="coco", resume=None), "best": np.float64(0.5), "date": datetime.datetime(2025, 1, 2)})
out["wholeModule"] = saved(torch.save, net)
out["legacyModule"] = saved(torch.save, net, _use_new_zipfile_serialization=False)
out["legacyState"] = saved(torch.save, collections.OrderedDict(net.state_dict()), _use_new_zipfile_serialization=False)
out["rngState"] = saved(torch.save, {"python": (3, tuple(range(1, 626)), None), "numpy": np.random.RandomState(1).get_state(), "cpu": torch.zeros(64, dtype=torch.uint8)})
out["oddTensors"] = saved(torch.save, {"sparse": torch.eye(3).to_sparse(), "csr": torch.eye(3).to_sparse_csr(), "q": torch.quantize_per_tensor(torch.ones(4), 0.1, 0, torch.qint8), "bf16": torch.ones(3, dtype=torch.bfloat16), "complex": torch.ones(2, dtype=torch.complex64), "parameter": torch.nn.Parameter(torch.ones(2)), "bits": torch.tensor([True, False]), "meta": torch.empty(2, device="meta"), "f8": torch.ones(2).to(torch.float8_e4m3fn), "dtype": torch.float16, "device": torch.device("cpu"), "size": torch.Size([2, 3])})

# Honest objects of other libraries.
frame = pd.DataFrame({"text": ["good", "bad"], "score": [0.5, -1.0], "day": pd.to_datetime(["2024-01-01", "2024-01-02"]), "kind": pd.Categorical(["a", "b"])})
out["frame"] = pickle.dumps(frame, 4)
out["sparse"] = pickle.dumps(scipy.sparse.csr_matrix(np.eye(4)), 4)
out["generator"] = pickle.dumps({"rng": np.random.default_rng(3), "old": np.random.RandomState(2), "record": np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]), "when": np.datetime64("2024-01-01"), "masked": np.ma.array([1, 2], mask=[0, 1])}, 4)
out["tfidf"] = pickle.dumps(TfidfVectorizer(ngram_range=(1, 2)).fit(["a good film", "a bad film"]), 4)
out["gradient"] = dumped(GradientBoostingClassifier(n_estimators=3, random_state=0).fit(X, y), compress=3)
out["columns"] = dumped(Pipeline([("c", ColumnTransformer([("n", Pipeline([("i", SimpleImputer()), ("s", StandardScaler())]), [0, 1]), ("o", OneHotEncoder(handle_unknown="ignore"), [2])])), ("m", LogisticRegression())]).fit(np.c_[X[:, :2], y], y))
out["svc"] = pickle.dumps(SVC(probability=False).fit(X, y), 5)
out["kmeans"] = pickle.dumps({"model": KMeans(2, n_init=1, random_state=0).fit(X), "labels": LabelEncoder().fit(["no", "yes"])}, 3)
out["neighbours"] = dumped(KNeighborsClassifier(algorithm="kd_tree").fit(X, y), compress=("gzip", 3))
out["isolation"] = dumped(IsolationForest(n_estimators=2, random_state=0).fit(X), compress=("bz2", 9))
out["counts"] = pickle.dumps(CountVectorizer(stop_words="english").fit(["the system runs", "eval of the import"]), 0)
buffer = io.BytesIO()
np.savez(buffer, images=np.zeros((2, 4, 4), np.uint8), names=np.array(["os.system", "eval"]), scale=np.float32(2))
out["npz"] = buffer.getvalue()
out["structured"] = saved(lambda v, b: np.save(b, v), np.array([("a", 1.0)], dtype=[("name", "U8"), ("value", "<f8")]))
out["fortran"] = saved(lambda v, b: np.save(b, v), np.asfortranarray(np.arange(6, dtype=">i4").reshape(2, 3)))

# Honest tokenizers, trained.
corpus = ["the model reads the text and the text reads back", "do not run os.system on it", "yes no allow deny true false", "ein kleiner Satz über Straßen"] * 4


def trained(model, trainer, setup):
    tokenizer = Tokenizer(model)
    setup(tokenizer)
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def gpt(t):
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel(trim_offsets=False)


def uncased(t):
    t.normalizer = normalizers.Sequence([normalizers.Replace("``", '"'), normalizers.BertNormalizer(lowercase=True), normalizers.StripAccents()])
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()


def sentence(t):
    t.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(__import__("tokenizers").Regex(" {2,}"), " ")])
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    t.decoder = decoders.Metaspace()


def llama(t):
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])


def digits(t):
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Punctuation(), pre_tokenizers.UnicodeScripts(), pre_tokenizers.Whitespace()])


special = ["<unk>", "<s>", "</s>"]
a = trained(models.BPE(), trainers.BpeTrainer(vocab_size=320, special_tokens=["<|endoftext|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False), gpt)
a.add_special_tokens(["<|im_start|>", "<|im_end|>", "<|fim_prefix|>", "<|fim_suffix|>"] + [f"<|reserved_{i}|>" for i in range(6)])
a.add_tokens([AddedToken("<think>", normalized=False), AddedToken("</think>", normalized=False), AddedToken("    ", normalized=False), AddedToken("\t\t", normalized=False)])
b = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=110, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False), uncased)
b.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 2), ("[SEP]", 3)])
b.enable_truncation(128)
b.enable_padding(pad_id=0, pad_token="[PAD]")
b.add_special_tokens([AddedToken("[MASK]", lstrip=True)])
c = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=90, special_tokens=special + ["<mask>"], unk_token="<unk>", show_progress=False), sentence)
c.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 1))
d = trained(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True), trainers.BpeTrainer(vocab_size=400, special_tokens=special + [f"<0x{i:02X}>" for i in range(256)], show_progress=False), llama)
e = trained(models.WordLevel(unk_token="<unk>"), trainers.WordLevelTrainer(vocab_size=60, special_tokens=special, show_progress=False), digits)
f = trained(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"), trainers.BpeTrainer(vocab_size=100, special_tokens=["<unk>"], end_of_word_suffix="</w>", show_progress=False), uncased)
f.decoder = decoders.BPEDecoder()
f.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(__import__("tokenizers").Regex(r"\s+"), " "), normalizers.Lowercase()])
for name, value in zip(("Gpt", "Bert", "Unigram", "Llama", "Digits", "Clip"), (a, b, c, d, e, f)):
    out[f"tokenizer{name}"] = value.to_str(pretty=True).encode()

with open("packed.ts", "w", encoding="utf-8") as file:
    file.write("import { inflateSync } from 'node:zlib';\n\n")
    file.write("/** Written by make-packed.py: what only a Python library can make, deflated, as base64. */\nconst packed = {\n")
    for name, data in out.items():
        print(name, len(data), len(zlib.compress(data, 9)))
        assert len(data) < 900_000, name
        file.write(f"  {name}:\n    '{base64.b64encode(zlib.compress(data, 9)).decode()}',\n")
    file.write("} as const;\n\nexport type PackedToo = keyof typeof packed;\n")
    file.write("export const unpackToo = (name: PackedToo): Uint8Array =>\n")
    file.write("  new Uint8Array(inflateSync(Buffer.from(packed[name], 'base64')));\n")
