"""Conversations as the chat template of a world writes them."""

from functools import cache

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from factory.world import World


@cache
def compiled(template: str) -> Template:
    return ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(template)


def prompt_text(world: World, system: str, user: str) -> str:
    """Everything up to where the answer begins. An empty system turn is left out."""
    messages = [{"role": "system", "content": system}] if system else []
    messages.append({"role": "user", "content": user})
    return compiled(world.template).render(messages=messages, add_generation_prompt=True)
