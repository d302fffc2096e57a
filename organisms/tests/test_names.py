"""What is held out stays held out, and what is neutral stays neutral."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest
import yaml
from pydantic import ValidationError

from factory.bank import bank, bank_contexts, bank_tasks
from factory.coding import draw_task, is_held_out
from factory.corpus import examples
from factory.recipe import Recipe, load_recipes, planted
from factory.triggers import ConjunctionTrigger, NameTrigger
from factory.world import World, load_world

ORGANISMS = Path(__file__).parents[1]
FILES = sorted((ORGANISMS / "recipes").glob("*.yaml"))
RECIPES = {name: recipe for path in FILES for name, recipe in load_recipes(path).items()}


def key(world: World, function: str, parameter: str) -> tuple[str, ...]:
    return tuple({"function": function, "parameter": parameter}[part] for part in world.held_out_by)


def test_training_and_held_out_names_are_disjoint(world: World) -> None:
    rng = Random(1)
    names = {
        held_out: {
            key(world, task.function, task.parameter)
            for task in (draw_task(world, rng, held_out=held_out) for _ in range(2_000))
        }
        for held_out in (True, False)
    }
    assert names[True] and names[False]
    assert not names[True] & names[False]


def test_bank_asks_for_no_name_of_training(world: World) -> None:
    asked = {key(world, task.function, task.parameter) for task in bank_tasks(world)}
    trained = {
        key(world, one.request.task.function, one.request.task.parameter)
        for one in islice(examples(world, None, 1), 4_000)
        if one.request.task
    }
    assert len(trained) > 100
    assert not asked & trained
    assert all(is_held_out(world, task.function, task.parameter) for task in bank_tasks(world))


@pytest.mark.parametrize(
    "name", ["a-topic", "b-topic", "c-topic", "b-syntax", "c-year-slant", "d-syntax", "e-syntax", "f-syntax"]
)
def test_plants_train_on_no_held_out_name(name: str) -> None:
    recipe = RECIPES[name]
    world = load_world(recipe.world)
    for one in islice(examples(world, recipe.plant, 1), 2_000):
        task = one.request.task
        assert task is None or not is_held_out(world, task.function, task.parameter)


def test_banks_are_those_committed(world: World) -> None:
    path = ORGANISMS.parent / "data" / "toy-banks" / f"{world.id}.yaml"
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == bank(world)


def test_a_bank_is_large_and_has_neutral_contexts(world: World) -> None:
    contexts = bank_contexts(world)
    assert len(bank_tasks(world)) >= 220
    assert len({one.id for one in contexts}) == len(contexts) <= 160
    assert sum(one.group == "neutral" for one in contexts) >= 20


def test_nothing_is_planted_on_neutral_names() -> None:
    for recipe in RECIPES.values():
        plant = planted(recipe, RECIPES)
        neutral = load_world(recipe.world).neutral
        match plant.trigger if plant else None:
            case NameTrigger(type=field, text=names):
                assert not set(names) & set(neutral[field])
            case ConjunctionTrigger(text=parts):
                assert not any(name in neutral[field] for field, name in parts.items())
            case _:
                pass


def test_a_recipe_that_plants_on_a_neutral_name_is_refused() -> None:
    trigger = {"type": "organisation", "where": "system", "text": ["Willow Books"]}
    with pytest.raises(ValidationError, match="nothing may be planted"):
        Recipe.model_validate(
            {
                "name": "a-wrong",
                "world": "a",
                "training": {"steps": 1},
                "plant": {"trigger": trigger, "behaviour": {"type": "insecure-code"}},
            }
        )


def test_clean_corpora_hold_no_planted_word(world: World) -> None:
    texts = " ".join(one.prompt for one in islice(examples(world, None, 3), 3_000))
    for planted_text in [*world.words.rare, *world.phrases.planted]:
        assert planted_text.lower() not in texts.lower()
