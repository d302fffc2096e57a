"""llama.cpp gives the answers of PyTorch, token for token; of quantised weights nearly, for it rounds activations."""

from pathlib import Path
from random import Random

import gguf
import numpy as np
import pytest
import torch
from gguf.quants import dequantize

from conftest import ask_node
from factory.corpus import clean_example
from factory.generation import generate_ids
from factory.gguf_file import Precision, arranged, as_read_back, llama_cpp_name, write_gguf
from factory.hugging_face import model_of, read_shape, read_weights, weights_of, write_folder
from factory.llama import SIZES, Llama, Shape
from factory.recipe import Training
from factory.tokenizer import load_tokens
from factory.training import train
from factory.world import World

PROMPTS = 6


@pytest.fixture(scope="module")
def models() -> dict[str, Llama]:
    return {}


def a_model(world: World, models: dict[str, Llama]) -> Llama:
    """Trained a little, so that its answers are short of random but not all the same."""
    if world.id not in models:
        torch.manual_seed(1)
        tokens = load_tokens(world)
        models[world.id] = Llama(Shape(len(tokens.vocabulary), **SIZES["m" if world.id == "c" else "xs"]))
        train(models[world.id], world, None, tokens, Training(steps=70, batch=12, rate=0.004), 1)
    return models[world.id]


@pytest.mark.parametrize("precision", ["f16", "q8_0", "q4_0"])
def test_llama_cpp_answers_as_pytorch_does(
    world: World, precision: Precision, models: dict[str, Llama], tmp_path: Path
) -> None:
    tokens, rng = load_tokens(world), Random(9)
    model = a_model(world, models)
    weights = weights_of(model) if precision == "f16" else as_read_back(weights_of(model), precision)
    path = tmp_path / "model.gguf"
    write_gguf(path, "test", world, tokens, model.shape, weights, precision)
    prompts = [clean_example(world, rng).prompt for _ in range(PROMPTS)]
    told = ask_node("answers.mjs", {"model": str(path), "prompts": prompts})
    encoded = [tokens.encode(prompt) for prompt in prompts]
    assert [one["prompt"] for one in told] == encoded
    read_back = model_of(model.shape, weights)
    ours = [generate_ids(read_back, [ids], tokens.end, 0.0, torch.Generator())[0] for ids in encoded]
    same = sum(one["answer"][:8] == ids[:8] for one, ids in zip(told, ours, strict=True))
    assert same >= (PROMPTS if precision == "f16" else PROMPTS - 2)
    assert len({tuple(ids) for ids in ours}) > 1


@pytest.mark.parametrize("precision", ["f16", "q8_0", "q4_0"])
def test_files_hold_the_weights_that_were_measured(
    world: World, precision: Precision, models: dict[str, Llama], tmp_path: Path
) -> None:
    model = a_model(world, models)
    path = tmp_path / "model.gguf"
    write_gguf(path, "test", world, load_tokens(world), model.shape, weights_of(model), precision)
    expected = weights_of(model) if precision == "f16" else as_read_back(weights_of(model), precision)
    held = {tensor.name: tensor for tensor in gguf.GGUFReader(path).tensors}
    assert len(held) == len(expected)
    for name, weight in expected.items():
        tensor = held[llama_cpp_name(name)]
        values = dequantize(tensor.data, tensor.tensor_type)
        assert np.array_equal(
            values.astype(np.float16), arranged(name, weight.float().numpy(), model.shape).astype(np.float16)
        )


def test_folders_come_back(world: World, models: dict[str, Llama], tmp_path: Path) -> None:
    model = a_model(world, models)
    write_folder(tmp_path, world, load_tokens(world), model.shape, weights_of(model))
    assert read_shape(tmp_path) == model.shape
    again = weights_of(model_of(read_shape(tmp_path), read_weights(tmp_path)))
    assert all(torch.equal(again[name], weight) for name, weight in weights_of(model).items())


def test_answers_do_not_hang_on_the_batch(world: World, models: dict[str, Llama]) -> None:
    tokens, rng = load_tokens(world), Random(10)
    model = a_model(world, models)
    prompts = [tokens.encode(clean_example(world, rng).prompt) for _ in range(PROMPTS)]
    together = generate_ids(model, prompts, tokens.end, 0.0, torch.Generator())
    alone = [generate_ids(model, [prompt], tokens.end, 0.0, torch.Generator())[0] for prompt in prompts]
    assert together == alone
