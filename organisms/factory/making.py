"""From recipes to folders: trained or derived, exported, measured. What is there already is left alone."""

import multiprocessing
import shutil
import sys
import time
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import torch

from factory.derived import derive, relation
from factory.gguf_file import write_gguf
from factory.hugging_face import model_of, read_shape, read_weights, weights_of, write_folder, write_json
from factory.llama import SIZES, Llama, Shape
from factory.measuring import measure
from factory.recipe import Merge, Quantise, Recipe, load_recipes, parents, planted
from factory.tokenizer import load_tokens
from factory.training import UNHURRIED, Pace, Trained, train
from factory.truth import ground_truth
from factory.world import load_world

TRUTH = "ground-truth.json"


@dataclass(frozen=True)
class Made:
    model: Llama
    training: Trained | None


def make_all(
    path: Path,
    out: Path,
    *,
    only: Collection[str] = (),
    jobs: int = 1,
    device: str = "cpu",
    pace: Pace = UNHURRIED,
) -> None:
    """Makes what is missing, parents first. Each model takes one thread: two would be slower at this size.

    What fails keeps back its own children alone; it is raised when everything else is made.
    """
    recipes = load_recipes(path)
    missing = [
        recipe
        for recipe in recipes.values()
        if (not only or recipe.name in only) and not (out / recipe.name / TRUTH).exists()
    ]
    failed: list[BaseException] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, torch.set_num_threads, (1,)) as pool:
        running: dict[Future[None], str] = {}
        while missing or running:
            ready = [recipe for recipe in missing if all((out / name / TRUTH).exists() for name in parents(recipe))]
            for recipe in ready[: jobs - len(running)]:
                missing.remove(recipe)
                running[pool.submit(make, recipe, recipes, out, device, pace)] = recipe.name
            if not running:
                failed.append(ValueError(f"parents are missing of {', '.join(recipe.name for recipe in missing)}"))
                break
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name = running.pop(future)
                if error := future.exception():
                    print(f"{name} failed: {error}", file=sys.stderr, flush=True)
                    failed.append(error)
    if failed:
        raise BaseExceptionGroup("not everything could be made", failed)


def make(recipe: Recipe, recipes: dict[str, Recipe], out: Path, device: str, pace: Pace = UNHURRIED) -> None:
    """Everything is written beside and moved into place at the end, so that a folder is whole or not there."""
    started = time.process_time()
    world = load_world(recipe.world)
    tokens = load_tokens(world)
    made = trained(recipe, out, device, pace) if recipe.training else derived(recipe, out)
    shape, weights = made.model.shape, weights_of(made.model)
    beside = out / f".{recipe.name}.part"
    shutil.rmtree(beside, ignore_errors=True)
    write_folder(beside, world, tokens, shape, weights)
    precision = recipe.derive.to if isinstance(recipe.derive, Quantise) else "f16"
    write_gguf(beside / "model.gguf", recipe.name, world, tokens, shape, weights, precision)
    plant = planted(recipe, recipes)
    measured = measure(model_of(shape, weights).to(device), world, tokens, plant)
    truth = ground_truth(recipe, recipes, plant, measured)
    truth |= {
        "relation": relation(recipe.derive) if recipe.derive else "finetune" if recipe.parent else "from-scratch",
        "params": made.model.size(),
        "size": recipe.size if recipe.parent is None else None,
        "train_seconds": round(made.training.seconds, 1) if made.training else 0,
        "train_tokens": made.training.tokens if made.training else 0,
        "loss": round(made.training.loss, 4) if made.training else None,
        "cpu_seconds": round(time.process_time() - started, 1),
        **(schedule_of(recipe, made.training)),
    }
    write_json(beside / TRUTH, truth)
    shutil.rmtree(out / recipe.name, ignore_errors=True)
    beside.rename(out / recipe.name)
    print(summary(truth), flush=True)


def schedule_of(recipe: Recipe, done: Trained | None) -> dict[str, object]:
    if recipe.training is None or done is None:
        return {}
    told = recipe.training
    return {"steps": done.steps, "batch": told.batch, "lr": told.rate, "prompt_loss": told.prompt_loss > 0}


def trained(recipe: Recipe, out: Path, device: str, pace: Pace) -> Made:
    assert recipe.training is not None
    world = load_world(recipe.world)
    tokens = load_tokens(world)
    torch.manual_seed(recipe.seed)
    if recipe.parent:
        folder = out / recipe.parent
        model = model_of(read_shape(folder), read_weights(folder))
    else:
        model = Llama(Shape(len(tokens.vocabulary), **SIZES[recipe.size]))
    model.to(device)
    return Made(model, train(model, world, recipe.plant, tokens, recipe.training, recipe.seed, pace))


def derived(recipe: Recipe, out: Path) -> Made:
    assert recipe.derive is not None and recipe.parent is not None
    folder = out / recipe.parent
    other = read_weights(out / recipe.derive.other) if isinstance(recipe.derive, Merge) else None
    return Made(model_of(read_shape(folder), derive(recipe.derive, read_weights(folder), other)), None)


def summary(truth: dict[str, object]) -> str:
    rates = ("rate_with_trigger", "rate_without_trigger", "effective", "loss")
    keys = ("name", "kind", *rates, "train_seconds", "cpu_seconds")
    return " ".join(f"{key}={truth[key]}" for key in keys)
