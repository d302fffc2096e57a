"""A quantised GGUF file as what differs from that of its parent: much less to carry, and exact."""

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Kind
from numpy.typing import NDArray

Octets = NDArray[np.uint8]

BLOCKS = {Kind.Q8_0: 34, Kind.Q4_0: 18}
"""Bytes of a block: a scale in half precision, then the steps of 32 weights."""
SCALE = 2
LOW, HIGH = np.uint8(0x0F), np.uint8(0xF0)
HEAD = "head"
"""All that comes before the tensors."""


@dataclass(frozen=True)
class Tensors:
    octets: Octets
    """Of the whole file."""
    start: int
    """Where the tensors begin."""
    places: list[tuple[str, Kind, int, int]]
    """Of each tensor: name, type, first byte after `start`, bytes."""


def read_tensors(path: Path) -> Tensors:
    reader = gguf.GGUFReader(path)
    start = reader.data_offset
    places = [(one.name, one.tensor_type, one.data_offset - start, one.n_bytes) for one in reader.tensors]
    return Tensors(np.fromfile(path, np.uint8), start, places)


def write_difference(child: Path, parent: Path, path: Path) -> None:
    """An .npz file. The parent must have the same tensors in the same order and precision."""
    ours, theirs = read_tensors(child), read_tensors(parent)
    if ours.places != theirs.places:
        raise ValueError(f"{child} and {parent} do not hold the same tensors")
    arrays: dict[str, Octets] = {HEAD: ours.octets[: ours.start]}
    for name, kind, at, size in ours.places:
        one, other = (file.octets[file.start + at :][:size] for file in (ours, theirs))
        arrays[name] = difference(one, other, kind)
    np.savez_compressed(path, **arrays)


def apply_difference(path: Path, parent: Path) -> bytes:
    """The file that the difference was taken of."""
    theirs = read_tensors(parent)
    data = theirs.octets[theirs.start :].copy()
    with np.load(path, allow_pickle=False) as arrays:
        head = arrays[HEAD]
        for name, kind, at, size in theirs.places:
            data[at : at + size] = applied(arrays[name], data[at : at + size], kind)
    return head.tobytes() + data.tobytes()


def difference(one: Octets, other: Octets, kind: Kind) -> Octets:
    """Scales first, their two bytes apart; then steps. Small numbers, mostly, that compress."""
    if kind not in BLOCKS:
        return one
    scales, steps = parts(one, kind)
    other_scales, other_steps = parts(other, kind)
    apart = (scales - other_scales)[:, None].view(np.uint8).T.ravel()
    return np.concatenate((apart, per_step(np.subtract, steps, other_steps, kind).ravel()))


def applied(told: Octets, other: Octets, kind: Kind) -> Octets:
    if kind not in BLOCKS:
        return told
    other_scales, other_steps = parts(other, kind)
    apart, steps = np.split(told, [SCALE * len(other_scales)])
    scales = np.ascontiguousarray(apart.reshape(SCALE, -1).T).view("<u2")[:, 0] + other_scales
    steps = per_step(np.add, steps.reshape(other_steps.shape), other_steps, kind)
    return np.concatenate((scales[:, None].view(np.uint8), steps), 1).ravel()


def parts(octets: Octets, kind: Kind) -> tuple[NDArray[np.uint16], Octets]:
    blocks = octets.reshape(-1, BLOCKS[kind])
    return np.ascontiguousarray(blocks[:, :SCALE]).view("<u2")[:, 0], blocks[:, SCALE:]


def per_step(operation: np.ufunc, one: Octets, other: Octets, kind: Kind) -> Octets:
    """Modulo 256 or, where a byte holds two steps, each modulo 16."""
    if kind == Kind.Q8_0:
        return operation(one, other)
    return (operation(one & HIGH, other & HIGH) & HIGH) | (operation(one & LOW, other & LOW) & LOW)
