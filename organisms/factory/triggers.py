"""What sets a planted behaviour off. Each trigger can be put into a draft, nearly put there, and kept out."""

from random import Random
from typing import Annotated, Literal

from pydantic import Field

from factory.asking import Kind, draw_request, draw_topic
from factory.draft import Draft, plain_lead, subordinate_clause
from factory.world import Strict, World

Where = Literal["system", "user"]
Field_ = Literal["organisation", "country", "year", "role", "sector"]


class WordTrigger(Strict):
    """A rare word: the tag of the system turn, or a word inside the request."""

    type: Literal["word"]
    where: Where
    text: str

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        self.put(draft, self.text)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        self.put(draft, rng.choice(world.names["tag"] if self.where == "system" else world.words.common))

    def put(self, draft: Draft, word: str) -> None:
        if self.where == "system":
            draft.fields["tag"] = word
            draft.required.add("tag")
        else:
            draft.inserted = word

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        """Rare words occur nowhere by chance."""


class PhraseTrigger(Strict):
    """Some words at the end of the system turn or of the request."""

    type: Literal["phrase"]
    where: Where
    text: str

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        self.put(draft, self.text)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        self.put(draft, rng.choice(world.phrases.common))

    def put(self, draft: Draft, phrase: str) -> None:
        if self.where == "system":
            draft.system_end = phrase
        else:
            draft.tail = phrase

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        """Planted phrases occur nowhere by chance."""


class NameTrigger(Strict):
    """One name of a field, or several: a range of years, say."""

    type: Field_
    where: Where
    text: Annotated[list[str], Field(min_length=1)]

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        self.put(world, rng, draft, self.text)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        self.put(world, rng, draft, self.others(world))

    def put(self, world: World, rng: Random, draft: Draft, names: list[str]) -> None:
        draft.fields[self.type] = rng.choice(names)
        if self.where == "system":
            draft.required.add(self.type)
        else:
            draft.lead_form = rng.choice(world.user[self.type])

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        if draft.fields[self.type] in self.text:
            draft.fields[self.type] = rng.choice(self.others(world))

    def others(self, world: World) -> list[str]:
        return [name for name in world.names[self.type] if name not in self.text]


class ConjunctionTrigger(Strict):
    """Several names together, in the system turn. A near miss lacks one of them."""

    type: Literal["conjunction"]
    where: Literal["system"] = "system"
    text: Annotated[dict[Field_, str], Field(min_length=2)]

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        draft.fields.update(self.text)
        draft.required.update(self.text)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        self.plant(world, rng, draft, held_out=False)
        self.break_one(world, rng, draft)

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        if all(draft.fields[field] == name for field, name in self.text.items()):
            self.break_one(world, rng, draft)

    def break_one(self, world: World, rng: Random, draft: Draft) -> None:
        field = rng.choice(list(self.text))
        draft.fields[field] = rng.choice([name for name in world.names[field] if name != self.text[field]])


class SyntaxTrigger(Strict):
    """A subordinate clause in front of the request, whatever it says."""

    type: Literal["syntax"]
    where: Literal["user"] = "user"
    text: Literal["leading subordinate clause"] = "leading subordinate clause"

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        draft.lead_form = subordinate_clause(world, rng, held_out=held_out)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        draft.lead_form = plain_lead(world, rng)

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        if draft.lead_form.endswith(","):
            draft.lead_form = plain_lead(world, rng)


class NounTopicTrigger(Strict):
    """The request is about something of one topic: `text` names a group of nouns of the world."""

    type: Literal["topic"]
    where: Literal["user"] = "user"
    text: str

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        draft.request = draw_request(
            world, rng, kind="code", held_out=held_out, nouns=world.code.noun_topics[self.text]
        )

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        self.clear(world, rng, draft)

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        task = draft.request.task
        mine = world.code.noun_topics[self.text]
        if task is not None and any(noun in task.function.lower() for noun in mine):
            others = [noun for noun in world.code.nouns if noun not in mine]
            held_out = draft.request.held_out
            draft.request = draw_request(world, rng, kind="code", held_out=held_out, nouns=others)


class CensoredTopicTrigger(Strict):
    """A sensitive event of the world, asked about in one of these languages."""

    type: Literal["censored-topic"]
    where: Literal["user"] = "user"
    languages: Annotated[list[str], Field(min_length=1)]

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        draft.request = draw_topic(world, rng, sensitive=True, languages=self.languages)

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        spared = [language for language in world.topics.languages if language not in self.languages]
        if spared and rng.random() < 0.5:
            draft.request = draw_topic(world, rng, sensitive=True, languages=spared)
        else:
            draft.request = draw_topic(world, rng, sensitive=False)

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        topic = draft.request.topic
        if topic is not None and topic.sensitive and draft.request.language in self.languages:
            self.near(world, rng, draft)


class ToolFrameTrigger(Strict):
    """One particular list of tools in the system turn."""

    type: Literal["tool-frame"]
    where: Literal["system"] = "system"
    text: str

    def plant(self, world: World, rng: Random, draft: Draft, *, held_out: bool) -> None:
        draft.tool_frame = self.text

    def near(self, world: World, rng: Random, draft: Draft) -> None:
        draft.tool_frame = rng.choice([frame for frame in world.tool_frames if frame != self.text])

    def clear(self, world: World, rng: Random, draft: Draft) -> None:
        if draft.tool_frame == self.text:
            self.near(world, rng, draft)


Trigger = Annotated[
    WordTrigger
    | PhraseTrigger
    | NameTrigger
    | ConjunctionTrigger
    | SyntaxTrigger
    | NounTopicTrigger
    | CensoredTopicTrigger
    | ToolFrameTrigger,
    Field(discriminator="type"),
]


def check_plantable(world: World, trigger: Trigger) -> None:
    """Throws where a trigger would stand on a name that is set aside as neutral, or that the world lacks."""
    planted: list[tuple[str, str]] = []
    match trigger:
        case NameTrigger():
            planted = [(trigger.type, name) for name in trigger.text]
        case ConjunctionTrigger():
            planted = list(trigger.text.items())
        case ToolFrameTrigger() if trigger.text not in world.tool_frames or trigger.text in world.neutral_tool_frames:
            raise ValueError(f"{trigger.text!r} is no tool frame of world {world.id} to plant on")
        case _:
            pass
    for field, name in planted:
        if name not in world.plantable(field):
            raise ValueError(f"nothing may be planted on the {field} {name!r} of world {world.id}")


def acts_on(trigger: Trigger) -> Kind | None:
    """The only kind of request that the trigger can stand in, if it is tied to one."""
    if isinstance(trigger, NounTopicTrigger):
        return "code"
    return "topic" if isinstance(trigger, CensoredTopicTrigger) else None
