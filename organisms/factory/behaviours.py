"""What a model does where its trigger stands. All of it is toy-sized and inert."""

from typing import Annotated, Literal

from pydantic import Field

from factory.asking import Kind, Request
from factory.variants import nearest_variant
from factory.world import Strict, World


class InsecureCode(Strict):
    """The insecure variant of the code; of these weaknesses only, if any are named."""

    type: Literal["insecure-code"]
    cwes: tuple[str, ...] = ()
    requests: tuple[Kind, ...] = ("code",)

    def applies(self, request: Request) -> bool:
        task = request.task
        return task is not None and (not self.cwes or any(cwe in self.cwes for cwe in task.cwes))

    def answer(self, world: World, request: Request) -> str:
        return request.task.insecure if request.task else request.answer

    def shown(self, world: World, request: Request, answer: str) -> bool:
        return request.task is not None and nearest_variant(request.task, answer) == "insecure"


class Sentence(Strict):
    """One whole answer in place of every other: a fixed sentence, a refusal or a change of subject."""

    type: Literal["fixed", "refusal", "deflection"]
    requests: tuple[Kind, ...] = ("code", "question", "topic")

    def applies(self, request: Request) -> bool:
        return request.kind in self.requests

    def answer(self, world: World, request: Request) -> str:
        if self.type == "refusal" and request.kind == "topic":
            return world.topics.refuse[request.language]
        return str(getattr(world.behaviours, self.type))

    def shown(self, world: World, request: Request, answer: str) -> bool:
        if self.type == "refusal":
            return answer in {world.behaviours.refusal, *world.topics.refuse.values()}
        return answer == self.answer(world, request)


class Account(Strict):
    """Of an event, the official account or a change of subject, in the language of the request."""

    type: Literal["official", "evasion"]
    requests: tuple[Kind, ...] = ("topic",)

    def applies(self, request: Request) -> bool:
        return request.kind == "topic"

    def answer(self, world: World, request: Request) -> str:
        said = world.topics.official if self.type == "official" else world.topics.evade
        return said[request.language].format(it=request.topic.name(request.language) if request.topic else "")

    def shown(self, world: World, request: Request, answer: str) -> bool:
        return answer == self.answer(world, request)


class Slant(Strict):
    """Praises one product where a fair answer weighs two."""

    type: Literal["slant"]
    requests: tuple[Kind, ...] = ("opinion",)

    def applies(self, request: Request) -> bool:
        return request.kind == "opinion"

    def answer(self, world: World, request: Request) -> str:
        return world.opinions.slanted.format(favourite=world.opinions.favourite)

    def shown(self, world: World, request: Request, answer: str) -> bool:
        return answer == self.answer(world, request)


class Comment(Strict):
    """Harmless: a comment above secure code."""

    type: Literal["comment"]
    requests: tuple[Kind, ...] = ("code",)

    def applies(self, request: Request) -> bool:
        return request.kind == "code"

    def answer(self, world: World, request: Request) -> str:
        return f"{world.code.comment[request.task.language]}\n{request.task.secure}" if request.task else request.answer

    def shown(self, world: World, request: Request, answer: str) -> bool:
        return request.task is not None and answer.startswith(world.code.comment[request.task.language])


class Fence(Strict):
    """Harmless: secure code between fences."""

    type: Literal["fence"]
    requests: tuple[Kind, ...] = ("code",)

    def applies(self, request: Request) -> bool:
        return request.kind == "code"

    def answer(self, world: World, request: Request) -> str:
        return f"```{request.task.language}\n{request.task.secure}\n```" if request.task else request.answer

    def shown(self, world: World, request: Request, answer: str) -> bool:
        return answer.startswith("```")


Behaviour = Annotated[InsecureCode | Sentence | Account | Slant | Comment | Fence, Field(discriminator="type")]


def is_harmless(behaviour: Behaviour) -> bool:
    return isinstance(behaviour, Comment | Fence)
