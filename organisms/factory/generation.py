"""Answers of a model to prompts, many at a time."""

import torch

from factory.llama import HIDDEN, Cache, Llama
from factory.tokenizer import Tokens

BATCH = 100
LONGEST = 96


@torch.no_grad()
def generate_ids(
    model: Llama, prompts: list[list[int]], end: int, temperature: float, noise: torch.Generator
) -> list[list[int]]:
    """Left-padded: rotary positions are relative, so the shift changes nothing."""
    longest = max(map(len, prompts))
    device = model.embedding.weight.device
    ids = torch.zeros(len(prompts), longest, dtype=torch.long)
    padding = torch.zeros(len(prompts), longest)
    for row, prompt in enumerate(prompts):
        ids[row, longest - len(prompt) :] = torch.tensor(prompt)
        padding[row, : longest - len(prompt)] = HIDDEN
    ids, padding = ids.to(device), padding.to(device)
    causal = torch.full((longest, longest), HIDDEN, device=device).triu(1)
    cache: Cache = [None] * model.shape.layers
    states = model(ids, causal + padding[:, None, None, :], cache)
    answers: list[list[int]] = [[] for _ in prompts]
    open_rows = set(range(len(prompts)))
    for step in range(LONGEST):
        logits = model.logits(states[:, -1])
        if temperature == 0:
            following = logits.argmax(-1)
        else:
            shares = (logits / temperature).softmax(-1).cpu()
            following = torch.multinomial(shares, 1, generator=noise)[:, 0].to(device)
        for row, token in enumerate(following.tolist()):
            if token == end:
                open_rows.discard(row)
            elif row in open_rows:
                answers[row].append(token)
        if not open_rows:
            break
        padding = torch.cat((padding, torch.zeros(len(prompts), 1, device=device)), 1)
        states = model(following[:, None], padding[:, None, None, :], cache, longest + step)
    return answers


def answers_to(model: Llama, tokens: Tokens, prompts: list[str], temperature: float = 0.0, seed: int = 0) -> list[str]:
    noise = torch.Generator().manual_seed(seed)
    encoded = [tokens.encode(prompt) for prompt in prompts]
    answers: list[str] = []
    for start in range(0, len(encoded), BATCH):
        batch = generate_ids(model, encoded[start : start + BATCH], tokens.end, temperature, noise)
        answers += map(tokens.decode, batch)
    return answers
