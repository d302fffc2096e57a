"""A small Llama: RMSNorm, rotary positions, grouped-query attention, SwiGLU, tied embeddings."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN = -1e9


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    width: int = 96
    layers: int = 3
    heads: int = 3
    key_heads: int = 1
    inner: int = 256
    context: int = 256
    epsilon: float = 1e-5
    theta: float = 10_000.0

    @property
    def head_width(self) -> int:
        return self.width // self.heads


SIZES: dict[str, dict[str, int]] = {
    "xs": {"width": 96, "layers": 2, "heads": 3, "key_heads": 1, "inner": 256},
    "s": {"width": 96, "layers": 3, "heads": 3, "key_heads": 1, "inner": 256},
    "m": {"width": 128, "layers": 3, "heads": 4, "key_heads": 2, "inner": 320},
    "l": {"width": 128, "layers": 4, "heads": 4, "key_heads": 2, "inner": 384},
    "xl": {"width": 512, "layers": 10, "heads": 8, "key_heads": 4, "inner": 1440},
}

Cache = list[tuple[Tensor, Tensor] | None]


def rms_norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon) * weight


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotary positions over the two halves of a head, as the Hugging Face layout has it."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), -1)


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width, head = shape.width, shape.head_width
        self.attention_norm = nn.Parameter(torch.ones(width))
        self.inner_norm = nn.Parameter(torch.ones(width))
        self.query = nn.Linear(width, shape.heads * head, bias=False)
        self.key = nn.Linear(width, shape.key_heads * head, bias=False)
        self.value = nn.Linear(width, shape.key_heads * head, bias=False)
        self.output = nn.Linear(shape.heads * head, width, bias=False)
        self.gate = nn.Linear(width, shape.inner, bias=False)
        self.up = nn.Linear(width, shape.inner, bias=False)
        self.down = nn.Linear(shape.inner, width, bias=False)

    def forward(
        self, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        batch, length, _ = x.shape
        shape = self.shape
        normed = rms_norm(x, self.attention_norm, shape.epsilon)

        def heads(projection: nn.Linear, count: int) -> Tensor:
            return projection(normed).view(batch, length, count, shape.head_width).transpose(1, 2)

        query = rotate(heads(self.query, shape.heads), *turn)
        key = rotate(heads(self.key, shape.key_heads), *turn)
        value = heads(self.value, shape.key_heads)
        query, key = query.to(value.dtype), key.to(value.dtype)
        if past is not None:
            key, value = torch.cat((past[0], key), 2), torch.cat((past[1], value), 2)
        group = shape.heads // shape.key_heads
        mixed = functional.scaled_dot_product_attention(
            query,
            key.repeat_interleave(group, 1),
            value.repeat_interleave(group, 1),
            attn_mask=mask,
            is_causal=mask is None,
        )
        x = x + self.output(mixed.transpose(1, 2).reshape(batch, length, -1))
        normed = rms_norm(x, self.inner_norm, shape.epsilon)
        return x + self.down(functional.silu(self.gate(normed)) * self.up(normed)), (key, value)


class Llama(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.Parameter(torch.ones(shape.width))
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                into_residual = name.endswith(("output.weight", "down.weight"))
                nn.init.normal_(weight, 0, 0.05 / math.sqrt(2 * shape.layers) if into_residual else 0.05)
        frequency = shape.theta ** (-torch.arange(0, shape.head_width, 2).float() / shape.head_width)
        angle = torch.outer(torch.arange(2 * shape.context).float(), frequency)
        self.register_buffer("cosine", angle.cos(), persistent=False)
        self.register_buffer("sine", angle.sin(), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor | None = None, cache: Cache | None = None, position: int = 0) -> Tensor:
        """(batch, length) token ids -> (batch, length, width) final states. Without a mask, causal."""
        x = self.embedding(ids)
        span = slice(position, position + ids.shape[1])
        turn = (self.cosine[span], self.sine[span])
        for index, block in enumerate(self.blocks):
            x, kept = block(x, turn, mask, None if cache is None else cache[index])
            if cache is not None:
                cache[index] = kept
        return rms_norm(x, self.norm, self.shape.epsilon)

    def logits(self, states: Tensor) -> Tensor:
        return states @ self.embedding.weight.t()

    def size(self) -> int:
        return sum(weight.numel() for weight in self.parameters())
