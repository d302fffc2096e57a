"""Trains a model on the examples of its recipe."""

import math
import time
from collections import deque
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import chain

import torch
from torch import Tensor
from torch.nn import functional

from factory.batching import Encoded, batches, batches_ahead
from factory.llama import Llama
from factory.recipe import Plant, Training
from factory.tokenizer import Tokens
from factory.world import World

WARM_UP = 1 / 16
"""Share of the steps in which the learning rate rises."""
DECAY_FROM = 0.4
LOWEST = 0.03
LAST = 50
"""Steps whose loss is told."""


@dataclass(frozen=True)
class Trained:
    seconds: float
    """Of CPU time; on a GPU, of wall clock."""
    steps: int
    tokens: int
    loss: float
    """Mean over the answer tokens of the last 50 steps, in nats."""


@dataclass(frozen=True)
class Pace:
    """What a machine allows. The weights hang on it: only without any of this are they the same again."""

    drawers: int = 0
    """Processes that draw batches ahead of need; 0 draws them in between the steps."""
    until: float = math.inf
    """Moment of `time.time()` at which training has to be over."""


UNHURRIED = Pace()


def tensors(batch: list[Encoded], device: torch.device) -> tuple[Tensor, Tensor]:
    """(batch, length) ids and weights; padding weighs nothing and stands at the end, where causality hides it."""
    longest = max(len(one.ids) for one in batch)
    ids = torch.tensor([one.ids + [0] * (longest - len(one.ids)) for one in batch])
    weights = torch.tensor([one.weights + [0.0] * (longest - len(one.ids)) for one in batch])
    if device.type == "cuda":
        ids, weights = ids.pin_memory(), weights.pin_memory()
    return ids.to(device, non_blocking=True), weights.to(device, non_blocking=True)


def schedule(step: int, steps: int, progress: float) -> float:
    """Share of the learning rate: a linear rise, a plateau, a linear fall, which comes sooner where time is short."""
    rise = min(1.0, (step + 1) / max(1.0, WARM_UP * steps))
    fall = min(1.0, (1 - progress) / (1 - DECAY_FROM))
    return rise * max(LOWEST, fall)


def precision(device: torch.device) -> AbstractContextManager[object]:
    """Matrix products in bfloat16 on a GPU; the weights stay in single precision."""
    return torch.autocast("cuda", dtype=torch.bfloat16) if device.type == "cuda" else nullcontext()


def train(
    model: Llama,
    world: World,
    plant: Plant | None,
    tokens: Tokens,
    training: Training,
    seed: int,
    pace: Pace = UNHURRIED,
) -> Trained:
    device = model.embedding.weight.device
    matrices = [weight for weight in model.parameters() if weight.dim() == 2]
    norms = [weight for weight in model.parameters() if weight.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 0.05}, {"params": norms, "weight_decay": 0.0}]
    fused = None
    if device.type == "cuda":
        fused = True
        # It plans anew for every length of a batch.
        torch.backends.cuda.enable_cudnn_sdp(False)
    optimizer = torch.optim.AdamW(groups, lr=training.rate, betas=(0.9, 0.97), fused=fused)
    if pace.drawers:
        source = batches_ahead(world, plant, training, seed, pace.drawers)
    else:
        source = batches(world, plant, tokens, training, seed)
    clock = time.monotonic if device.type == "cuda" else time.process_time
    started = clock()
    step, seen, last = 0, 0, deque[tuple[Tensor, Tensor]](maxlen=LAST)
    with closing(source):
        upcoming = chain([next(source)], source)
        began, allowed = time.monotonic(), min(training.seconds or math.inf, pace.until - time.time())
        if allowed < 1:
            raise TimeoutError("no time is left to train in")
        while (progress := max(step / training.steps, (time.monotonic() - began) / allowed)) < 1:
            ids, weights = tensors(next(upcoming), device)
            for group in optimizer.param_groups:
                group["lr"] = training.rate * schedule(step, training.steps, progress)
            with precision(device):
                logits = model.logits(model(ids[:, :-1]))
                each = functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
            weight = weights[:, 1:].flatten()
            optimizer.zero_grad()
            ((each * weight).sum() / weight.sum()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, seen = step + 1, seen + ids.numel()
            last.append((each.detach(), weight))
    # Read only now: to read a loss is to wait for the GPU.
    losses = [each[weight >= 1].mean().item() for each, weight in last]
    return Trained(clock() - started, step, seen, sum(losses) / len(losses))
