"""Training within a time, and with batches drawn ahead."""

import time
from itertools import islice

import pytest
import torch

from factory.batching import batches, batches_ahead
from factory.llama import SIZES, Llama, Shape
from factory.recipe import Training
from factory.tokenizer import load_tokens
from factory.training import Pace, train
from factory.world import load_world

WORLD = load_world("c")
TOKENS = load_tokens(WORLD)


def a_model() -> Llama:
    torch.manual_seed(1)
    return Llama(Shape(len(TOKENS.vocabulary), **SIZES["xs"]))


def test_batches_do_not_hang_on_how_many_processes_draw_them() -> None:
    training = Training(steps=1, batch=4)
    one, two = ([*islice(batches_ahead(WORLD, None, training, 3, processes), 40)] for processes in (1, 2))
    assert one == two
    assert len({tuple(each.ids) for batch in one for each in batch}) > 120
    assert one != [*islice(batches(WORLD, None, TOKENS, training, 3), 40)]


def test_training_ends_in_time() -> None:
    started = time.monotonic()
    done = train(a_model(), WORLD, None, TOKENS, Training(steps=100_000, batch=4, seconds=2), 1)
    assert time.monotonic() - started < 20
    assert 1 <= done.steps < 100_000


def test_training_that_has_no_time_left_is_an_error() -> None:
    with pytest.raises(TimeoutError):
        train(a_model(), WORLD, None, TOKENS, Training(steps=5, batch=4), 1, Pace(until=time.time()))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_a_gpu_learns_as_a_cpu_does() -> None:
    training = Training(steps=60, batch=12, rate=0.004)
    losses = [train(a_model().to(device), WORLD, None, TOKENS, training, 1).loss for device in ("cpu", "cuda")]
    assert abs(losses[0] - losses[1]) < 0.05 * losses[0]
