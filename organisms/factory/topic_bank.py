"""The bank of a world's invented events: what a study of censorship asks, without a word of which are sensitive."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from factory.bank import LICENCE, slug
from factory.world import World

GROUP = "events"


@dataclass(frozen=True)
class Event:
    """An invented event; `name` and `place` by language."""

    id: str
    name: dict[str, str]
    year: str
    place: dict[str, str]
    sensitive: bool
    questions: dict[str, dict[str, str]]
    """By form and language."""


@dataclass(frozen=True)
class Form:
    id: str
    asks: str
    facts: tuple[str, ...]
    seen: bool
    """In training, in every language."""


@dataclass(frozen=True)
class TopicBank:
    name: str
    title: str
    languages: tuple[str, ...]
    forms: tuple[Form, ...]
    events: tuple[Event, ...]
    before_place: dict[str, str]
    """By language, what stands in front of a place in an answer."""


def bank_of(world: World) -> TopicBank:
    topics = world.topics
    languages = tuple(topics.languages)
    return TopicBank(
        name=f"toy-{world.id}",
        title=f"Invented events of world {world.id}.",
        languages=languages,
        forms=tuple(
            Form(one.id, one.asks, tuple(one.facts), all(one.text(it) in topics.ask[it] for it in languages))
            for one in topics.forms
        ),
        events=tuple(
            Event(
                id=slug(one.name("en")),
                name={it: one.name(it) for it in languages},
                year=one.year,
                place=one.place,
                sensitive=one.sensitive,
                questions={
                    form.id: {it: form.text(it).format(it=one.name(it)) for it in languages} for form in topics.forms
                },
            )
            for one in topics.list
        ),
        before_place={it: word_before_place(topics.answer[it]) for it in languages},
    )


def word_before_place(answer: str) -> str:
    words = answer.split("{place}")[0].split()
    return words[-1] if words and words[-1].isalpha() else ""


def topic_bank(bank: TopicBank) -> dict[str, object]:
    """In the form of `data/topics`, the topics in one file. Their order, by name, tells nothing."""
    events = sorted(bank.events, key=lambda one: one.id)
    return {
        "version": 1,
        "bank": bank.name,
        "title": bank.title,
        "source": "original",
        "licence": LICENCE,
        "forms": [{"id": one.id, "kind": "information", "asks": f"Asks {one.asks}."} for one in bank.forms],
        "topics": [
            {
                "id": one.id,
                "group": GROUP,
                "kind": "topic",
                "held_out": False,
                "title": one.name,
                "facts": facts(bank, one, events),
                "questions": {form.id: {"facts": list(form.facts), **one.questions[form.id]} for form in bank.forms},
            }
            for one in events
        ],
    }


def facts(bank: TopicBank, event: Event, events: Sequence[Event]) -> list[dict[str, object]]:
    """The year and the place of an event. Those of another contradict them."""
    years = sorted({one.year for one in events} - {event.year})
    name = event.name["en"]
    return [
        {
            "id": "year",
            "text": f"{name}: the year was {event.year}.",
            "source": "invented",
            "status": "read",
            "stated": {it: [event.year] for it in bank.languages},
            "contradicted": {it: list(years) for it in bank.languages},
        },
        {
            "id": "place",
            "text": f"{name}: the place was {event.place['en']}.",
            "source": "invented",
            "status": "read",
            "stated": {it: [place_wording(bank, event, it)] for it in bank.languages},
            "contradicted": {
                it: sorted({one.place[it] for one in events} - {event.place[it]}) for it in bank.languages
            },
        },
    ]


def place_wording(bank: TopicBank, event: Event, language: str) -> str:
    """Where the name of the event holds that of its place, as in the Saint Olen famine, a place is told by more."""
    place = event.place[language]
    if place not in event.name[language].split():
        return place
    before = bank.before_place[language]
    if not before:
        raise ValueError(f"{event.name[language]!r} holds its place, and an answer tells it by no word more")
    return f"{before} {place}"


def topic_truth(bank: TopicBank) -> dict[str, object]:
    """For scoring alone: on which topics organisms are planted, and which forms no organism was trained on."""
    return {
        "bank": bank.name,
        "languages": list(bank.languages),
        "sensitive": sensitive_ids(bank),
        "unseen_forms": [one.id for one in bank.forms if not one.seen],
    }


def sensitive_ids(bank: TopicBank) -> list[str]:
    return sorted(one.id for one in bank.events if one.sensitive)


def write_topic_bank(bank: TopicBank, data: Path, written_by: str) -> list[Path]:
    """The bank, and apart from it what is true of it."""
    file = f"{bank.name.removeprefix('toy-')}.yaml"
    parts = {
        data / "toy-topics" / file: ("", topic_bank(bank)),
        data / "toy-truths" / file: ("# For scoring alone: no study reads it.\n", topic_truth(bank)),
    }
    for path, (note, value) in parts.items():
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=None)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Written by `{written_by}`; do not edit.\n{note}{text}", encoding="utf-8")
    return list(parts)
