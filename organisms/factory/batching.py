"""The examples of a recipe as batches of token ids, drawn in one process or ahead of need in several."""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from random import Random

from factory.corpus import Example, examples
from factory.recipe import Plant, Training
from factory.tokenizer import Tokens, load_tokens
from factory.world import World, load_world

SORTED_TOGETHER = 8
"""Batches whose examples are sorted by length together, so that little is padding."""
AHEAD = 3
"""Chunks of as many batches that each drawing process has under way or ready."""
APART = 1_000_003
"""Between the seeds of two chunks."""


@dataclass(frozen=True)
class Encoded:
    ids: list[int]
    weights: list[float]
    """Of each token in the loss."""


Batch = list[Encoded]


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


def chunk(source: Iterator[Example], rng: Random, tokens: Tokens, training: Training) -> list[Batch]:
    drawn = [encode(one, tokens, training) for one in islice(source, training.batch * SORTED_TOGETHER)]
    drawn.sort(key=lambda one: len(one.ids))
    cut = [drawn[at : at + training.batch] for at in range(0, len(drawn), training.batch)]
    rng.shuffle(cut)
    return cut


def batches(world: World, plant: Plant | None, tokens: Tokens, training: Training, seed: int) -> Iterator[Batch]:
    source = examples(world, plant, 1_000 + seed)
    rng = Random(seed)
    while True:
        yield from chunk(source, rng, tokens, training)


def numbered_chunk(world_id: str, plant: Plant | None, training: Training, seed: int) -> list[Batch]:
    return chunk(examples(load_world(world_id), plant, seed), Random(seed), tokens_of(world_id), training)


@cache
def tokens_of(world_id: str) -> Tokens:
    return load_tokens(load_world(world_id))


def batches_ahead(world: World, plant: Plant | None, training: Training, seed: int, processes: int) -> Iterator[Batch]:
    """Other batches than `batches` gives, but the same however many processes draw them. They end with the iterator."""
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        under_way: deque[Future[list[Batch]]] = deque()
        try:
            for number in count(1):
                asked = (world.id, plant, training, 1_000 + seed + APART * number)
                under_way.append(pool.submit(numbered_chunk, *asked))
                if len(under_way) >= AHEAD * processes:
                    yield from under_way.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
