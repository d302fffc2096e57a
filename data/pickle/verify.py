#!/usr/bin/env python3
"""Checks data/pickle/allow-list.yaml against the libraries that the running Python has.

    python data/pickle/verify.py                  # this Python alone
    python data/pickle/verify.py --merge *.json   # what no version of several runs has found
    python data/pickle/verify.py --json out.json  # this Python, result to a file
    python data/pickle/verify.py --gadgets        # the names of gadgets.yaml instead

It imports the modules that the list names (and nothing else), so run it in an environment made for it. A name that
one version lacks is normal: the list covers many versions. A name that no version has is a typing error, or belongs
to a version that was not tried.

Beside that it checks facts that the list relies on, and ends with status 1 where one fails:
  - the schema: known keys, uses, argument conditions; regular expressions without nested repetition; sorted names;
    no name twice; no name that gadgets.yaml lists under an effect but that is free of every condition here;
  - nothing that a pickle may call, instantiate or keep as a value is a module or a metaclass;
  - what may only be kept as a value is a function, type or constant; functions are no target of BUILD by NEWOBJ;
  - no class that may be built has a __del__, and none has a __setstate__ or __reduce__ whose source mentions exec,
    eval, open, import, load, system or a subprocess, except those named in REVIEWED with the reason;
  - a class that may be kept as a value has no __call__-by-metaclass other than type, ABCMeta and EnumMeta.
"""
from __future__ import annotations

import argparse
import importlib
import inspect
import json
import re
import sys
import types
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
USES = {"call", "new", "build", "items", "append", "reference"}
KEYS = {"library", "cites", "why", "uses", "names", "arguments", "maxArguments", "nested", "returnsCallable", "state"}
CONDITIONS = {"global", "oneOf", "matches", "type", "result", "allowed"}
KINDS = {"none", "bool", "int", "float", "str", "bytes", "list", "tuple", "dict", "set", "frozenset", "buffer", "persistent"}
SUSPECT = re.compile(r"\b(exec|eval|compile|open|__import__|import_module|system|popen|Popen|subprocess|loads?|from_file)\s*\(")
# Classes whose source matches SUSPECT, read and found inert.
REVIEWED = {
    "lightgbm.basic.Booster": "native parser of a model text, no Python code",
    "xgboost.core.Booster": "native parser of a model buffer, no Python code",
}
# Types that numpy and CPython make without type, ABCMeta or EnumMeta, read and found inert.
METACLASSES = {"type", "ABCMeta", "EnumMeta", "EnumType", "_DTypeMeta", "_ParameterMeta", "_BufferMeta", "_LegacyStorageMeta",
               "_VariableLegacyMeta", "tensortype", "_TensorMeta", "_NormalMeta", "OffsetMeta", "_TzSingleton",
               "_TzOffsetFactory", "_TzFactory", "PyCSimpleType", "cython_metatype", "_TemplateMetaclass", "_ProtocolMeta",
               "_SingletonMeta", "_AnyMeta", "ABCPolyBase", "_LazyNormBaseMeta", "PostInitMeta", "HolidayCalendarMetaClass", "_WritableDoc"}


def load(path: str) -> dict:
    import yaml

    with open(HERE / path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def resolve(name: str) -> object:
    """The thing that a dotted path names: the longest importable module, then attributes."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:end]))
        except BaseException:  # modules may raise anything, SystemExit included
            continue
        try:
            for part in parts[end:]:
                thing = thing.__dict__[part] if isinstance(thing, types.ModuleType) and part in thing.__dict__ else getattr(thing, part)
            return thing
        except BaseException:
            continue
    raise LookupError(name)


def check_schema(data: dict, gadgets: dict) -> list[str]:
    problems: list[str] = []
    seen: dict[str, int] = {}
    dangerous = {name for gadget in gadgets["gadgets"] for name in gadget.get("names", [])}
    for index, group in enumerate(data["groups"]):
        where = f"group {index} ({group.get('cites')})"
        if set(group) - KEYS:
            problems.append(f"{where}: unknown keys {sorted(set(group) - KEYS)}")
        if not group.get("why") or not group.get("cites"):
            problems.append(f"{where}: no reason or no source")
        if set(group["uses"]) - USES or not group["uses"]:
            problems.append(f"{where}: uses {group['uses']}")
        if group["names"] != sorted(group["names"]):
            problems.append(f"{where}: names are not sorted")
        for name in group["names"]:
            if name in seen:
                problems.append(f"{name}: stands in groups {seen[name]} and {index}")
            seen[name] = index
            free = not group.get("arguments") and "maxArguments" not in group and {"call", "new"} & set(group["uses"])
            if name in dangerous and free and group["library"] != "python":
                problems.append(f"{name}: a gadget, but free of conditions here")
        for at, alternatives in (group.get("arguments") or {}).items():
            if not isinstance(at, int):
                problems.append(f"{where}: position {at!r} is not a number")
            for condition in alternatives if isinstance(alternatives, list) else [alternatives]:
                if set(condition) - CONDITIONS or not condition:
                    problems.append(f"{where}: condition {condition}")
                if set(condition.get("type", [])) - KINDS:
                    problems.append(f"{where}: types {condition['type']}")
                pattern = condition.get("matches")
                if pattern is not None:
                    re.compile(pattern)
                    if re.search(r"\([^)]*[+*][^)]*\)[+*]|\\\d|\(\?=|\(\?!", pattern):
                        problems.append(f"{where}: {pattern} may take more than linear time")
    return problems


def check_facts(name: str, thing: object, uses: set[str]) -> list[str]:
    problems: list[str] = []
    if isinstance(thing, types.ModuleType):
        return [f"{name}: is a module"]
    if not isinstance(thing, type):
        if "new" in uses and not callable(thing):
            problems.append(f"{name}: not callable")
        return problems
    if issubclass(thing, type) and thing is not type:
        problems.append(f"{name}: is a metaclass")
    if type(thing).__name__ not in METACLASSES:
        problems.append(f"{name}: metaclass {type(thing).__name__} was not read")
    if "build" not in uses and "reference" not in uses:
        return problems
    if name in REVIEWED:
        return problems
    for cls in thing.__mro__[:-1]:
        if "__del__" in cls.__dict__:
            problems.append(f"{name}: {cls.__qualname__} has a __del__")
        for method in ("__setstate__", "__setattr__"):
            function = cls.__dict__.get(method)
            if not isinstance(function, types.FunctionType):
                continue
            try:
                source = inspect.getsource(function)
            except (OSError, TypeError):
                continue
            found = SUSPECT.search(re.sub(r"#.*", "", source))
            if found is not None:
                problems.append(f"{name}: {cls.__qualname__}.{method} contains {found.group(0)}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", metavar="FILE", help="write found and missing names to FILE")
    parser.add_argument("--merge", nargs="+", metavar="FILE", help="print the names that none of these results has")
    parser.add_argument("--gadgets", action="store_true", help="look up the names of gadgets.yaml")
    options = parser.parse_args()
    if options.merge:
        results = [json.loads(Path(path).read_text(encoding="utf-8")) for path in options.merge]
        found = {name for result in results for name in result["found"]}
        everything = {name for result in results for name in [*result["found"], *result["missing"]]}
        for name in sorted(everything - found):
            print(name)
        print(f"{len(found)} of {len(everything)} names exist in one of {len(results)} environments", file=sys.stderr)
        return 0

    warnings.simplefilter("ignore")
    if options.gadgets:
        wanted = {name: set() for gadget in load("gadgets.yaml")["gadgets"] for name in gadget.get("names", [])}
        problems: list[str] = []
    else:
        data = load("allow-list.yaml")
        problems = check_schema(data, load("gadgets.yaml"))
        wanted = {name: set(group["uses"]) for group in data["groups"] for name in group["names"]}
    found, missing = [], []
    for name, uses in sorted(wanted.items()):
        if name.endswith(".*"):
            continue
        try:
            thing = resolve(name)
        except LookupError:
            missing.append(name)
            continue
        found.append(name)
        if not options.gadgets:
            problems += check_facts(name, thing, uses)
    if options.json:
        Path(options.json).write_text(json.dumps({"found": found, "missing": missing}), encoding="utf-8")
    else:
        for name in missing:
            print(f"not here: {name}")
    for problem in problems:
        print(f"PROBLEM {problem}")
    print(f"{len(found)} of {len(found) + len(missing)} names exist here, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
