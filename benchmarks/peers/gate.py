"""
Runs one scanner over many folders in one process and says, for each, what its own command would have ended with.

    python gate.py TOOL ROOT < names of folders under ROOT, one on each line

Prints one JSON object for each folder: {"case", "flagged", "error"}. Flagged is the exit code by which the tool fails a
gate; what it could not read is an error and not flagged. A tool with severities also gives "critical": whether it found
something of the highest. Nothing is loaded but the scanner itself.
"""

import contextlib
import io
import json
import os
import signal
import sys

# No word to anybody about what is scanned here.
for name in ("DO_NOT_TRACK", "NO_ANALYTICS", "PROMPTFOO_DISABLE_TELEMETRY"):
    os.environ[name] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

SECONDS = 60


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong


def run(main, *argv):
    """The exit code and the output of a command line."""
    out = io.StringIO()
    sys.argv = list(argv)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = main()
    except SystemExit as ended:
        code = ended.code
    return (code if isinstance(code, int) else 0 if code is None else 2), out.getvalue()


def picklescan(*options):
    from picklescan.cli import main

    return lambda folder: run(main, "picklescan", "--path", folder, *options)[0]


def modelscan():
    from modelscan.cli import main

    return lambda folder: run(main, "modelscan", "-p", folder)[0]


def fickling():
    from fickling.cli import main

    def scan(folder):
        codes = []
        for at, _, names in os.walk(folder):
            for name in names:
                codes.append(run(lambda: main(sys.argv), "fickling", "--check-safety", os.path.join(at, name))[0])
        return 1 if 1 in codes else max(codes, default=0)

    return scan


def modelaudit():
    from modelaudit.cli import main

    def scan(folder):
        code, text = run(main, "modelaudit", "scan", "--format", "json", "--no-cache", folder)
        try:
            issues = json.loads(text).get("issues", [])
        except ValueError:
            return 2
        return code, any(issue.get("severity") == "critical" for issue in issues)

    return scan


TOOLS = {
    "picklescan": lambda: picklescan(),
    "picklescan --strict": lambda: picklescan("--strict"),
    "modelscan": modelscan,
    "fickling": fickling,
    "modelaudit": modelaudit,
}


def main():
    tool, root = sys.argv[1:3]
    names = sys.stdin.read().split()
    # What a tool prints past Python's own streams must not mix with the results.
    results = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    scan = TOOLS[tool]()
    signal.signal(signal.SIGALRM, too_long)
    for name in names:
        signal.alarm(SECONDS)
        more = {}
        try:
            code = scan(os.path.join(root, name))
            if isinstance(code, tuple):
                code, more["critical"] = code
            error = None if code in (0, 1) else f"exit code {code}"
        except TooLong:
            code, error = 2, f"more than {SECONDS} s"
        except BaseException as failed:  # a tool that fails is a result, too
            code, error = 2, f"{type(failed).__name__}: {str(failed)[:200]}"
        finally:
            signal.alarm(0)
        print(json.dumps({"case": name, "flagged": code == 1, "error": error, **more}), file=results, flush=True)


main()
