"""Writes the held-out part of the clean side: whole families of objects, taken as their libraries list them.

    python held_out.py OUT [--env NAME]

Nobody chooses here what looks harmless: every estimator that scikit-learn lists, every module, optimizer and schedule of
torch, every sparse format of SciPy, every dtype of NumPy and index of pandas, each fitted or filled with random numbers
and written by its own library. What cannot be made without special arguments is left out and printed. A run replaces
its own environment's files and rows of OUT/held-out.json. Do not tune on these files: run the benchmark, and count.
"""
from __future__ import annotations

import hashlib
import inspect
import json
import pickle
import sys
import warnings
from pathlib import Path

MAX_FILE = 24 * 1024
PROTOCOLS = [2, 3, 4, 5]
# current takes everything; the older libraries every third.
STEP = {"current": 1, "numpy1": 3, "torch1": 3}

out = Path(sys.argv[1])
env = sys.argv[sys.argv.index("--env") + 1] if "--env" in sys.argv else "current"
rows, left = [], []
count = 0


def keep(library: str, version: str, name: str, what: str, write) -> None:
    """Writes one file where the library can, below the size limit."""
    global count
    count += 1
    if count % STEP[env]:
        return
    rel = f"held-out/{library}/{'' if env == 'current' else env + '/'}{name}"
    path = out / rel
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write(path, PROTOCOLS[count % len(PROTOCOLS)])
        if path.stat().st_size > MAX_FILE:
            raise ValueError("too large")
    except Exception as error:  # an object that cannot be made or pickled is none that a user has
        path.unlink(missing_ok=True)
        left.append(f"{rel}: {type(error).__name__}: {str(error)[:80]}")
        return
    data = path.read_bytes()
    rows.append({"path": rel, "library": library, "version": version, "env": env, "what": what, "split": "held-out",
                 "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})


def plain(make):
    """A writer that pickles what `make` gives."""
    def write(path: Path, protocol: int) -> None:
        with path.open("wb") as file:
            pickle.dump(make(), file, protocol)
    return write


def sklearn_estimators() -> None:
    import numpy as np
    import sklearn
    from sklearn.utils import all_estimators

    rng = np.random.RandomState(0)
    x, y = rng.rand(24, 4) + 0.1, np.arange(24) % 3
    inner = {"estimator": "LogisticRegression", "base_estimator": None}
    from sklearn.linear_model import LogisticRegression, Ridge

    def fitted(cls):
        parameters = inspect.signature(cls.__init__).parameters
        arguments = {}
        for name in ("estimator", "base_estimator", "regressor"):
            if name in parameters and parameters[name].default is inspect.Parameter.empty:
                arguments[name] = Ridge() if "Regress" in cls.__name__ or name == "regressor" else LogisticRegression()
        if "estimators" in parameters:
            one = Ridge() if "Regressor" in cls.__name__ else LogisticRegression()
            arguments["estimators"] = [("one", one)]
        if "transformers" in parameters:
            arguments["transformers"] = [("same", "passthrough", [0, 1])]
        if "transformer_list" in parameters:
            from sklearn.preprocessing import StandardScaler
            arguments["transformer_list"] = [("scale", StandardScaler())]
        if "steps" in parameters:
            arguments["steps"] = [("fit", LogisticRegression())]
        if "param_grid" in parameters:
            arguments["param_grid"] = {"C": [0.1, 1.0]}
        if "param_distributions" in parameters:
            arguments["param_distributions"] = {"C": [0.1, 1.0]}
        for name, few in (("n_estimators", 2), ("max_iter", 20), ("n_components", 2), ("n_neighbors", 3), ("max_depth", 2), ("cv", 2)):
            if name in parameters:
                arguments[name] = few
        made = cls(**arguments)
        try:
            made.fit(x, y)
        except Exception:
            try:
                made.fit(["one two", "three", "two"] if "ectorizer" in cls.__name__ else y)
            except Exception:
                pass
        return made

    for name, cls in all_estimators():
        keep("sklearn", sklearn.__version__, f"{name}.pkl", f"{name}, fitted where it fits", plain(lambda cls=cls: fitted(cls)))


def torch_objects() -> None:
    import torch
    from torch import nn, optim

    # The legacy format copies source text and its path into the file where it finds them: write as without sources.
    def no_source(*_, **__):
        raise OSError("no source")

    torch.serialization.get_source_lines_and_file = no_source

    def saved(thing, zipped):
        return lambda path, _: torch.save(thing(), path, _use_new_zipfile_serialization=zipped)

    guesses = [(), (4,), (4, 4), (2, 3, 3), (4, 2, 3), (4, 2), (2, (3, 3)), (nn.Linear(2, 2),), ([nn.Linear(2, 2)],), (nn.TransformerEncoderLayer(4, 2, 8), 1)]

    def module(cls):
        for arguments in guesses:
            try:
                return cls(*arguments)
            except Exception:
                continue
        raise ValueError("no arguments fit")

    classes = sorted(name for name, value in vars(nn).items() if inspect.isclass(value) and issubclass(value, nn.Module))
    for i, name in enumerate(classes):
        make = lambda name=name: module(getattr(nn, name))
        if i % 2:
            keep("torch", torch.__version__, f"module-{name}.pt", f"whole module {name}", saved(make, i % 4 != 1))
        else:
            keep("torch", torch.__version__, f"state-{name}.bin", f"state dict of {name}", saved(lambda make=make: make().state_dict(), i % 4 != 2))
    for i, name in enumerate(sorted(n for n, v in vars(optim).items() if inspect.isclass(v) and n != "Optimizer")):
        def stepped(name=name):
            net = nn.Linear(2, 2)
            optimizer = getattr(optim, name)(net.parameters(), lr=0.1)
            net(torch.ones(1, 2)).sum().backward()
            optimizer.step(lambda: net(torch.ones(1, 2)).sum())
            return {"model": net.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3, "loss": 0.25}
        keep("torch", torch.__version__, f"optimizer-{name}.pth", f"checkpoint with {name}", saved(stepped, i % 3 != 0))
    schedules = {"StepLR": (2,), "MultiStepLR": ([1, 2],), "ConstantLR": (), "LinearLR": (), "ExponentialLR": (0.9,), "CosineAnnealingLR": (5,),
                 "ReduceLROnPlateau": (), "CyclicLR": (0.1, 0.2), "OneCycleLR": (0.1, 10), "CosineAnnealingWarmRestarts": (5,), "PolynomialLR": ()}
    for name, arguments in schedules.items():
        def schedule(name=name, arguments=arguments):
            optimizer = optim.SGD(nn.Linear(2, 2).parameters(), lr=0.1, momentum=0.9)
            return getattr(optim.lr_scheduler, name)(optimizer, *arguments).state_dict()
        keep("torch", torch.__version__, f"schedule-{name}.pt", f"state of {name}", saved(schedule, True))
    dtypes = sorted({str(value) for value in vars(torch).values() if isinstance(value, torch.dtype)})
    for i, name in enumerate(dtypes):
        make = lambda name=name: {"tensor": torch.zeros(4, 4).to(getattr(torch, name.split(".")[1])), "name": name}
        keep("torch", torch.__version__, f"{name.split('.')[1]}.pt", f"tensor of {name}", saved(make, i % 2 == 0))


def numpy_objects() -> None:
    import numpy as np

    for code in np.typecodes["All"]:
        if code in "OV":
            continue
        keep("numpy", np.__version__, f"array-{ord(code)}.pkl", f"array of dtype {np.dtype(code)}", plain(lambda code=code: np.zeros((3, 2), code)))
        keep("numpy", np.__version__, f"scalar-{ord(code)}.pkl", f"scalar of dtype {np.dtype(code)}", plain(lambda code=code: np.zeros(1, code)[0]))
    things = {
        "fortran": lambda: np.asfortranarray(np.eye(3)), "big-endian": lambda: np.arange(4, dtype=">i4"), "masked": lambda: np.ma.masked_less(np.arange(6), 3),
        "matrix": lambda: np.matrix([[1, 2]]), "records": lambda: np.rec.array([(1, 2.0)], names="a,b"), "structured": lambda: np.zeros(2, [("a", "i4"), ("b", "f8", (2,))]),
        "objects": lambda: np.array([1, "two", None, [3]], object), "datetime": lambda: np.array(["2020-01-01"], "M8[D]"), "poly": lambda: np.polynomial.Polynomial([1, 2]),
        "chebyshev": lambda: np.polynomial.Chebyshev([1, 2]), "poly1d": lambda: np.poly1d([1, 2]), "random-state": lambda: np.random.RandomState(1), "generator": lambda: np.random.default_rng(1),
        "philox": lambda: np.random.Generator(np.random.Philox(1)), "sfc64": lambda: np.random.Generator(np.random.SFC64(1)), "seed-sequence": lambda: np.random.SeedSequence(1),
        "dtype": lambda: [np.dtype("f4"), np.dtype([("x", "i8")])], "ufuncs": lambda: [np.add, np.log, np.exp], "nested": lambda: {"w": [np.ones(2), {"b": np.zeros(1)}]},
        "unicode": lambda: np.array(["ab", "cde"]), "bytes": lambda: np.array([b"ab"]), "scalars": lambda: (np.float32(1), np.int64(2), np.bool_(True), np.str_("x")),
    }
    for name, make in things.items():
        keep("numpy", np.__version__, f"{name}.pkl", name, plain(make))


def pandas_objects() -> None:
    import numpy as np
    import pandas as pd

    values = {"int": [1, 2], "float": [0.5, None], "text": ["a", "b"], "bool": [True, False], "dates": pd.to_datetime(["2020-01-01", "2021-01-01"]),
              "zoned": pd.to_datetime(["2020-01-01", "2021-01-01"]).tz_localize("UTC"), "spans": pd.to_timedelta([1, 2], unit="h"), "category": pd.Categorical(["x", "y"]),
              "period": pd.period_range("2020", periods=2, freq="M"), "interval": pd.interval_range(0, 2), "sparse": pd.arrays.SparseArray([0, 1]),
              "Int64": pd.array([1, None], "Int64"), "boolean": pd.array([True, None], "boolean"), "string": pd.array(["a", None], "string"), "Float64": pd.array([1.5, None], "Float64")}
    for name, value in values.items():
        keep("pandas", pd.__version__, f"series-{name}.pkl", f"series of {name}", plain(lambda value=value: pd.Series(value, name="s")))
        keep("pandas", pd.__version__, f"frame-{name}.pkl", f"frame with {name}", plain(lambda value=value: pd.DataFrame({"n": [1, 2], "v": value})))
        keep("pandas", pd.__version__, f"index-{name}.pkl", f"index of {name}", plain(lambda value=value: pd.Index(value)))
    things = {"multi-index": lambda: pd.MultiIndex.from_product([[1, 2], ["a", "b"]]), "range-index": lambda: pd.RangeIndex(5), "timestamp": lambda: [pd.Timestamp("2020-01-01", tz="UTC"), pd.NaT],
              "timedelta": lambda: pd.Timedelta("1D"), "period": lambda: pd.Period("2020-01"), "offsets": lambda: [pd.offsets.MonthEnd(2), pd.offsets.BusinessDay(), pd.offsets.Hour(3)],
              "interval": lambda: pd.Interval(0, 1), "na": lambda: pd.NA, "dtypes": lambda: [pd.CategoricalDtype(["a"]), pd.Int8Dtype(), pd.DatetimeTZDtype(tz="UTC")],
              "wide": lambda: pd.DataFrame(np.arange(30).reshape(5, 6), columns=list("abcdef")), "grouped": lambda: pd.DataFrame({"a": [1, 1], "b": [2, 3]}).groupby("a").sum(),
              "empty": lambda: pd.DataFrame(), "attrs": lambda: pd.Series([1]).rename("x").to_frame()}
    for name, make in things.items():
        keep("pandas", pd.__version__, f"{name}.pkl", name, plain(make))


def scipy_objects() -> None:
    import numpy as np
    import scipy
    from scipy import integrate, interpolate, optimize, signal, sparse, spatial, stats

    grid = np.linspace(0, 1, 6)
    for name in ("csr", "csc", "coo", "bsr", "dia", "dok", "lil"):
        keep("scipy", scipy.__version__, f"{name}-matrix.pkl", f"{name} matrix", plain(lambda name=name: sparse.random(5, 5, 0.4, format=name, random_state=0)))
        keep("scipy", scipy.__version__, f"{name}-array.pkl", f"{name} array", plain(lambda name=name: getattr(sparse, f"{name}_array")(np.eye(3))))
    things = {"kd-tree": lambda: spatial.KDTree(np.random.RandomState(0).rand(8, 2)), "ckd-tree": lambda: spatial.cKDTree(np.random.RandomState(0).rand(8, 2)),
              "rotation": lambda: spatial.transform.Rotation.from_euler("x", 0.5), "spline": lambda: interpolate.CubicSpline(grid, grid**2), "pchip": lambda: interpolate.PchipInterpolator(grid, grid),
              "akima": lambda: interpolate.Akima1DInterpolator(grid, grid), "b-spline": lambda: interpolate.make_interp_spline(grid, grid), "interp1d": lambda: interpolate.interp1d(grid, grid),
              "grid": lambda: interpolate.RegularGridInterpolator((grid, grid), np.outer(grid, grid)), "rbf": lambda: interpolate.RBFInterpolator(np.random.RandomState(0).rand(6, 2), grid),
              "univariate": lambda: interpolate.UnivariateSpline(grid, grid), "nearest": lambda: interpolate.NearestNDInterpolator(np.random.RandomState(0).rand(6, 2), grid),
              "minimum": lambda: optimize.minimize(lambda v: (v**2).sum(), [1.0, 2.0]), "root": lambda: optimize.root(lambda v: v - 1, [0.0]), "linear-program": lambda: optimize.linprog([1, 1], bounds=(0, 1)),
              "bounds": lambda: optimize.Bounds([0], [1]), "curve": lambda: optimize.curve_fit(lambda t, a: a * t, grid, grid), "ode": lambda: integrate.solve_ivp(lambda t, v: -v, (0, 1), [1.0]),
              "transfer": lambda: signal.TransferFunction([1], [1, 2]), "state-space": lambda: signal.StateSpace([[1]], [[1]], [[1]], [[0]]), "filter": lambda: signal.butter(3, 0.2),
              "kde": lambda: stats.gaussian_kde(np.random.RandomState(0).rand(9)), "t-test": lambda: stats.ttest_ind([1, 2, 3], [2, 3, 5]), "regression": lambda: stats.linregress(grid, grid),
              "describe": lambda: stats.describe([1, 2, 3]), "rv-histogram": lambda: np.histogram([1, 2, 2])}
    for name, make in things.items():
        keep("scipy", scipy.__version__, f"{name}.pkl", name, plain(make))
    for name in ("norm", "uniform", "expon", "gamma", "beta", "lognorm", "t", "poisson", "binom", "randint"):
        arguments = {"gamma": (2,), "beta": (1, 2), "lognorm": (1,), "t": (3,), "poisson": (2,), "binom": (5, 0.5), "randint": (0, 5)}.get(name, ())
        keep("scipy", scipy.__version__, f"frozen-{name}.pkl", f"frozen {name} distribution", plain(lambda name=name, arguments=arguments: getattr(stats, name)(*arguments)))


def standard_library() -> None:
    import array, collections, datetime, decimal, fractions, http, ipaddress, itertools, pathlib, random, re, time, types, uuid  # noqa: E401

    things = {
        "numbers": [0, -1, 2**70, 1.5, float("inf"), 1j, True, None], "text": ["", "a" * 300, "ü€😀", "line\nline"], "bytes": [b"", b"\x00\xff", bytearray(b"ab"), b"x" * 400],
        "containers": [[], (), {}, set(), frozenset([1]), [[[]]], {"a": {"b": (1, [2])}}], "range": [range(3), slice(1, 2)], "datetime": [datetime.datetime(2020, 1, 2), datetime.date.min, datetime.time(3), datetime.timedelta(4)],
        "zoned": datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), "offset": datetime.timezone(datetime.timedelta(hours=2), "X"), "decimal": [decimal.Decimal("1.5"), decimal.Decimal("NaN")],
        "fraction": fractions.Fraction(1, 3), "uuid": uuid.UUID(int=5), "path": [pathlib.PurePosixPath("a/b"), pathlib.PurePath("c")], "counter": collections.Counter("abca"), "ordered": collections.OrderedDict(a=1),
        "default": collections.defaultdict(list, a=[1]), "deque": collections.deque([1, 2], 5), "chain-map": collections.ChainMap({"a": 1}, {}), "array": array.array("d", [1, 2]), "random": random.Random(1),
        "pattern": re.compile("a+b", re.I), "status": http.HTTPStatus.OK, "address": [ipaddress.ip_address("10.0.0.1"), ipaddress.ip_network("10.0.0.0/8")], "time": time.gmtime(0), "namespace": types.SimpleNamespace(a=1),
        "exception": ValueError("no"), "types": [int, str, dict, list], "functions": [len, max, sorted], "count": itertools.count(3), "user-dict": collections.UserDict(a=1), "user-list": collections.UserList([1]),
        "shared": (lambda a: [a, a, {"a": a}])([1]), "context": decimal.Context(prec=5), "ellipsis": [..., NotImplemented], "big": list(range(2000)), "mapping": {i: str(i) for i in range(300)},
    }
    for name, thing in things.items():
        keep("stdlib", sys.version.split()[0], f"{name}.pickle", name, plain(lambda thing=thing: thing))


def recursive() -> None:
    """A list that holds itself."""
    loop: list = []
    loop.append(loop)
    keep("stdlib", sys.version.split()[0], "loop.pickle", "a list that holds itself", plain(lambda: loop))


warnings.simplefilter("ignore")
for family in (sklearn_estimators, torch_objects, numpy_objects, pandas_objects, scipy_objects, standard_library, recursive):
    try:
        family()
    except ImportError as error:
        left.append(f"{family.__name__}: {error}")
manifest = out / "held-out.json"
others = [row for row in json.loads(manifest.read_text())["files"] if row["env"] != env] if manifest.exists() else []
merged = sorted(others + rows, key=lambda row: row["path"])
manifest.write_text('{"files": [\n' + ",\n".join(json.dumps(row) for row in merged) + "\n]}\n")
print(f"{len(rows)} files, {len(left)} left out")
for line in left:
    print("  left out:", line)
