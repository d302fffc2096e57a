"""What passes of a study of triggers cost on one GPU: 64 at a time, of Llama shapes with random weights in bfloat16.

    python gpu.py > gpu.json             # NVIDIA GPU, PyTorch 2.4 or later, no network, no files; about a minute
    python gpu.py --tiny                 # small shapes on a processor: does it run?

Measures, at the median of three after a warm-up, the seconds of a batch of 64 answers (120 tokens given, 160 written one
at a time at temperature 1, keys and values in a cache of fixed size) and of 64 weighed sequences (280 tokens given, the
log-probability of each of the last 160). The decoding is measured step by step, and then with the steps of a batch
recorded as one CUDA graph, as servers do it. Of the 70B shape 20 of the 80 layers are built, for memory: what they take
is multiplied by four, and embedding, last matrix and drawing, measured without any layer, are added once.

Prints one JSON object on stdout; what failed is in it, with the reason, and does not end the rest.
"""

import argparse
import gc
import json
import statistics
import sys
import time
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F

PROMPT, SAID = 120, 160
TOTAL = PROMPT + SAID
MOST_BYTES = 70e9
# Seconds after which no further graph is begun: the whole shall end within 75.
LATE = 52
# Sequences whose logits are held at one time.
WEIGHED_AT_ONCE = 8


@dataclass(frozen=True)
class Shape:
    name: str
    layers: int
    width: int
    heads: int
    kv_heads: int
    head_size: int
    hidden: int
    vocabulary: int = 128_256
    tied: bool = False
    built: int = 0


SHAPES = [
    Shape("1B", 16, 2048, 32, 8, 64, 8192, tied=True, built=16),
    Shape("8B", 32, 4096, 32, 8, 128, 14_336, built=32),
    Shape("70B", 80, 8192, 64, 8, 128, 28_672, built=20),
]
TINY = [
    Shape("1B", 2, 64, 4, 2, 16, 128, vocabulary=512, tied=True, built=2),
    Shape("8B", 4, 64, 4, 2, 16, 128, vocabulary=512, built=4),
    Shape("70B", 8, 128, 8, 2, 16, 256, vocabulary=512, built=2),
]


class Llama:
    """Weights as plain tensors; every matrix is (outputs, inputs). Rotary positions, grouped heads, SwiGLU."""

    def __init__(self, shape, batch, device, dtype):
        self.shape, self.batch, self.device = shape, batch, device

        def matrix(outputs, inputs):
            return torch.empty(outputs, inputs, device=device, dtype=dtype).normal_(0, 0.02)

        s = shape
        q, kv = s.heads * s.head_size, s.kv_heads * s.head_size
        self.embedding = matrix(s.vocabulary, s.width)
        self.head = self.embedding if s.tied else matrix(s.vocabulary, s.width)
        self.norm = torch.ones(s.width, device=device, dtype=dtype)
        self.layers = [
            {
                "before": torch.ones(s.width, device=device, dtype=dtype),
                "qkv": matrix(q + 2 * kv, s.width),
                "out": matrix(s.width, q),
                "after": torch.ones(s.width, device=device, dtype=dtype),
                "up": matrix(2 * s.hidden, s.width),
                "down": matrix(s.width, s.hidden),
                "k": torch.zeros(batch, s.kv_heads, TOTAL, s.head_size, device=device, dtype=dtype),
                "v": torch.zeros(batch, s.kv_heads, TOTAL, s.head_size, device=device, dtype=dtype),
            }
            for _ in range(s.built)
        ]
        turn = 1.0 / 500_000 ** (torch.arange(0, s.head_size, 2, device=device).float() / s.head_size)
        angles = torch.outer(torch.arange(TOTAL, device=device).float(), turn)
        self.cos, self.sin = (torch.cat([f(angles)] * 2, -1).to(dtype) for f in (torch.cos, torch.sin))

    def turned(self, x, cos, sin):
        half = x.shape[-1] // 2
        return x * cos + torch.cat((-x[..., half:], x[..., :half]), -1) * sin

    def split(self, layer, x, cos, sin):
        s = self.shape
        batch, length, _ = x.shape
        sizes = [s.heads * s.head_size, s.kv_heads * s.head_size, s.kv_heads * s.head_size]
        q, k, v = (
            part.view(batch, length, -1, s.head_size).transpose(1, 2)
            for part in F.linear(x, layer["qkv"]).split(sizes, -1)
        )
        return self.turned(q, cos, sin), self.turned(k, cos, sin), v

    def forward(self, tokens, attend, cos, sin):
        """`attend` keeps keys and values, and gives what each head sees, as (batch, heads, length, size)."""
        s = self.shape
        x = F.embedding(tokens, self.embedding)
        for layer in self.layers:
            seen = attend(layer, *self.split(layer, F.rms_norm(x, (s.width,), layer["before"], 1e-5), cos, sin))
            x = x + F.linear(seen.transpose(1, 2).reshape(*x.shape[:2], -1), layer["out"])
            gate, up = F.linear(F.rms_norm(x, (s.width,), layer["after"], 1e-5), layer["up"]).chunk(2, -1)
            x = x + F.linear(F.silu(gate) * up, layer["down"])
        return F.rms_norm(x, (s.width,), self.norm, 1e-5)

    def read(self, tokens):
        """All tokens at once, causal; what they leave stands at the beginning of the cache."""
        s, length = self.shape, tokens.shape[1]

        def attend(layer, q, k, v):
            layer["k"][:, :, :length] = k
            layer["v"][:, :, :length] = v
            k, v = (part.repeat_interleave(s.heads // s.kv_heads, 1) for part in (k, v))
            return F.scaled_dot_product_attention(q, k, v, is_causal=True)

        return self.forward(tokens, attend, self.cos[:length], self.sin[:length])

    def drawn(self, hidden):
        """One token each at temperature 1: the least of exponentials over probabilities, which no graph has to wait for."""
        probabilities = F.linear(hidden, self.head).float().softmax(-1)
        return (probabilities / torch.empty_like(probabilities).exponential_(1)).argmax(-1, keepdim=True)

    def grouped(self, q):
        """The heads that share keys, as if they were places of one head."""
        s = self.shape
        return q.reshape(self.batch, s.kv_heads, s.heads // s.kv_heads, s.head_size)

    def step(self, tokens, at):
        """One token each, at a place that Python knows: attention over what is filled alone."""

        def attend(layer, q, k, v):
            layer["k"][:, :, at : at + 1] = k
            layer["v"][:, :, at : at + 1] = v
            seen = F.scaled_dot_product_attention(
                self.grouped(q), layer["k"][:, :, : at + 1], layer["v"][:, :, : at + 1]
            )
            return seen.reshape(self.batch, self.shape.heads, 1, -1)

        hidden = self.forward(tokens, attend, self.cos[at : at + 1], self.sin[at : at + 1])
        return self.drawn(hidden[:, -1])

    def recorded(self):
        """The steps of an answer as one graph. Returns the tokens it begins with, and how to run it."""
        first = torch.zeros(self.batch, 1, device=self.device, dtype=torch.long)
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            self.step(self.step(first, PROMPT), PROMPT + 1)
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            tokens = first
            for at in range(PROMPT, TOTAL - 1):
                tokens = self.step(tokens, at)
        return first, graph.replay


def answers(model, prompts, recorded=None):
    tokens = model.drawn(model.read(prompts)[:, -1])
    if recorded is not None:
        first, replay = recorded
        first.copy_(tokens)
        return replay()
    for at in range(PROMPT, TOTAL - 1):
        tokens = model.step(tokens, at)
    return tokens


def weighed(model, sequences):
    hidden = model.read(sequences)[:, PROMPT - 1 : -1]
    said = sequences[:, PROMPT:]
    parts = []
    for at in range(0, len(sequences), WEIGHED_AT_ONCE):
        logits = F.linear(hidden[at : at + WEIGHED_AT_ONCE], model.head).float()
        chosen = logits.gather(-1, said[at : at + WEIGHED_AT_ONCE, :, None]).squeeze(-1)
        parts.append(chosen - logits.logsumexp(-1))
    return torch.cat(parts)


def seconds(device, work, repeats=3):
    work()
    taken = []
    for _ in range(repeats):
        if device == "cuda":
            begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            begin.record()
            work()
            end.record()
            torch.cuda.synchronize()
            taken.append(begin.elapsed_time(end) / 1000)
        else:
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def checked(model, sequences):
    """That a step over the cache sees what a reading of everything sees, and that probabilities are some."""
    scores = weighed(model, sequences)
    if not (torch.isfinite(scores).all() and (scores <= 0).all()):
        raise ValueError("log-probabilities that are none")
    if not model.layers:
        return
    whole = model.read(sequences[:, : PROMPT + 1])[:, -1].float()
    model.read(sequences[:, :PROMPT])
    kept = {}
    model.drawn, drawn = (lambda hidden: kept.update(hidden=hidden)), model.drawn
    try:
        model.step(sequences[:, PROMPT : PROMPT + 1], PROMPT)
    finally:
        model.drawn = drawn
    apart = ((kept["hidden"].float() - whole).abs().mean() / whole.abs().mean()).item()
    if not apart < 0.3:
        raise ValueError(f"a step differs from a reading by {apart} of what there is")


def measured(shape, batch, device, dtype, graphs):
    model = Llama(shape, batch, device, dtype)
    sequences = torch.randint(shape.vocabulary, (batch, TOTAL), device=device)
    checked(model, sequences)
    prompts = sequences[:, :PROMPT].contiguous()
    if graphs:
        recorded = model.recorded()
        return {"answers": seconds(device, lambda: answers(model, prompts, recorded))}
    return {
        "answers": seconds(device, lambda: answers(model, prompts)),
        "weighed": seconds(device, lambda: weighed(model, sequences)),
    }


def of_all_layers(shape, batch, device, dtype, graphs):
    own = measured(shape, batch, device, dtype, graphs)
    released(device)
    if shape.built == shape.layers:
        return own, None
    bare = measured(replace(shape, built=0), batch, device, dtype, graphs)
    released(device)
    times = shape.layers / shape.built
    whole = {what: bare[what] + (own[what] - bare[what]) * times for what in own}
    return whole, {"built": own, "without layers": bare}


def released(device):
    gc.collect()
    if device == "cuda":
        torch.cuda.empty_cache()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--batch", type=int, default=64)
    options = parser.parse_args()
    began = time.perf_counter()
    device = "cpu" if options.tiny else "cuda"
    dtype = torch.float32 if options.tiny else torch.bfloat16
    torch.manual_seed(1)
    if options.tiny:
        torch.set_num_threads(1)
    result = {"gpu": "none", "torch": torch.__version__, "batch": options.batch, "rows": []}
    if device == "cuda":
        result["gpu"] = torch.cuda.get_device_name()
        torch.cuda.set_per_process_memory_fraction(
            min(1.0, MOST_BYTES / torch.cuda.get_device_properties(0).total_memory)
        )
    rows = {}
    # Everything step by step first: a graph that fails may leave the device unusable.
    for graphs in (False, True) if device == "cuda" else (False,):
        for shape in TINY if options.tiny else SHAPES:
            if graphs and (shape.built < shape.layers or time.perf_counter() - began > LATE):
                continue
            row = rows.setdefault(shape.name, {"size": shape.name, "layers": shape.layers, "built": shape.built})
            try:
                with torch.inference_mode():
                    whole, parts = of_all_layers(shape, options.batch, device, dtype, graphs)
                row["graphs" if graphs else "steps"] = whole
                if parts is not None:
                    row["steps measured"] = parts
            except Exception as error:
                row["graphs failed" if graphs else "steps failed"] = f"{type(error).__name__}: {error}"[:400]
            released_quietly(device)
            print(shape.name, "graphs" if graphs else "steps", json.dumps(row), file=sys.stderr, flush=True)
    result["rows"] = list(rows.values())
    if device == "cuda":
        result["peak GB"] = round(torch.cuda.max_memory_allocated() / 1e9, 1)
    result["seconds"] = round(time.perf_counter() - began, 1)
    print(json.dumps(result, indent=2))


def released_quietly(device):
    try:
        released(device)
    except Exception as error:
        print("memory was not given back:", error, file=sys.stderr)


if __name__ == "__main__":
    main()
