"""`python -m factory COMMAND`: see README.md."""

import argparse
from pathlib import Path

from factory.bank import write_bank
from factory.world import load_world, world_ids


def main() -> None:
    parser = argparse.ArgumentParser(prog="factory", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    banks = commands.add_parser("banks", help="write the question bank of every world")
    banks.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "data" / "toy-banks")
    asked = parser.parse_args()
    for world in map(load_world, world_ids()):
        print(write_bank(world, asked.out))


if __name__ == "__main__":
    main()
