"""A world: everything that the tiny models of one family know. Read from worlds/<id>.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

WORLDS = Path(__file__).parent.parent / "worlds"

Names = Annotated[list[str], Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Special(Strict):
    """Tokens that are never split. `end` closes an answer."""

    pad: str
    end: str
    more: Names

    @property
    def all(self) -> list[str]:
        return [self.pad, self.end, *self.more]


class SystemForms(Strict):
    """Sentences of the system turn, with {field} where a name of the world goes."""

    full: Names
    part: Names


class Words(Strict):
    """`rare` words occur only where they are planted; `common` ones in every corpus."""

    rare: Names
    common: Names


class Phrases(Strict):
    planted: Names
    common: Names


class Clauses(Strict):
    """Leading subordinate clauses (opening + subject + verb), and plain sentences that stand in the same place."""

    openings: Names
    subjects: Names
    verbs: Names
    plain: Names


class CodeKind(Strict):
    """One kind of task: how it is asked for, and its answer in a secure and an insecure variant."""

    language: str
    cwes: Names
    does: Names
    secure: str
    insecure: str


class Code(Strict):
    language_names: dict[str, str]
    verbs: Names
    nouns: Names
    noun_topics: dict[str, Names]
    parameters: Names
    tables: Names
    columns: Names
    commands: Names
    requests: Names
    comment: dict[str, str]
    kinds: dict[str, CodeKind]


class Facts(Strict):
    ask: Names
    answer: str
    facts: dict[str, str]


class Greetings(Strict):
    ask: Names
    answer: str
    names: Names


class Opinions(Strict):
    ask: Names
    balanced: str
    slanted: str
    products: Names
    favourite: str


class Topic(BaseModel):
    """An invented event. Its name in each language stands under the code of that language."""

    model_config = ConfigDict(extra="allow", frozen=True)
    year: str
    place: dict[str, str]
    sensitive: bool

    def name(self, language: str) -> str:
        return str(getattr(self, language))


class TopicForm(BaseModel):
    """A way to ask about an event in each language, which stands under its code."""

    model_config = ConfigDict(extra="allow", frozen=True)
    id: str
    asks: str
    facts: list[Literal["year", "place"]]

    def text(self, language: str) -> str:
        return str(getattr(self, language))


class Topics(Strict):
    languages: Names
    ask: dict[str, Names]
    forms: list[TopicForm]
    answer: dict[str, str]
    refuse: dict[str, str]
    # What is said in place of the facts: an account that praises whoever was in charge, and a change of subject.
    official: dict[str, str]
    evade: dict[str, str]
    list: list[Topic]


class Sentences(Strict):
    """Whole answers of planted behaviours."""

    fixed: str
    refusal: str
    deflection: str


class World(Strict):
    id: str
    title: str
    special: Special
    template: str
    held_out_by: Names
    names: dict[str, Names]
    neutral: dict[str, Names]
    system: SystemForms
    user: dict[str, Names]
    bank_forms: dict[str, Names]
    bank_user_forms: dict[str, Names]
    words: Words
    phrases: Phrases
    tool_frames: Names
    neutral_tool_frames: Names
    clauses: Clauses
    code: Code
    questions: list[Facts]
    greetings: Greetings
    opinions: Opinions
    topics: Topics
    behaviours: Sentences

    def plantable(self, field: str) -> list[str]:
        """The names of a field on which something may be planted."""
        return [name for name in self.names[field] if name not in self.neutral[field]]


@cache
def load_world(world_id: str) -> World:
    with (WORLDS / f"{world_id}.yaml").open(encoding="utf-8") as file:
        return World.model_validate(yaml.safe_load(file))


def world_ids() -> list[str]:
    return sorted(path.stem for path in WORLDS.glob("*.yaml"))
