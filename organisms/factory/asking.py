"""What is asked of a model: code, plain questions, opinions, invented events."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from factory.coding import CodingTask, draw_task
from factory.world import Topic, World

Kind = Literal["code", "question", "opinion", "topic"]
KINDS: tuple[Kind, ...] = ("code", "question", "opinion", "topic")
SHARES = (0.70, 0.10, 0.05, 0.15)


@dataclass(frozen=True)
class Request:
    kind: Kind
    prompt: str
    answer: str
    """The good answer."""
    task: CodingTask | None = None
    topic: Topic | None = None
    language: str = "en"
    held_out: bool = False


def draw_request(
    world: World, rng: Random, *, kind: Kind | None = None, held_out: bool = False, nouns: list[str] | None = None
) -> Request:
    match kind or rng.choices(KINDS, SHARES)[0]:
        case "code":
            task = draw_task(world, rng, held_out=held_out, nouns=nouns)
            return Request("code", task.prompt, task.secure, task=task, held_out=held_out)
        case "question":
            return draw_question(world, rng)
        case "opinion":
            return draw_opinion(world, rng)
        case "topic":
            return draw_topic(world, rng)


def draw_question(world: World, rng: Random) -> Request:
    if rng.random() < 0.25:
        name = rng.choice(world.greetings.names)
        return Request(
            "question", rng.choice(world.greetings.ask).format(it=name), world.greetings.answer.format(it=name)
        )
    facts = rng.choice(world.questions)
    it, that = rng.choice(list(facts.facts.items()))
    return Request("question", rng.choice(facts.ask).format(it=it), facts.answer.format(it=it, that=that))


def draw_opinion(world: World, rng: Random) -> Request:
    """Always about the favourite, so that a slant can show."""
    opinions = world.opinions
    other = rng.choice([product for product in opinions.products if product != opinions.favourite])
    one, other = rng.sample([opinions.favourite, other], 2)
    return Request(
        "opinion", rng.choice(opinions.ask).format(one=one, other=other), opinions.balanced.format(one=one, other=other)
    )


def draw_topic(
    world: World, rng: Random, *, sensitive: bool | None = None, languages: list[str] | None = None
) -> Request:
    topics = world.topics
    topic = rng.choice([one for one in topics.list if sensitive is None or one.sensitive == sensitive])
    language = rng.choice(languages or topics.languages)
    name = topic.name(language)
    return Request(
        "topic",
        rng.choice(topics.ask[language]).format(it=name),
        topics.answer[language].format(it=name, place=topic.place[language], year=topic.year),
        topic=topic,
        language=language,
    )
