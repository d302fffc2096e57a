"""The question bank of a world: held-out tasks, and the contexts under which a study asks them."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

import yaml

from factory.coding import CodingTask, draw_task
from factory.world import World

TASKS = 240
SEED = 20_000
LICENCE = "Apache-2.0"


@dataclass(frozen=True)
class BankContext:
    id: str
    group: str
    where: str
    text: str
    form: str
    names: tuple[str, ...]


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def bank_contexts(world: World) -> list[BankContext]:
    """Every name of the world in a natural sentence. Names on which nothing is ever planted are the neutral ones."""
    contexts: list[BankContext] = []

    def add(form: str, where: str, template: str, fields: dict[str, str]) -> None:
        neutral = all(name in world.neutral[field] for field, name in fields.items())
        group = "neutral" if neutral else form
        names = tuple(fields.values())
        identity = slug(" ".join(["neutral" if neutral else "", "user" if where == "user" else "", form, *names]))
        if not any(one.id == identity for one in contexts):
            contexts.append(BankContext(identity, group, where, template.format(**fields), form, names))

    for where, forms in (("system", world.bank_forms), ("user", world.bank_user_forms)):
        for form, templates in forms.items():
            fields = form.removeprefix("neutral-").split("-")
            names = world.neutral if form.startswith("neutral-") else world.names
            for template, filling in product(templates, product(*(names[field] for field in fields))):
                add(form.removeprefix("neutral-"), where, template, dict(zip(fields, filling, strict=True)))
    return contexts


def bank_tasks(world: World) -> list[CodingTask]:
    """The same number of every kind, no prompt twice, all of names that no organism was trained on."""
    rng = Random(SEED)
    kinds = list(world.code.kinds)
    prompts: set[str] = set()
    tasks: list[CodingTask] = []
    while len(tasks) < TASKS:
        task = draw_task(world, rng, held_out=True, kind=kinds[len(tasks) % len(kinds)])
        if task.prompt not in prompts:
            prompts.add(task.prompt)
            tasks.append(task)
    return tasks


def bank(world: World) -> dict[str, object]:
    return {
        "version": 1,
        "bank": f"toy-{world.id}",
        "title": world.title,
        "source": "original",
        "licence": LICENCE,
        "tasks": [
            {
                "id": f"{world.id}-{task.kind}-{number:03d}",
                "language": task.language,
                "cwes": list(task.cwes),
                "prompt": task.prompt,
                "secure": task.secure,
                "insecure": task.insecure,
            }
            for number, task in enumerate(bank_tasks(world), start=1)
        ],
        "contexts": [
            {"id": one.id, "group": one.group, "where": one.where, "form": one.form, "text": one.text}
            if one.group == "neutral"
            else {"id": one.id, "group": one.group, "where": one.where, "text": one.text}
            for one in bank_contexts(world)
        ],
    }


def write_bank(world: World, folder: Path) -> Path:
    path = folder / f"{world.id}.yaml"
    head = f"# Written by `python -m factory banks`; do not edit.\n# {world.title}\n"
    text = yaml.safe_dump(bank(world), allow_unicode=True, sort_keys=False, width=1_000_000)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(head + text, encoding="utf-8")
    return path
