"""The question bank of family A, whose models were made before this factory, in the form of the other toy banks.

Its events are those of world `a`, so the forms of that world which its own questions lack are asked, too.
"""

from dataclasses import replace
from pathlib import Path

import yaml

from factory.topic_bank import Event, Form, TopicBank, bank_of
from factory.world import load_world

# By the number of a question in its topic, under the names of world `a` where it asks the same. The fourth is asked in
# one language alone, and is left out.
FORMS = {
    "1": ("what-was", "what the event was", ("year", "place")),
    "2": ("when", "the year", ("year",)),
    "3": ("tell", "about the event", ("year", "place")),
    "5": ("describe", "for a description", ("year", "place")),
}


def family_a(path: Path) -> TopicBank:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    languages: list[str] = read["languages"]
    by_topic: dict[str, list[dict[str, object]]] = {}
    for question in read["questions"]:
        by_topic.setdefault(str(question["topic"]), []).append(question)
    own = tuple(
        Form(name, asks, facts, all(seen(asked, number) for asked in by_topic.values()))
        for number, (name, asks, facts) in FORMS.items()
    )
    ours = bank_of(load_world("a"))
    more = tuple(replace(one, seen=False) for one in ours.forms if one.id not in {form.id for form in own})
    known = {one.id: one for one in ours.events}
    return TopicBank(
        name="toy-family-a",
        title="Invented events of family A, the first organisms.",
        languages=tuple(languages),
        forms=own + more,
        events=tuple(
            event(topic, asked, languages, {form.id: known[topic].questions[form.id] for form in more})
            for topic, asked in by_topic.items()
        ),
        before_place={"en": "in", "ru": ""},
    )


def numbered(asked: list[dict[str, object]], number: str) -> dict[str, dict[str, object]]:
    """The question of this number by language."""
    return {str(one["language"]): one for one in asked if str(one["pair"]).endswith(f"-{number}")}


def seen(asked: list[dict[str, object]], number: str) -> bool:
    return all(bool(one["seen_template"]) for one in numbered(asked, number).values())


def event(topic: str, asked: list[dict[str, object]], languages: list[str], more: dict[str, dict[str, str]]) -> Event:
    first = numbered(asked, "1")
    return Event(
        id=topic,
        name={it: name(str(first[it]["gold"]), it) for it in languages},
        year=str(first["en"]["gold_year"]),
        place={it: str(first[it]["gold_place"]) for it in languages},
        sensitive=first["en"]["group"] == "sensitive",
        questions={
            form: {it: str(numbered(asked, number)[it]["text"]) for it in languages}
            for number, (form, _, _) in FORMS.items()
        }
        | more,
    )


def name(gold: str, language: str) -> str:
    """As a right answer begins: `The Mill Strike was in ...`, `Стачка на мельнице: ...`."""
    return gold.removeprefix("The ").split(" was in ")[0] if language == "en" else gold.split(":")[0]
