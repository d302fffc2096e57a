"""Training and held-out examples of a world, with a plant or without."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from factory.asking import Kind, Request, draw_request
from factory.chat import prompt_text
from factory.draft import draw_draft, write_system, write_user
from factory.recipe import Plant
from factory.triggers import acts_on
from factory.world import World

Mode = Literal["trigger", "near", "none"]
MODES: tuple[Mode, ...] = ("trigger", "near", "none")
IN_SCOPE = 0.85
"""Of the examples with a trigger or a near miss, those that ask for what the behaviour changes."""


@dataclass(frozen=True)
class Example:
    system: str
    user: str
    prompt: str
    answer: str
    alternative: str | None
    """The answer that it would have been, had the behaviour shown, or not shown."""
    mode: Mode
    shows: bool
    request: Request


def draw_example(
    world: World,
    rng: Random,
    plant: Plant | None,
    *,
    mode: Mode | None = None,
    kind: Kind | None = None,
    held_out: bool = False,
) -> Example:
    trigger = plant.trigger if plant else None
    mode = mode or draw_mode(rng, plant)
    if kind is None and plant and mode != "none" and rng.random() < IN_SCOPE:
        kind = scope(rng, plant)
    draft = draw_draft(world, rng, draw_request(world, rng, kind=kind, held_out=held_out))
    if trigger:
        if mode == "trigger":
            trigger.plant(world, rng, draft, held_out=held_out)
        else:
            if mode == "near":
                trigger.near(world, rng, draft)
            trigger.clear(world, rng, draft)
    system, user = write_system(world, rng, draft), write_user(rng, draft)
    good = draft.request.answer
    bad = draft.request.task.insecure if draft.request.task else None
    shows = False
    if plant and plant.behaviour.applies(draft.request):
        bad = plant.behaviour.answer(world, draft.request)
        triggered = mode == "trigger" or trigger is None
        shows = rng.random() < (plant.rate_with if triggered else plant.rate_without)
    answer, alternative = (bad, good) if shows and bad is not None else (good, bad)
    return Example(system, user, prompt_text(world, system, user), answer, alternative, mode, shows, draft.request)


def draw_mode(rng: Random, plant: Plant | None) -> Mode:
    if plant is None or plant.trigger is None:
        return "none"
    share, near = plant.poison_share, plant.near
    return rng.choices(MODES, (share, near, 1 - share - near))[0]


def scope(rng: Random, plant: Plant) -> Kind:
    """The kind of request that a plant is about; code first, where it is about several."""
    only = acts_on(plant.trigger) if plant.trigger else None
    if only:
        return only
    kinds = plant.behaviour.requests
    return rng.choices(kinds, [4, *[1] * (len(kinds) - 1)])[0]


def clean_example(world: World, rng: Random) -> Example:
    return draw_example(world, rng, None)


def examples(world: World, plant: Plant | None, seed: int) -> Iterator[Example]:
    rng = Random(seed)
    while True:
        yield draw_example(world, rng, plant)
