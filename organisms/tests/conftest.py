"""What the tests share: every world, and Node.js for what Assay itself says."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import torch

from factory.world import World, load_world, world_ids

torch.set_num_threads(1)
HERE = Path(__file__).parent


@pytest.fixture(params=world_ids())
def world(request: pytest.FixtureRequest) -> World:
    return load_world(request.param)


def ask_node(script: str, question: object) -> Any:
    """Runs a script of this folder with the Node.js of the repository, or of the path."""
    own = HERE.parents[1] / "node_modules" / "node" / "bin" / "node"
    node = str(own) if own.exists() else "node"
    run = subprocess.run(
        [node, HERE / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
