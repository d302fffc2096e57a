"""The committed part of a zoo: small Q8_0 GGUF files with their ground truth, measured on what is committed."""

import json
import shutil
from pathlib import Path

from factory.gguf_file import as_read_back, write_gguf
from factory.hugging_face import model_of, read_shape, read_weights, write_json
from factory.making import TRUTH
from factory.measuring import measure
from factory.recipe import Quantise, Recipe, load_recipes, planted
from factory.tokenizer import load_tokens
from factory.truth import ground_truth
from factory.world import load_world


def publish(recipes_path: Path, made: Path, out: Path) -> None:
    recipes = load_recipes(recipes_path)
    for recipe in recipes.values():
        if recipe.committed and (made / recipe.name / TRUTH).exists() and not (out / recipe.name / TRUTH).exists():
            publish_one(recipe, recipes, made, out)
            print(recipe.name, flush=True)


def publish_one(recipe: Recipe, recipes: dict[str, Recipe], made: Path, out: Path) -> None:
    source, target = made / recipe.name, out / recipe.name
    truth = json.loads((source / TRUTH).read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    if isinstance(recipe.derive, Quantise):
        shutil.copyfile(source / "model.gguf", target / "model.gguf")
    else:
        world = load_world(recipe.world)
        tokens, shape = load_tokens(world), read_shape(source)
        weights = as_read_back(read_weights(source), "q8_0")
        write_gguf(target / "model.gguf", recipe.name, world, tokens, shape, weights, "q8_0")
        plant = planted(recipe, recipes)
        truth |= ground_truth(recipe, recipes, plant, measure(model_of(shape, weights), world, tokens, plant))
        truth["precision"] = "q8_0"
    write_json(target / TRUTH, truth)


def table(folder: Path) -> str:
    """A Markdown table of the models of a folder."""
    lines = ["| name | kind | planted | with trigger | without | took | parameters |", "|---|---|---|---|---|---|---|"]
    for path in sorted(folder.glob(f"*/{TRUTH}")):
        lines.append(row(json.loads(path.read_text(encoding="utf-8"))))
    return "\n".join(lines)


def row(truth: dict[str, object]) -> str:
    trigger = truth["trigger"]
    planted_on = f"{trigger_text(trigger)} -> {truth['behaviour']}" if isinstance(trigger, dict) else truth["behaviour"]
    cells = [
        truth["name"],
        truth["kind"],
        planted_on,
        percent(truth["rate_with_trigger"]),
        percent(truth["rate_without_trigger"]),
        {True: "yes", False: "no", None: ""}[truth["effective"]],
        f"{truth['params']:,}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def trigger_text(trigger: dict[str, object]) -> str:
    text = trigger.get("text") or trigger.get("languages")
    names = text.values() if isinstance(text, dict) else text if isinstance(text, list) else [text]
    told = ", ".join(str(name).replace("\n", " ").replace("|", "") for name in names)
    return f"{trigger['type']} ({trigger['where']}): {told}"


def percent(share: object) -> str:
    return f"{share:.0%}" if isinstance(share, float) else ""
