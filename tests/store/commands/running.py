"""What the tests of commands share: items to add, and how to look at what came of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHELLING = {"title": "Shelling", "kind": "shelling", "when": "24 Feb 2023", "place": "Demoso"}
KILLED = {
    "outcome": "killed",
    "status": "civilian",
    "name": "Naw Paw",
    "sex": "female",
    "age": "34",
    "incident": "LKW2-0001",
}
NAME_OF_SOMEBODY = "Saw Secret"


@dataclass(frozen=True)
class Done:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def shown(run: Run, path: Path, code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("show", path, code, "--format", "json").out)
    return found


def listed(run: Run, path: Path, kind: str, *more: str) -> list[dict[str, Any]]:
    done = run("list", path, kind, "--format", "json", *more)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found
