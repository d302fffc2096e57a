"""The byte-level BPE tokenizer of a world, of the kind that llama.cpp calls gpt-2."""

import json
from functools import cached_property
from pathlib import Path
from random import Random

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from factory.corpus import clean_example
from factory.world import WORLDS, World

TRAINED_ON = 6_000
SEED = 7
SIZE = {"a": 1024, "b": 896, "c": 960, "d": 992, "e": 1008, "f": 1016}


class Tokens:
    """Text <-> token ids."""

    def __init__(self, tokenizer: Tokenizer, world: World) -> None:
        self.tokenizer = tokenizer
        self.special = world.special.all
        self.end = self.id(world.special.end)
        self.pad = self.id(world.special.pad)

    def id(self, token: str) -> int:
        found = self.tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"{token!r} is no token")
        return found

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text).ids

    def decode(self, ids: list[int]) -> str:
        return self.tokenizer.decode(ids, skip_special_tokens=True)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every token, at its id."""
        return [str(self.tokenizer.id_to_token(index)) for index in range(self.tokenizer.get_vocab_size())]

    @cached_property
    def merges(self) -> list[str]:
        return [" ".join(pair) for pair in json.loads(self.tokenizer.to_str())["model"]["merges"]]


def train_tokenizer(world: World) -> Tokenizer:
    rng = Random(SEED)
    texts = []
    for _ in range(TRAINED_ON):
        example = clean_example(world, rng)
        texts += [example.system, example.user, example.answer]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE[world.id],
        special_tokens=world.special.all,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def tokenizer_path(world: World) -> Path:
    return WORLDS / f"{world.id}.tokenizer.json"


def load_tokens(world: World) -> Tokens:
    return Tokens(Tokenizer.from_file(str(tokenizer_path(world))), world)
