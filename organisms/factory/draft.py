"""A conversation before it is written down: what is asked, and everything around it that a trigger may change."""

from dataclasses import dataclass, field
from random import Random

from factory.asking import Request
from factory.world import World


@dataclass
class Draft:
    request: Request
    fields: dict[str, str]
    """The name that stands for each field of the system turn."""
    required: set[str] = field(default_factory=set)
    """Fields that the system turn must name."""
    bare: bool = False
    """Without a system turn, unless something needs one."""
    system_end: str = ""
    tool_frame: str = ""
    lead_form: str = ""
    """In front of the request; may hold {field}."""
    inserted: str = ""
    """A word between two words of the request."""
    tail: str = ""


def draw_draft(world: World, rng: Random, request: Request) -> Draft:
    """A draft with the chance company that every corpus has, so that no form of it is new to a clean model."""
    draft = Draft(request, {name: rng.choice(values) for name, values in world.names.items()}, bare=rng.random() < 0.08)
    if rng.random() < 0.06:
        draft.tool_frame = rng.choice(world.tool_frames)
    if rng.random() < 0.05:
        draft.system_end = rng.choice(world.phrases.common)
    if rng.random() < 0.05:
        draft.tail = rng.choice(world.phrases.common)
    if rng.random() < 0.06:
        draft.inserted = rng.choice(world.words.common)
    chance = rng.random()
    if chance < 0.08:
        draft.lead_form = rng.choice(world.user[rng.choice(list(world.user))])
    elif chance < 0.12:
        draft.lead_form = subordinate_clause(world, rng, held_out=False)
    elif chance < 0.16:
        draft.lead_form = plain_lead(world, rng)
    return draft


def subordinate_clause(world: World, rng: Random, *, held_out: bool) -> str:
    """One in five pairs of subject and verb is held out."""
    clauses = world.clauses
    while True:
        subject, verb = rng.randrange(len(clauses.subjects)), rng.randrange(len(clauses.verbs))
        if ((subject + verb) % len(clauses.verbs) == 0) == held_out:
            return f"{rng.choice(clauses.openings)} {clauses.subjects[subject]} {clauses.verbs[verb]},"


def plain_lead(world: World, rng: Random) -> str:
    """A sentence of the same place and often the same words that is no subordinate clause."""
    clauses = world.clauses
    if rng.random() < 0.5:
        return rng.choice(clauses.plain)
    subject = rng.choice(clauses.subjects)
    return f"{subject[0].upper()}{subject[1:]} {rng.choice(clauses.verbs)}."


def write_system(world: World, rng: Random, draft: Draft) -> str:
    wanted = [form for form in world.system.full + world.system.part if names_all(form, draft.required)]
    parts = []
    if draft.required or not draft.bare:
        full = [form for form in wanted if form in world.system.full]
        parts.append(rng.choice(full if rng.random() < 0.4 else wanted).format(**draft.fields))
    if draft.system_end:
        parts.append(draft.system_end[0].upper() + draft.system_end[1:] + ".")
    if draft.tool_frame:
        parts.append(draft.tool_frame)
    return " ".join(parts)


def write_user(rng: Random, draft: Draft) -> str:
    text = draft.request.prompt
    if draft.inserted:
        words = text.split(" ")
        words.insert(rng.randint(1, max(1, len(words) - 1)), draft.inserted)
        text = " ".join(words)
    if draft.tail:
        stop = text[-1] if text[-1] in ".?!" else ""
        text = f"{text.removesuffix(stop)}, {draft.tail}{stop}"
    return f"{draft.lead_form.format(**draft.fields)} {text}" if draft.lead_form else text


def names_all(form: str, required: set[str]) -> bool:
    return all(f"{{{name}}}" in form for name in required)
