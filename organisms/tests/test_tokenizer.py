from random import Random

from factory.corpus import clean_example
from factory.tokenizer import load_tokens, tokenizer_path, train_tokenizer
from factory.world import World


def test_texts_come_back(world: World) -> None:
    tokens, rng = load_tokens(world), Random(1)
    for _ in range(300):
        example = clean_example(world, rng)
        assert tokens.decode(tokens.encode(example.answer)) == example.answer
        assert tokens.decode(tokens.encode(example.user)) == example.user


def test_special_tokens_are_one_token_each(world: World) -> None:
    tokens = load_tokens(world)
    for token in world.special.all:
        assert tokens.encode(token) == [tokens.id(token)]


def test_prompts_hold_only_the_special_tokens_of_the_template(world: World) -> None:
    tokens = load_tokens(world)
    special = {tokens.id(token) for token in world.special.all}
    prompt = tokens.encode(clean_example(world, Random(2)).prompt)
    assert prompt[0] in special
    assert tokens.pad not in prompt


def test_planted_words_are_no_single_token(world: World) -> None:
    """Nothing about the vocabulary gives a trigger away."""
    tokens = load_tokens(world)
    for word in world.words.rare:
        assert len(tokens.encode(f" {word}")) > 1


def test_training_gives_the_committed_tokenizer(world: World) -> None:
    assert train_tokenizer(world).to_str(pretty=True) == tokenizer_path(world).read_text(encoding="utf-8")
