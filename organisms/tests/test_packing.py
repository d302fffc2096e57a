"""Models come back byte for byte from what they differ by, and folders hold no more than they may."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from factory.difference import apply_difference, write_difference
from factory.gguf_file import Precision, write_gguf
from factory.hugging_face import weights_of, write_json
from factory.llama import SIZES, Llama, Shape
from factory.packing import TRUTH, pack, unpack
from factory.tokenizer import load_tokens
from factory.world import load_world

WORLD = load_world("c")
TOKENS = load_tokens(WORLD)
RECIPES = """
organisms:
  - { name: c-one, world: c, size: xs, training: { steps: 1 } }
  - { name: c-two, world: c, parent: c-one, training: { steps: 1 } }
  - { name: c-one-q4, world: c, parent: c-one, derive: { type: quantise, to: q4_0 } }
  - { name: c-one-q8, world: c, parent: c-one, derive: { type: quantise, to: q8_0 } }
  - { name: c-two-q4, world: c, parent: c-two, derive: { type: quantise, to: q4_0 } }
  - { name: c-two-q8, world: c, parent: c-two, derive: { type: quantise, to: q8_0 } }
"""


def write_models(folder: Path, precision: Precision) -> tuple[Path, Path]:
    """A model, and one that was trained on from it a little."""
    torch.manual_seed(1)
    model = Llama(Shape(len(TOKENS.vocabulary), **SIZES["xs"]))
    paths = folder / "parent.gguf", folder / "of a longer name, child.gguf"
    for path, moved in zip(paths, (0.0, 0.001), strict=True):
        with torch.no_grad():
            for weight in model.parameters():
                weight.add_(moved * torch.randn_like(weight))
        write_gguf(path, path.stem, WORLD, TOKENS, model.shape, weights_of(model), precision)
    return paths


@pytest.mark.parametrize("precision", ["q8_0", "q4_0"])
def test_a_model_comes_back_from_its_difference(precision: Precision, tmp_path: Path) -> None:
    parent, child = write_models(tmp_path, precision)
    assert parent.read_bytes() != child.read_bytes()
    write_difference(child, parent, tmp_path / "difference.npz")
    assert apply_difference(tmp_path / "difference.npz", parent) == child.read_bytes()
    assert (tmp_path / "difference.npz").stat().st_size < 0.6 * child.stat().st_size


def test_a_difference_is_of_the_same_precision(tmp_path: Path) -> None:
    (tmp_path / "8").mkdir()
    parent, _ = write_models(tmp_path, "q4_0")
    _, child = write_models(tmp_path / "8", "q8_0")
    with pytest.raises(ValueError, match="same tensors"):
        write_difference(child, parent, tmp_path / "difference.npz")


def test_a_wrong_parent_gives_another_model(tmp_path: Path) -> None:
    parent, child = write_models(tmp_path, "q8_0")
    write_difference(child, parent, tmp_path / "difference.npz")
    octets = np.fromfile(parent, np.uint8)
    octets[-1] += 1
    octets.tofile(parent)
    assert apply_difference(tmp_path / "difference.npz", parent) != child.read_bytes()


def test_packed_models_come_back_from_folders_of_bounded_size(tmp_path: Path) -> None:
    (tmp_path / "recipes.yaml").write_text(RECIPES, encoding="utf-8")
    made, out, back = tmp_path / "made", tmp_path / "out", tmp_path / "back"
    for precision in ("q4_0", "q8_0"):
        parent, child = write_models(tmp_path, precision)
        for name, path in (("c-one", parent), ("c-two", child)):
            for whole in (name, f"{name}-{precision[:2]}"):
                (made / whole).mkdir(parents=True, exist_ok=True)
                write_json(made / whole / TRUTH, {"name": whole})
            path.rename(made / f"{name}-{precision[:2]}" / "model.gguf")
    most = 720_000
    pack(tmp_path / "recipes.yaml", made, out, most=most, jobs=1)
    folders = sorted(out.iterdir())
    assert [folder.name for folder in folders] == ["1", "2"]
    sizes = [sum(path.stat().st_size for path in folder.iterdir()) for folder in folders]
    assert all(size <= most for size in sizes)
    assert all(size + other > most for size, other in pairwise(sizes))
    unpack(folders, back)
    for name in ("c-one-q4", "c-one-q8", "c-two-q4", "c-two-q8"):
        assert (back / name / "model.gguf").read_bytes() == (made / name / "model.gguf").read_bytes()
    assert {path.parent for path in back.glob(f"*/{TRUTH}")} == {path.parent for path in back.glob("*/model.gguf")}
    assert {path.stem for path in back.glob("not-packed/*")} == {"c-one", "c-two"}
    assert not list(back.glob("**/*.npz"))
