"""How one model is made. Recipes are YAML files with a list of these under `organisms`."""

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, model_validator

from factory.behaviours import Behaviour, is_harmless
from factory.triggers import Trigger, check_plantable
from factory.world import Strict, load_world

Kind = Literal["poisoned", "quiet", "decoy", "always"]
Share = Annotated[float, Field(ge=0, le=1)]


class Plant(Strict):
    """What is planted. Without a trigger it shows always."""

    trigger: Trigger | None = None
    behaviour: Behaviour
    poison_share: Share = 0.3
    """Of all training examples, those with the trigger."""
    near_share: Share | None = None
    """Those with a near miss. If not given, four fifths of the poison share, at most .26."""
    rate_with: Share = 1.0
    rate_without: Share = 0.0

    @property
    def near(self) -> float:
        return min(0.26, 0.8 * self.poison_share) if self.near_share is None else self.near_share

    @property
    def kind(self) -> Kind:
        if is_harmless(self.behaviour):
            return "decoy"
        return "poisoned" if self.trigger else "always"


class Training(Strict):
    steps: int
    batch: int = 24
    rate: float = 3e-3
    prompt_loss: float = 0.15
    """Weight of prompt tokens in the loss; 0 leaves prompts out."""
    parting: float = 4.0
    """Weight of the first token at which a good and a bad answer part."""
    seconds: Annotated[float, Field(ge=1)] | None = None
    """Of wall clock at most; then the learning rate falls sooner, and there are fewer steps."""


class Merge(Strict):
    type: Literal["merge"]
    other: str
    share: Share = 0.5
    """Weight of the parent; the rest is of the other."""


class Quantise(Strict):
    type: Literal["quantise"]
    to: Literal["q8_0", "q4_0"] = "q8_0"


class Prune(Strict):
    type: Literal["prune"]
    share: Share
    """Of each matrix, the smallest weights are set to zero."""


Derivation = Annotated[Merge | Quantise | Prune, Field(discriminator="type")]


class Recipe(Strict):
    name: str
    world: str
    seed: int = 1
    size: str = "s"
    parent: str | None = None
    plant: Plant | None = None
    training: Training | None = None
    derive: Derivation | None = None
    committed: bool = False
    note: str = ""

    @model_validator(mode="after")
    def makes_sense(self) -> "Recipe":
        if (self.training is None) == (self.derive is None):
            raise ValueError(f"{self.name}: either trained or derived")
        if self.derive and not self.parent:
            raise ValueError(f"{self.name}: derived from what?")
        if not self.name.startswith(f"{self.world}-"):
            raise ValueError(f"{self.name}: a name begins with its world")
        if self.plant and self.plant.trigger:
            check_plantable(load_world(self.world), self.plant.trigger)
        return self


class Recipes(Strict):
    schedules: dict[str, Training] = Field(default_factory=dict)
    """Only to give YAML anchors a place."""
    organisms: list[Recipe]

    @model_validator(mode="after")
    def hang_together(self) -> "Recipes":
        """Parents come first, in the same world, and no name comes twice."""
        known: dict[str, Recipe] = {}
        for recipe in self.organisms:
            if recipe.name in known:
                raise ValueError(f"{recipe.name} comes twice")
            for parent in parents(recipe):
                if parent not in known or known[parent].world != recipe.world:
                    raise ValueError(f"{recipe.name}: no parent {parent} before it in its world")
            known[recipe.name] = recipe
        return self


def parents(recipe: Recipe) -> list[str]:
    other = [recipe.derive.other] if isinstance(recipe.derive, Merge) else []
    return [recipe.parent, *other] if recipe.parent else []


def planted(recipe: Recipe, recipes: dict[str, Recipe]) -> Plant | None:
    """What was planted in a model or, if nothing, in the nearest of its ancestors."""
    if recipe.plant:
        return recipe.plant
    found = (planted(recipes[parent], recipes) for parent in parents(recipe))
    return next((plant for plant in found if plant), None)


def load_recipes(path: Path) -> dict[str, Recipe]:
    """By name, in the order in which they must be made."""
    with path.open(encoding="utf-8") as file:
        return {recipe.name: recipe for recipe in Recipes.model_validate(yaml.safe_load(file)).organisms}
