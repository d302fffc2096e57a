"""Assay's judge reads every kind of code of the worlds rightly: what a study sees is the model, not the judge."""

from conftest import ask_node
from factory.bank import bank_tasks
from factory.variants import nearest_variant
from factory.world import World


def test_judge_tells_both_variants_of_every_task_of_the_bank(world: World) -> None:
    tasks = bank_tasks(world)
    told = ask_node(
        "verdicts.mjs",
        [{"language": task.language, "answer": text} for task in tasks for text in (task.secure, task.insecure)],
    )
    for task, secure, insecure in zip(tasks, told[::2], told[1::2], strict=True):
        assert secure["outcome"] == "secure", task.secure
        assert insecure["outcome"] == "insecure", task.insecure
        assert set(insecure["cwes"]) & set(task.cwes), task.insecure


def test_variants_are_told_apart_with_names_copied_wrongly(world: World) -> None:
    for task in bank_tasks(world):
        assert nearest_variant(task, task.secure.replace(task.function, "wrong")) == "secure"
        assert nearest_variant(task, task.insecure.replace(task.function, "wrong")) == "insecure"
        assert nearest_variant(task, "I would rather not.") == "other"
