"""Quantised models in few files of bounded size, where what may leave a machine is bounded."""

import json
import multiprocessing
import shutil
import sys
import tarfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from factory.difference import apply_difference, write_difference
from factory.recipe import Quantise, Recipe, load_recipes

MODEL, DIFFERENCE, TRUTH = "model.gguf", "model.npz", "ground-truth.json"
PARENTS = "parents.json"
"""In an archive: for each model, the name of the one it differs from."""
TOLD = "not-packed"
"""Folder of ground truths."""
PART = 15 << 20
"""Bytes of a file."""
TAR_BLOCK = 10_240


@dataclass(frozen=True)
class Packed:
    name: str
    file: Path
    parent: str | None
    """Whose file it differs from; none where it is whole."""

    @property
    def size(self) -> int:
        return self.file.stat().st_size + 4 * TAR_BLOCK


def pack(recipes_path: Path, made: Path, out: Path, *, most: int, jobs: int) -> None:
    """Fills folders 1, 2, ... of `out` with at most so many bytes each, in the order of the recipes.

    A model comes after the parent it differs from, in the same folder or one before. What is true of those that are not
    packed is told in the first.
    """
    recipes = load_recipes(recipes_path)
    ready = {name: one for name, one in recipes.items() if (made / name / TRUTH).exists()}
    wanted = [one for one in ready.values() if isinstance(one.derive, Quantise)]
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        under_way = [pool.submit(pack_one, one.name, base(one, ready), made) for one in wanted]
        packed = [future.result() for future in under_way]
    for number, chosen in enumerate(sets(packed, most), start=1):
        folder = out / str(number)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        files = {f"{one.name}/{path.name}": path for one in chosen for path in (made / one.name / TRUTH, one.file)}
        if number == 1:
            files |= {f"{TOLD}/{name}.json": made / name / TRUTH for name in ready if ready[name] not in wanted}
        write_parts(folder, archive(files, {one.name: one.parent for one in chosen}))
        print(folder, " ".join(f"{one.name}={one.file.stat().st_size}" for one in chosen), flush=True)


def base(recipe: Recipe, ready: dict[str, Recipe]) -> str | None:
    """The parent of the model that was quantised, in the same precision."""
    grown = ready[recipe.parent].parent if recipe.parent in ready else None
    same = (one.name for one in ready.values() if one.parent == grown and one.derive == recipe.derive)
    return next(same, None) if grown else None


def pack_one(name: str, parent: str | None, made: Path) -> Packed:
    whole = made / name / MODEL
    if parent is None:
        return Packed(name, whole, None)
    path = made / name / DIFFERENCE
    write_difference(whole, made / parent / MODEL, path)
    if apply_difference(path, made / parent / MODEL) != whole.read_bytes():
        print(f"{name} is packed whole: it does not come back from what differs from {parent}", file=sys.stderr)
        return Packed(name, whole, None)
    return Packed(name, path, parent) if path.stat().st_size < whole.stat().st_size else Packed(name, whole, None)


def sets(packed: list[Packed], most: int) -> list[list[Packed]]:
    filled: list[list[Packed]] = [[]]
    for one in packed:
        if filled[-1] and sum(each.size for each in [*filled[-1], one]) > most:
            filled.append([])
        filled[-1].append(one)
    return filled


def archive(files: dict[str, Path], parents: dict[str, str | None]) -> bytes:
    held = BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        text = json.dumps(parents).encode()
        told = tarfile.TarInfo(PARENTS)
        told.size = len(text)
        tar.addfile(told, BytesIO(text))
        for name, path in files.items():
            tar.add(path, name)
    return held.getvalue()


def write_parts(folder: Path, whole: bytes) -> None:
    for number, at in enumerate(range(0, len(whole), PART)):
        (folder / f"models.tar.{number:02d}").write_bytes(whole[at : at + PART])


def unpack(folders: list[Path], out: Path) -> None:
    """Whole models again, of folders in the order in which they were filled."""
    for folder in folders:
        whole = b"".join(path.read_bytes() for path in sorted(folder.glob("models.tar.*")))
        with tarfile.open(fileobj=BytesIO(whole)) as tar:
            tar.extractall(out, filter="data")
        parents = json.loads((out / PARENTS).read_text(encoding="utf-8"))
        (out / PARENTS).unlink()
        for name, parent in parents.items():
            if parent:
                differing = out / name / DIFFERENCE
                (out / name / MODEL).write_bytes(apply_difference(differing, out / parent / MODEL))
                differing.unlink()
