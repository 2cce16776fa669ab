"""The five rules of the architecture, and what else must hold of every file."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STORE = sorted((ROOT / "store").rglob("*.py"))
TUI = sorted((ROOT / "tui").rglob("*.py"))
SCREEN_PACKAGES = {"textual", "rich", "tui"}
SQL = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|WITH|REPLACE)\s[A-Za-z(*]"
)
WRITES = re.compile(r"\b(INSERT (OR \w+ )?INTO|UPDATE|DELETE FROM)\s")
LONGEST_FILE = 400
NOT_NAMES = {"utils", "helpers", "common", "manager", "base"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at import time or later."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strings(path: Path) -> Iterator[str]:
    """The literal strings of a file, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


@pytest.mark.parametrize("path", STORE, ids=name_of)
def test_store_never_imports_a_screen(path: Path) -> None:
    assert not {module.partition(".")[0] for module in imported(path)} & SCREEN_PACKAGES


def test_using_the_store_loads_no_screen() -> None:
    code = (
        "import sys, store.ledger, store.__main__, store.demo, store.query\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('textual', 'rich', 'tui')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("path", TUI, ids=name_of)
def test_only_store_writes_sql(path: Path) -> None:
    assert not [text for text in strings(path) if SQL.match(text)]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"execute", "executemany", "executescript"}


def test_changes_and_rows_are_each_written_in_one_place() -> None:
    """One module appends to the history, one puts rows; what follows from them is kept by one."""
    writers: dict[str, set[str]] = {"change": set(), "record": set()}
    for path in STORE:
        for text in strings(path):
            if "INTO change(" in text:
                writers["change"].add(name_of(path))
            if "INTO record(" in text:
                writers["record"].add(name_of(path))
    assert writers == {"change": {"store/chains.py"}, "record": {"store/writing.py"}}


@pytest.mark.parametrize("path", [p for p in TUI if p.name != "gateway.py"], ids=name_of)
def test_only_the_gateway_touches_a_store(path: Path) -> None:
    """Elsewhere `Store` is a name for what to call, never something called or held."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.value if isinstance(function, ast.Attribute) else function
            assert not (isinstance(called, ast.Name) and called.id == "Store"), node.lineno
    assert "sqlite3" not in set(imported(path))
    assert not {m for m in imported(path) if m.startswith(("store.engine", "store.database."))}


@pytest.mark.parametrize("path", STORE + TUI, ids=name_of)
def test_a_file_can_be_held_in_the_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert path.stem not in NOT_NAMES
    assert ast.get_docstring(ast.parse(text))


def test_no_machine_or_registry_is_named() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for name in filter(None, listed):
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".svg", ".csv"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/(home|root|work)/\w", text), name
        assert path.suffix != ".lock", name


def test_the_test_command_is_the_readmes() -> None:
    """What runs before a change lands is what a newcomer types, word for word."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line.endswith("-m pytest")]
    assert len(commands) == 1
    assert commands[0] in readme
