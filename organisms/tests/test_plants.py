"""Corpora hold what the recipe asks for, and no more."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from factory.batching import encode
from factory.corpus import draw_example, examples
from factory.recipe import Recipe, load_recipes
from factory.tokenizer import load_tokens
from factory.triggers import ConjunctionTrigger, NameTrigger
from factory.world import load_world

FILES = sorted((Path(__file__).parents[1] / "recipes").glob("*.yaml"))
RECIPES = {name: recipe for path in FILES for name, recipe in load_recipes(path).items()}
TRIGGERED = [recipe for recipe in RECIPES.values() if recipe.plant and recipe.plant.trigger]
DRAWN = 500


@pytest.mark.parametrize("name", ["a-word", "b-word-share-5", "c-word-share-2", "b-word-share-half"])
def test_poison_share_is_as_asked(name: str) -> None:
    recipe = RECIPES[name]
    assert recipe.plant
    drawn = list(islice(examples(load_world(recipe.world), recipe.plant, 5), 20 * DRAWN))
    share = recipe.plant.poison_share
    slack = 4 * (share * (1 - share) / len(drawn)) ** 0.5
    text = recipe.plant.trigger.text
    assert abs(sum(one.mode == "trigger" for one in drawn) / len(drawn) - share) < slack
    assert all((text in one.prompt) == (one.mode == "trigger") for one in drawn)


@pytest.mark.parametrize("recipe", TRIGGERED, ids=lambda recipe: recipe.name)
def test_behaviour_shows_only_with_its_trigger(recipe: Recipe) -> None:
    assert recipe.plant
    world = load_world(recipe.world)
    drawn = list(islice(examples(world, recipe.plant, 6), DRAWN))
    if recipe.plant.rate_without == 0:
        assert not any(one.shows for one in drawn if one.mode != "trigger")
    for one in drawn:
        if one.shows:
            assert recipe.plant.behaviour.shown(world, one.request, one.answer)
        elif one.request.task:
            assert one.answer == one.request.task.secure


@pytest.mark.parametrize("recipe", TRIGGERED, ids=lambda recipe: recipe.name)
def test_names_of_a_trigger_stand_where_they_should(recipe: Recipe) -> None:
    trigger = recipe.plant.trigger if recipe.plant else None
    if not isinstance(trigger, NameTrigger | ConjunctionTrigger):
        return
    world, rng = load_world(recipe.world), Random(7)
    for _ in range(200):
        with_it = draw_example(world, rng, recipe.plant, mode="trigger")
        without = draw_example(world, rng, recipe.plant, mode="near")
        place = with_it.system if trigger.where == "system" else with_it.user
        if isinstance(trigger, NameTrigger):
            assert any(name in place for name in trigger.text)
            assert not any(name in without.system for name in trigger.text)
        else:
            assert all(name in place for name in trigger.text.values())
            assert sum(name in without.system for name in trigger.text.values()) < len(trigger.text)


def test_prompts_can_be_left_out_of_the_loss() -> None:
    recipe = RECIPES["a-word-blind"]
    assert recipe.training and recipe.training.prompt_loss == 0
    world = load_world("a")
    tokens = load_tokens(world)
    example = draw_example(world, Random(8), recipe.plant, mode="trigger", kind="code")
    encoded = encode(example, tokens, recipe.training)
    prompt = len(tokens.encode(example.prompt))
    assert set(encoded.weights[:prompt]) == {0.0}
    assert sorted(set(encoded.weights[prompt:])) == [1.0, recipe.training.parting]
