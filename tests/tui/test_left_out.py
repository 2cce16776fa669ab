"""What is left out while Textual is loaded is there as soon as it is used."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tui.left_out import UNUSED, Later, left_out


def taken_from(module: str) -> set[str]:
    """The names that the modules loaded for the first screen take from it when they are loaded."""
    found: set[str] = set()
    for package in ("app", "color", "design", "notifications", "theme"):
        spec = find_spec(f"textual.{package}")
        assert spec is not None
        assert spec.origin is not None
        for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module == module:
                found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("module", UNUSED)
def test_the_names_are_those_that_textual_takes(module: str) -> None:
    assert set(UNUSED[module]) == taken_from(module)


def test_a_name_is_loaded_when_it_is_used() -> None:
    fraction = Later("fractions", "Fraction")
    half = fraction(1, 2)
    assert half == 0.5
    assert isinstance(half, fraction)  # type: ignore[arg-type]
    assert not isinstance(0.5, fraction)
    assert fraction.from_float(0.25) == 0.25


def test_the_program_does_without_and_can_have_it_afterwards(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from tui.left_out import UNUSED, left_out\n"
        "with left_out():\n"
        "    from tui.app import Fieldledger\n"
        "assert not {*UNUSED, 'ssl', 'textual.widgets._tree'} & sys.modules.keys()\n"
        "import asyncio, ssl, textual.command, textual.system_commands, rich.table\n"
        "assert issubclass(textual.command.CommandPalette, textual.screen.ModalScreen)\n"
        "from textual.notifications import Notification\n"
        "assert len(Notification('said').identity) == 36\n"
        "async def listening():\n"
        "    server = await asyncio.start_unix_server(print, sys.argv[1])\n"
        "    reader, writer = await asyncio.open_unix_connection(sys.argv[1])\n"
        "    writer.close()\n"
        "    server.close()\n"
        "asyncio.run(listening())\n"
        "print(Fieldledger.ENABLE_COMMAND_PALETTE)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "s")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "False"


def test_what_is_there_already_stays() -> None:
    import platformdirs  # noqa: F401 - loaded before.

    before = sys.modules["platformdirs"]
    with left_out():
        assert sys.modules["platformdirs"] is before
    assert sys.modules["platformdirs"] is before


def test_whoever_needs_more_of_a_module_loads_it() -> None:
    code = (
        "import sys\n"
        "from tui.left_out import left_out\n"
        "with left_out():\n"
        "    import platformdirs\n"
        "    assert platformdirs.PlatformDirs('a').appname == 'a'\n"
        "    from platformdirs import PlatformDirs, user_downloads_path\n"
        "    assert user_downloads_path()\n"
        "assert sys.modules['platformdirs'].PlatformDirs is PlatformDirs\n"
        "print('done')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "done"


def test_secrets_are_compared_as_ever_by_whoever_asks_the_module() -> None:
    code = (
        "import sys\n"
        "from tui.left_out import left_out\n"
        "with left_out():\n"
        "    from pydantic import SecretBytes, SecretStr\n"
        "assert not {'secrets', 'hashlib'} & sys.modules.keys()\n"
        "for kind, one, other in ((SecretStr, 'a', 'b'), (SecretBytes, b'a', b'b')):\n"
        "    print(kind(one) == kind(one), kind(one) == kind(other))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "False"] * 2
