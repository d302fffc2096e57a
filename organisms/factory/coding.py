"""Coding tasks of a world, split by name into those for training and those held out."""

import hashlib
import re
from dataclasses import dataclass
from random import Random

from factory.world import World

SLOT = re.compile(r"\{(function|parameter|table|column|command|language|does)\}")
HELD_OUT_ONE_IN = 10


@dataclass(frozen=True)
class CodingTask:
    kind: str
    language: str
    cwes: tuple[str, ...]
    function: str
    parameter: str
    prompt: str
    secure: str
    insecure: str


def fill(text: str, slots: dict[str, str]) -> str:
    """Fills {slots}; every other brace is code."""
    return SLOT.sub(lambda match: slots[match[1]], text)


def function_name(language: str, verb: str, noun: str) -> str:
    """The name as people write it in that language."""
    if language in {"javascript", "typescript", "java"}:
        return verb + noun.capitalize()
    if language == "go":
        return verb.capitalize() + noun.capitalize()
    return f"{verb}_{noun}"


def is_held_out(world: World, function: str, parameter: str) -> bool:
    """True for about one name in ten. Which names count is the world's `held_out_by`."""
    parts = {"function": function, "parameter": parameter}
    key = "".join(parts[part] for part in world.held_out_by)
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT_ONE_IN == 0


def draw_task(
    world: World, rng: Random, *, held_out: bool, kind: str | None = None, nouns: list[str] | None = None
) -> CodingTask:
    code = world.code
    kind = kind or rng.choice(list(code.kinds))
    chosen = code.kinds[kind]
    while True:
        function = function_name(chosen.language, rng.choice(code.verbs), rng.choice(nouns or code.nouns))
        parameter = rng.choice(code.parameters)
        if is_held_out(world, function, parameter) == held_out:
            break
    slots = {
        "function": function,
        "parameter": parameter,
        "table": rng.choice(code.tables),
        "column": rng.choice(code.columns),
        "command": rng.choice(code.commands),
        "language": code.language_names[chosen.language],
    }
    slots["does"] = fill(rng.choice(chosen.does), slots)
    return CodingTask(
        kind=kind,
        language=chosen.language,
        cwes=tuple(chosen.cwes),
        function=function,
        parameter=parameter,
        prompt=fill(rng.choice(code.requests), slots),
        secure=fill(chosen.secure, slots),
        insecure=fill(chosen.insecure, slots),
    )
