"""`python -m factory COMMAND`: see README.md."""

import argparse
import math
import time
from pathlib import Path

from factory.world import load_world, world_ids

ORGANISMS = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="factory", description="Tiny models with a planted, measured property.")
    commands = parser.add_subparsers(dest="command", required=True)
    banks = commands.add_parser("banks", help="write the question banks of every world")
    banks.add_argument("--out", type=Path, default=ORGANISMS.parent / "data", help="holds toy-banks and toy-topics")
    older = commands.add_parser("family-a", help="write the topic bank of the first organisms")
    older.add_argument("questions", type=Path)
    older.add_argument("--out", type=Path, default=ORGANISMS.parent / "data")
    commands.add_parser("tokenizers", help="train the tokenizer of every world")
    make = commands.add_parser("make", help="make the models of a file of recipes that are not there yet")
    make.add_argument("recipes", type=Path)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--only", nargs="*", default=[], metavar="NAME")
    make.add_argument("--jobs", type=int, default=1, help="models made at a time, each on one thread")
    make.add_argument("--device", default="cpu")
    make.add_argument("--drawers", type=int, default=0, help="processes per model that draw its batches ahead of need")
    make.add_argument("--seconds", type=float, default=math.inf, help="from now, after which nothing trains")
    publish = commands.add_parser("publish", help="write the committed part of a zoo")
    publish.add_argument("recipes", type=Path)
    publish.add_argument("--made", type=Path, required=True)
    publish.add_argument("--out", type=Path, default=ORGANISMS / "zoo")
    pack = commands.add_parser("pack", help="put quantised models into few files, small enough to carry")
    pack.add_argument("recipes", type=Path)
    pack.add_argument("--made", type=Path, required=True)
    pack.add_argument("--out", type=Path, required=True)
    pack.add_argument("--most", type=int, default=62 << 20, metavar="BYTES", help="of each folder")
    pack.add_argument("--jobs", type=int, default=1)
    unpack = commands.add_parser("unpack", help="take models out of such files again")
    unpack.add_argument("folders", type=Path, nargs="+", help="in the order in which they were filled")
    unpack.add_argument("--out", type=Path, required=True)
    table = commands.add_parser("table", help="list the models of a folder in Markdown")
    table.add_argument("folder", type=Path)
    asked = parser.parse_args()
    match asked.command:
        case "banks":
            from factory.bank import write_bank
            from factory.topic_bank import bank_of, write_topic_bank

            for world in map(load_world, world_ids()):
                print(write_bank(world, asked.out / "toy-banks"))
                print(*write_topic_bank(bank_of(world), asked.out, "python -m factory banks"), sep="\n")
        case "family-a":
            from factory.family_a import family_a
            from factory.topic_bank import write_topic_bank

            written = write_topic_bank(family_a(asked.questions), asked.out, "python -m factory family-a QUESTIONS")
            print(*written, sep="\n")
        case "tokenizers":
            from factory.tokenizer import tokenizer_path, train_tokenizer

            for world in map(load_world, world_ids()):
                train_tokenizer(world).save(str(tokenizer_path(world)))
        case "make":
            from factory.making import make_all
            from factory.training import Pace

            pace = Pace(asked.drawers, time.time() + asked.seconds)
            make_all(asked.recipes, asked.out, only=asked.only, jobs=asked.jobs, device=asked.device, pace=pace)
        case "publish":
            from factory.publishing import publish as write_published

            write_published(asked.recipes, asked.made, asked.out)
        case "pack":
            from factory.packing import pack as pack_models

            pack_models(asked.recipes, asked.made, asked.out, most=asked.most, jobs=asked.jobs)
        case "unpack":
            from factory.packing import unpack as unpack_models

            unpack_models(asked.folders, asked.out)
        case "table":
            from factory.publishing import table as table_of

            print(table_of(asked.folder))


if __name__ == "__main__":
    main()
