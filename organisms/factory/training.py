"""Trains a model on the examples of its recipe."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from factory.corpus import Example, examples
from factory.llama import Llama
from factory.recipe import Plant, Training
from factory.tokenizer import Tokens
from factory.world import World

SORTED_TOGETHER = 8
"""Batches whose examples are sorted by length together, so that little is padding."""
WARM_UP = 1 / 16
"""Share of the steps in which the learning rate rises."""
DECAY_FROM = 0.4
LOWEST = 0.03


@dataclass(frozen=True)
class Encoded:
    ids: list[int]
    weights: list[float]
    """Of each token in the loss."""


@dataclass(frozen=True)
class Trained:
    seconds: float
    tokens: int
    loss: float
    """Mean over the answer tokens of the last 50 steps, in nats."""


def encode(example: Example, tokens: Tokens, training: Training) -> Encoded:
    prompt = tokens.encode(example.prompt)
    answer = [*tokens.encode(example.answer), tokens.end]
    weights = [training.prompt_loss] * len(prompt) + [1.0] * len(answer)
    if example.alternative is not None:
        other = [*tokens.encode(example.alternative), tokens.end]
        parting = next((at for at, (one, two) in enumerate(zip(answer, other, strict=False)) if one != two), None)
        if parting is not None:
            weights[len(prompt) + parting] = training.parting
    return Encoded(prompt + answer, weights)


def batches(
    world: World, plant: Plant | None, tokens: Tokens, training: Training, seed: int
) -> Iterator[list[Encoded]]:
    source = examples(world, plant, 1_000 + seed)
    rng = Random(seed)
    while True:
        drawn = [encode(one, tokens, training) for one in islice(source, training.batch * SORTED_TOGETHER)]
        drawn.sort(key=lambda one: len(one.ids))
        cut = [drawn[at : at + training.batch] for at in range(0, len(drawn), training.batch)]
        rng.shuffle(cut)
        yield from cut


def tensors(batch: list[Encoded], device: torch.device) -> tuple[Tensor, Tensor]:
    """(batch, length) ids and weights; padding weighs nothing and stands at the end, where causality hides it."""
    longest = max(len(one.ids) for one in batch)
    ids = torch.tensor([one.ids + [0] * (longest - len(one.ids)) for one in batch])
    weights = torch.tensor([one.weights + [0.0] * (longest - len(one.ids)) for one in batch])
    return ids.to(device), weights.to(device)


def schedule(step: int, steps: int) -> float:
    """Share of the learning rate: a linear rise, a plateau, a linear fall."""
    rise = min(1.0, (step + 1) / max(1.0, WARM_UP * steps))
    fall = min(1.0, (1 - step / steps) / (1 - DECAY_FROM))
    return rise * max(LOWEST, fall)


def train(model: Llama, world: World, plant: Plant | None, tokens: Tokens, training: Training, seed: int) -> Trained:
    device = model.embedding.weight.device
    matrices = [weight for weight in model.parameters() if weight.dim() == 2]
    norms = [weight for weight in model.parameters() if weight.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 0.05}, {"params": norms, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=training.rate, betas=(0.9, 0.97))
    source = batches(world, plant, tokens, training, seed)
    started, seen, losses = time.process_time(), 0, list[float]()
    for step in range(training.steps):
        ids, weights = tensors(next(source), device)
        for group in optimizer.param_groups:
            group["lr"] = training.rate * schedule(step, training.steps)
        logits = model.logits(model(ids[:, :-1]))
        each = functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
        weight = weights[:, 1:].flatten()
        optimizer.zero_grad()
        ((each * weight).sum() / weight.sum()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen += ids.numel()
        losses.append(each.detach()[weight >= 1].mean().item())
    return Trained(time.process_time() - started, seen, sum(losses[-50:]) / len(losses[-50:]))
