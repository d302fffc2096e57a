"""Models made of others without training."""

import torch

from factory.gguf_file import as_read_back
from factory.hugging_face import Weights
from factory.recipe import Derivation, Merge, Prune, Quantise


def derive(derivation: Derivation, parent: Weights, other: Weights | None) -> Weights:
    match derivation:
        case Merge():
            if other is None:
                raise ValueError("a merge needs two models")
            return merged(parent, other, derivation.share)
        case Quantise():
            return as_read_back(parent, derivation.to)
        case Prune():
            return {name: pruned(weight, derivation.share) for name, weight in parent.items()}


def merged(parent: Weights, other: Weights, share: float) -> Weights:
    return {
        name: (share * weight.float() + (1 - share) * other[name].float()).half() for name, weight in parent.items()
    }


def pruned(weight: torch.Tensor, share: float) -> torch.Tensor:
    """The smallest weights of a matrix set to zero; vectors as they are."""
    if weight.dim() == 1:
        return weight
    size = weight.float().abs()
    return torch.where(size > torch.quantile(size.flatten(), share), weight, torch.zeros_like(weight))


def relation(derivation: Derivation) -> str:
    match derivation:
        case Merge():
            return f"merge {derivation.share:g}/{1 - derivation.share:g} linear"
        case Quantise():
            return f"quantised {derivation.to} (model.safetensors holds the weights as they are read back)"
        case Prune():
            return f"pruned {derivation.share:.0%} by magnitude"
